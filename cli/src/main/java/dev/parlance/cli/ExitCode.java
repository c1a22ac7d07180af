package dev.parlance.cli;

/** The exit codes that people script against. */
final class ExitCode {
    static final int DONE = 0;

    /** The request cannot be sent to that host, or strict mode refused an adjustment. */
    static final int REFUSED = 1;

    /** Usage, input or settings are wrong; the message says which and where. */
    static final int UNUSABLE = 2;

    /** A defect of ours; the number is that of {@code EX_SOFTWARE} in sysexits.h. */
    static final int DEFECT = 70;

    private ExitCode() {}
}
