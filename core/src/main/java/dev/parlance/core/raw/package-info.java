/**
 * The raw lane: the long strings of a request go through as the bytes they are, whatever dialect the host speaks, and so do answers in the
 * client's own dialect. The full lane decides all the same: it is shown the request with its long strings cut short, and where their
 * stand-ins come out the client's bytes take their place.
 *
 * <p>Everything here is pure. Whatever it cannot decide it leaves to the full lane, which is never wrong, only slower.
 */
@NullMarked
package dev.parlance.core.raw;

import org.jspecify.annotations.NullMarked;
