/**
 * The raw lane: where client and host speak one dialect, large requests and answers go through as the bytes they are. The full lane decides
 * all the same: it is shown the request with its long strings cut short, and what it leaves unchanged is put back from the client's bytes.
 *
 * <p>Everything here is pure. Whatever it cannot decide it leaves to the full lane, which is never wrong, only slower.
 */
@NullMarked
package dev.parlance.core.raw;

import org.jspecify.annotations.NullMarked;
