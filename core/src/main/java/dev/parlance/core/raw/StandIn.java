package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;

/**
 * What stands in the place of a long string, or of most of it.
 *
 * @param number its place among all stand-ins of the request
 * @param from where the string's part begins that it stands for, in the client's bytes
 * @param to behind that part
 * @param text ASCII, which holds {@link StandIns#MARK} and the number
 * @param likeAnObject whether the string may begin like a JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it lives until the request is prepared.
record StandIn(Cut cut, int number, int from, int to, byte[] text, boolean likeAnObject) {
    /** How many bytes shorter it is. */
    int saved() {
        return to - from - text.length;
    }
}
