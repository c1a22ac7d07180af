package dev.parlance.providers.value;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that prints something. It gets no input, so that one that asks for a password ends instead of waiting.
 *
 * @param shown how messages call it
 * @param words the program and its arguments
 * @param environment all of its variables
 * @param folder where it runs
 * @param timeout after which it is ended with its children
 */
public record Command(
        String shown, List<String> words, Map<String, String> environment, Path folder, Duration timeout) {
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final int MOST_COMPLAINT = 8 * 1024;
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /**
     * How it ended. Prints without the output.
     *
     * @param output all of it, trimmed
     * @param complaint the first line of the error output
     */
    public record Ended(int status, String output, String complaint) {
        @Override
        public String toString() {
            return "status " + status + (complaint.isEmpty() ? "" : ": " + complaint);
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Without its variables, which may be secret. */
    @Override
    public String toString() {
        return shown;
    }

    /** A line for the shell, so that pipes and quotes work as people know them. */
    static Command shell(String line, Map<String, String> environment, Path folder, Duration timeout) {
        return new Command(
                "The command \"" + OneLine.of(line) + "\"",
                WINDOWS ? List.of("cmd.exe", "/c", line) : List.of("sh", "-c", line),
                environment,
                folder,
                timeout);
    }

    /**
     * Runs it to its end.
     *
     * @throws ParlanceException.Misconfigured when it cannot be started, prints too much or does not end
     * @throws ParlanceException.Cancelled when the thread is interrupted
     */
    public Ended run() {
        Process process = start();
        CompletableFuture<byte[]> output = read(process.getInputStream(), MOST_OUTPUT + 1, process);
        CompletableFuture<byte[]> complaint = read(process.getErrorStream(), MOST_COMPLAINT, null);
        try {
            CompletableFuture.allOf(output, process.onExit()).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            byte[] printed = output.get();
            if (printed.length > MOST_OUTPUT) {
                throw wrong(shown + " prints more than 64 KiB", "It is to print one key or token and nothing else.");
            }
            return new Ended(process.exitValue(), text(printed), OneLine.first(text(settled(complaint))));
        } catch (TimeoutException tooLong) {
            throw wrong(
                    shown + " did not end within " + timeout.toSeconds() + " s",
                    "It may wait for an input or a login. Run it in a terminal to see.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ParlanceException.Cancelled(Failure.of(shown + " was cancelled"));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            end(process);
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toAbsolutePath().toFile())
                .redirectInput(new File(WINDOWS ? "NUL" : "/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException unknown) {
            throw wrong(
                    shown + " cannot be started in " + folder.toAbsolutePath(),
                    "Check that the program is installed and that the folder is there.");
        }
    }

    /**
     * Reads as much as is wanted, on a thread of its own: a full pipe would stop the program.
     *
     * @param tooMuch what to end when there is as much as that, or null to drop the rest
     */
    private static CompletableFuture<byte[]> read(InputStream stream, int most, @Nullable Process tooMuch) {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("parlance-command").start(() -> {
            byte[] begun = new byte[0];
            try (stream) {
                begun = stream.readNBytes(most);
                if (begun.length == most && tooMuch != null) {
                    end(tooMuch);
                } else {
                    stream.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException closed) {
                // It was ended; what it printed until then is all there is.
            } finally {
                all.complete(begun);
            }
        });
        return all;
    }

    /** The error output; a child that lives on may hold it open for ever. */
    private static byte[] settled(CompletableFuture<byte[]> complaint) throws InterruptedException, ExecutionException {
        try {
            return complaint.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException heldOpen) {
            return new byte[0];
        }
    }

    /** Children first asked for, then ended last: without their parent nobody finds them. */
    private static void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private static ParlanceException wrong(String message, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(message, advice));
    }
}
