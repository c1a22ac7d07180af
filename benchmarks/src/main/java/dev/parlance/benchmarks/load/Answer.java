package dev.parlance.benchmarks.load;

import java.util.zip.CRC32;

/**
 * One answer as its client saw it, its text left out.
 *
 * @param checksum of the body
 * @param reads reads from the socket that it took
 */
record Answer(int status, int length, long checksum, int reads) {
    static Answer of(MessageReader message) {
        CRC32 checksum = new CRC32();
        checksum.update(message.body(), 0, message.bodyLength());
        return new Answer(message.status(), message.bodyLength(), checksum.getValue(), message.reads());
    }

    /** Whether it says the same, however it was cut on its way. */
    boolean same(Answer other) {
        return status == other.status && length == other.length && checksum == other.checksum;
    }
}
