package dev.parlance.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A command and everything it starts. Where there is {@code setsid} it gets a session of its own: so that all of it can be ended even when
 * parts have lost their parents, and so that it has no terminal, where it could read what the user types and write what looks like a question
 * of ours.
 */
final class ProcessTree implements AutoCloseable {
    private static final Set<ProcessTree> ALIVE = ConcurrentHashMap.newKeySet();
    private static final AtomicLong STARTED = new AtomicLong();

    private final Process process;
    private final boolean session;
    private final Marked marked;

    private ProcessTree(Process process, boolean session, Marked marked) {
        this.process = process;
        this.session = session;
        this.marked = marked;
    }

    /** Starts the command in a shell, without input; both outputs are one. */
    static ProcessTree start(String command, Path folder, Map<String, String> environment) throws IOException {
        List<String> words = new ArrayList<>();
        Path setsid = program("setsid", environment);
        if (setsid != null) {
            words.add(setsid.toString());
        }
        words.addAll(List.of("sh", "-c", command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Marked marked = new Marked(ProcessHandle.current().pid() + "." + STARTED.incrementAndGet());
        builder.environment().put(Marked.VARIABLE, marked.mark());
        ProcessTree tree = new ProcessTree(builder.start(), setsid != null, marked);
        ALIVE.add(tree);
        return tree;
    }

    /** Ends all that are still there, for a process that is about to end itself. */
    static void closeAll() {
        ALIVE.forEach(ProcessTree::close);
    }

    Process process() {
        return process;
    }

    /** Ends all of it, also what the command left running. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        if (session) {
            endSession();
        }
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        marked.end();
        ALIVE.remove(this);
    }

    /** Java knows no groups of processes. The shell's own kill does, and a minus means the group. */
    private void endSession() {
        boolean interrupted = Thread.interrupted();
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -KILL -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ignored = kill.waitFor(1, TimeUnit.SECONDS);
        } catch (IOException noShell) {
            // Its descendants are ended one by one.
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Path program(String name, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            // Only what is written in full: a folder named relatively may be the model's own.
            Path program = Path.of(folder, name);
            if (program.isAbsolute() && Files.isExecutable(program)) {
                return program;
            }
        }
        return null;
    }
}
