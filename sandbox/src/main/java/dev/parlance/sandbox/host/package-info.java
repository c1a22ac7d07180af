/**
 * What every simulated host is: a pure function from a request to an answer. No clock, no randomness, no sockets.
 */
@NullMarked
package dev.parlance.sandbox.host;

import org.jspecify.annotations.NullMarked;
