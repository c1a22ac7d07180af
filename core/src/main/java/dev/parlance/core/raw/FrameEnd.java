package dev.parlance.core.raw;

/** Finds the ends of events in a stream: a blank line, whichever line ends the host uses. Looks at no byte twice. Not thread-safe. */
final class FrameEnd {
    private int at;
    private int line;
    private boolean any;

    /** Behind the blank line of the event that begins where the last one ended, or -1 when it is not all there yet. */
    int next(byte[] bytes, int limit) {
        for (; at < limit; at++) {
            byte value = bytes[at];
            if (value != '\n' && value != '\r') {
                continue;
            }
            if (value == '\r' && at + 1 == limit) {
                // A line feed may follow, and belongs to it.
                return -1;
            }
            int next = value == '\r' && bytes[at + 1] == '\n' ? at + 2 : at + 1;
            boolean blank = at == line && any;
            any = !blank && (any || at > line);
            line = next;
            if (blank) {
                at = next;
                return next;
            }
            at = next - 1;
        }
        return -1;
    }

    /** The bytes have moved to the front by that many. */
    void moved(int by) {
        at -= by;
        line -= by;
    }
}
