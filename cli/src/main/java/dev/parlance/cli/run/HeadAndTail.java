package dev.parlance.cli.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning and the end of what a command prints, however much it is. Thread-safe. */
final class HeadAndTail {
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail;
    private final int most;
    private long tailBytes;

    /** @param most how many bytes are kept of each end */
    HeadAndTail(int most) {
        this.most = most;
        this.tail = new byte[most];
    }

    synchronized void add(byte[] bytes, int count) {
        int begun = Math.min(count, most - head.size());
        head.write(bytes, 0, begun);
        // Only the last of it can be seen later.
        for (int at = Math.max(begun, count - most); at < count; at++) {
            tail[(int) ((tailBytes + at - begun) % most)] = bytes[at];
        }
        tailBytes += count - begun;
    }

    synchronized String text() {
        int kept = (int) Math.min(tailBytes, most);
        byte[] end = new byte[kept];
        for (int at = 0; at < kept; at++) {
            end[at] = tail[(int) ((tailBytes - kept + at) % most)];
        }
        String left = tailBytes > most ? "\n[… " + (tailBytes - most) + " bytes are left out here …]\n" : "";
        if (left.isEmpty()) {
            head.write(end, 0, kept);
            tailBytes = 0;
            return head.toString(StandardCharsets.UTF_8);
        }
        return head.toString(StandardCharsets.UTF_8) + left + new String(end, StandardCharsets.UTF_8);
    }
}
