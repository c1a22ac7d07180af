package dev.parlance.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one started and will end. */
final class Child implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 13;
    private static final int SYSTEM_TIME = 14;

    private final Process process;

    private Child(Process process) {
        this.process = process;
        // However this process ends, the other goes with it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    }

    /** Starts a process that listens on a port that it was given. */
    static Child start(ProcessBuilder command) throws IOException {
        return new Child(command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Starts a process that says on its output where it listens, and waits for that. */
    static Listening listening(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(false).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("listening on ")) {
                return new Listening(
                        new Child(process),
                        Integer.parseInt(line.substring(line.lastIndexOf(line.contains(":") ? ':' : ' ') + 1)));
            }
        }
        throw new IOException("It ended before it listened: " + String.join(" ", command.command()));
    }

    /** A process and its port. */
    record Listening(Child child, int port) {}

    boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of the process and its children so far, in microseconds, to the hundredth of a second in which the kernel counts. */
    long cpuMicros() throws IOException {
        long ticks = 0;
        for (long id : (Iterable<Long>) family()::iterator) {
            String stat = Files.readString(Path.of("/proc/" + id + "/stat"), StandardCharsets.ISO_8859_1);
            // The name in brackets may hold spaces.
            String[] fields = ("0 0" + stat.substring(stat.lastIndexOf(')') + 1)).split(" ", -1);
            ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        }
        return ticks * 1_000_000 / TICKS_PER_SECOND;
    }

    private Stream<Long> family() {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
