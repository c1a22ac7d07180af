package dev.parlance.cli.ask;

import java.io.IOException;

/** Which of the standard streams are terminals. */
public record StandardStreams(boolean in, boolean out, boolean err) {
    /** None of them, as in a pipe. */
    public static final StandardStreams PIPED = new StandardStreams(false, false, false);

    /** Input is left alone unless it is asked for, and nothing is coloured. */
    private static final StandardStreams UNKNOWN = new StandardStreams(true, false, false);

    private static final String QUESTION =
            "r=0; [ -t 0 ] && r=$((r+1)); [ -t 1 ] && r=$((r+2)); [ -t 2 ] && r=$((r+4)); exit $r";

    /**
     * Asks the shell, because the JDK tells only whether input and output are both terminals, and {@code cat log | parlance ask} and
     * {@code parlance ask > answer} differ in just that. Where there is no {@code sh}, nothing is known.
     */
    public static StandardStreams ofThisProcess() {
        try {
            int answer =
                    new ProcessBuilder("sh", "-c", QUESTION).inheritIO().start().waitFor();
            return answer > 7 ? UNKNOWN : new StandardStreams((answer & 1) != 0, (answer & 2) != 0, (answer & 4) != 0);
        } catch (IOException noShell) {
            return UNKNOWN;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
