/** Whatever hosts do wrong and whatever clients send, at every door: the failure catalogue. */
@NullMarked
package dev.parlance.gateway.failure;

import org.jspecify.annotations.NullMarked;
