package dev.parlance.benchmarks.load;

import java.util.zip.CRC32;

/**
 * One answer as its client saw it, its text left out.
 *
 * @param checksum of the body
 * @param reads reads from the socket that it took
 */
record Answer(int status, int length, long checksum, int reads) {
    private static final double NEAR = 0.02;

    static Answer of(MessageReader message) {
        CRC32 checksum = new CRC32();
        checksum.update(message.body(), 0, message.bodyLength());
        return new Answer(message.status(), message.bodyLength(), checksum.getValue(), message.reads());
    }

    /** Whether it says the same, however it was cut on its way. */
    boolean same(Answer other) {
        return near(other) && length == other.length && checksum == other.checksum;
    }

    /** Whether it has the same status and about the same length: for those whose ids and times change with every answer. */
    boolean near(Answer other) {
        return status == other.status && Math.abs(length - other.length) <= other.length * NEAR;
    }
}
