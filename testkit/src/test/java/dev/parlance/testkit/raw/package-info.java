/** The laws of the raw lane: it sends what the full lane sends, and its answers say what the full lane's say. */
@NullMarked
package dev.parlance.testkit.raw;

import org.jspecify.annotations.NullMarked;
