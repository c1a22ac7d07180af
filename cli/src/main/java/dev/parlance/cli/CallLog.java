package dev.parlance.cli;

import dev.parlance.gateway.observation.LineQueue;
import dev.parlance.gateway.observation.LogSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where the line of each call goes. Closing writes what still waits. */
record CallLog(@Nullable LineQueue lines, @Nullable PrintStream file) implements AutoCloseable {
    /** Lines that may wait for a slow reader; then they are lost and counted. */
    private static final int WAITING = 10_000;

    /**
     * Opens the log.
     *
     * @param where a file, to which lines are added, {@code -} for standard error, or {@code off}
     * @throws CommandFailure when the file cannot be written
     */
    static CallLog open(String where, Console console) {
        switch (where) {
            case "off" -> {
                return new CallLog(null, null);
            }
            case "-" -> {
                // Whoever watches wants to see it when it happens.
                return new CallLog(
                        new LineQueue(WAITING, line -> {
                            console.err().println(line);
                            console.err().flush();
                        }),
                        null);
            }
            default -> {
                PrintStream file = file(Path.of(where));
                return new CallLog(new LineQueue(WAITING, file::println), file);
            }
        }
    }

    /** For the gateway, or null when nothing is logged. */
    @Nullable
    LogSink sink() {
        return lines;
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
        if (file != null) {
            file.close();
        }
    }

    private static PrintStream file(Path path) {
        try {
            return new PrintStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true,
                    StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new CommandFailure("The log " + path + " cannot be written (" + unwritable.getMessage()
                    + "). Name another file with --log, or --log off.");
        }
    }
}
