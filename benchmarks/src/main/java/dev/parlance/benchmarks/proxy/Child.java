package dev.parlance.benchmarks.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process that this one started and will end. */
public final class Child implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 13;
    private static final int SYSTEM_TIME = 14;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long BETWEEN_TRIES_NANOS = 1_000_000;

    private final Process process;

    private Child(Process process) {
        this.process = process;
        // However this process ends, the other goes with it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    }

    /** Starts a process whose output nobody needs. */
    public static Child start(ProcessBuilder command) throws IOException {
        return new Child(command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Starts a process that listens on a port that it was given, and waits for that; its errors go to that file. */
    static Child start(ProcessBuilder command, int port, Path errors) throws IOException {
        Child child = start(command.redirectError(errors.toFile()));
        long start = System.nanoTime();
        while (child.isAlive() && System.nanoTime() - start < PATIENCE_NANOS) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return child;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
        child.close();
        throw new IOException("It does not listen: " + String.join(" ", command.command()) + "\n"
                + Files.readString(errors, StandardCharsets.ISO_8859_1));
    }

    /** The same, and its errors go to that file and into the failure if it ends. */
    static Listening listening(ProcessBuilder command, Path errors) throws IOException {
        try {
            return listening(command.redirectError(errors.toFile()));
        } catch (IOException failed) {
            throw new IOException(
                    failed.getMessage() + "\n" + Files.readString(errors, StandardCharsets.UTF_8), failed);
        }
    }

    /** Starts a process that says on its output where it listens, and waits for that. */
    public static Listening listening(ProcessBuilder command) throws IOException {
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
    public record Listening(Child child, int port) implements AutoCloseable {
        @Override
        public void close() {
            child.close();
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of the process and its children so far, in microseconds, to the hundredth of a second in which the kernel counts. */
    public long cpuMicros() throws IOException {
        long ticks = 0;
        for (long id : family()) {
            String stat = read(id, "stat");
            if (!stat.isEmpty()) {
                // The name in brackets may hold spaces.
                String[] fields = ("0 0" + stat.substring(stat.lastIndexOf(')') + 1)).split(" ", -1);
                ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            }
        }
        return ticks * 1_000_000 / TICKS_PER_SECOND;
    }

    /** Memory of the process and its children that is in RAM now (VmRSS), in units of 1024 bytes; pages that they share count for each. */
    public long residentKilobytes() throws IOException {
        long kilobytes = 0;
        for (long id : family()) {
            for (String line : read(id, "status").split("\n", -1)) {
                if (line.startsWith("VmRSS:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kilobytes;
    }

    /** The process and its children. */
    public List<Long> family() {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .toList();
    }

    /** Empty when that process has just ended. */
    private static String read(long id, String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + id + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException ended) {
            return "";
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroy);
    }
}
