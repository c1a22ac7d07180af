package dev.parlance.cli.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that have inherited a mark in their environment: of a command also those that made a session of their own and lost their
 * parents, as daemons do, which nothing else tells apart. Linux alone shows it; elsewhere there are none.
 *
 * <p>Source: proc_pid_environ(5).
 *
 * @param mark the value of the variable, no other command's
 */
record Marked(String mark) {
    static final String VARIABLE = "PARLANCE_COMMAND";

    /** What is ended may have started something just before, but hardly so often. */
    private static final int MOST_ROUNDS = 5;

    private static final Path PROCESSES = Path.of("/proc");

    /** Ends all of them. */
    void end() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessHandle> left = alive();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<ProcessHandle> alive() {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path folder : folders) {
                if (carries(folder)) {
                    ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                            .ifPresent(alive::add);
                }
            }
        } catch (IOException notLinux) {
            return List.of();
        }
        return alive;
    }

    /** One that has ended has no environment any more, and that of other users cannot be read. */
    private boolean carries(Path folder) {
        // Not by a channel, which an interrupt of this thread would close.
        try (InputStream environment =
                new FileInputStream(folder.resolve("environ").toFile())) {
            String variables = "\0" + new String(environment.readAllBytes(), StandardCharsets.ISO_8859_1);
            return variables.contains("\0" + VARIABLE + "=" + mark + "\0");
        } catch (IOException notOurs) {
            return false;
        }
    }
}
