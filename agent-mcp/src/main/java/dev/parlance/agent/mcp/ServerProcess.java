package dev.parlance.agent.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The child process of a server. What it says on standard error is read all the time and its last lines are kept. Thread-safe. */
final class ServerProcess {
    /** What the official SDKs hand on: enough to find programs and a home, no keys. */
    private static final Set<String> HANDED_ON = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "LOGNAME",
            "SHELL",
            "TERM",
            "TMPDIR",
            "USER",
            "XDG_CACHE_HOME",
            "APPDATA",
            "HOMEDRIVE",
            "HOMEPATH",
            "LOCALAPPDATA",
            "PATHEXT",
            "PROCESSOR_ARCHITECTURE",
            "PROGRAMFILES",
            "SYSTEMDRIVE",
            "SYSTEMROOT",
            "TEMP",
            "TMP",
            "USERNAME",
            "USERPROFILE",
            "WINDIR");

    private final Process process;
    private final LastWords lastWords = new LastWords();
    private final Thread listening;
    private final Set<ProcessHandle> family = new LinkedHashSet<>();

    private ServerProcess(String name, Process process) {
        this.process = process;
        listening = Thread.ofPlatform()
                .daemon()
                .name(McpServers.THREADS + name + " errors")
                .start(() -> lastWords.readFrom(process.getErrorStream()));
    }

    static ServerProcess start(McpServer.Command server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(server.command());
        builder.environment().keySet().removeIf(name -> !HANDED_ON.contains(name.toUpperCase(Locale.ROOT)));
        builder.environment().putAll(server.environment());
        if (server.folder() != null) {
            builder.directory(server.folder().toFile());
        }
        return new ServerProcess(server.name(), builder.start());
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** How it ended, or that it did not. */
    String end() {
        return process.isAlive()
                ? "It closed its standard output."
                : "It ended with exit code " + process.exitValue() + ".";
    }

    /** The last lines of standard error; waits a moment for a process that is gone, whose end of the pipe may still be read. */
    String lastWords(Duration patience) throws InterruptedException {
        if (!process.isAlive()) {
            listening.join(patience);
        }
        return lastWords.text();
    }

    /** Notes who must go with it: once it is gone, nobody can tell any more whose children they were. */
    void noteFamily() {
        synchronized (family) {
            process.descendants().forEach(family::add);
        }
    }

    /** Closes its input, which asks it to end, waits, and kills it and all that it started. An interrupt shortens the wait alone. */
    void close(Duration grace) {
        noteFamily();
        boolean interrupted = false;
        try {
            process.getOutputStream().close();
        } catch (IOException broken) {
            // It is gone already.
        }
        try {
            process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        noteFamily();
        process.destroyForcibly();
        Collection<ProcessHandle> left;
        synchronized (family) {
            left = List.copyOf(family);
        }
        left.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(process.onExit());
        left.forEach(child -> awaitEnd(child.onExit()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Killed processes end at once. Those that nobody buries, as in a container without an init, would be waited for in vain. */
    private static void awaitEnd(CompletableFuture<?> end) {
        end.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
}
