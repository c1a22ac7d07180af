package dev.parlance.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;

/**
 * The program at a terminal of its own, which {@code script} makes: a kernel's pseudo-terminal with its signals and modes, and on this side a
 * screen that understands the escape codes. What the modes were before and after is noted in files.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final Process process;
    private final OutputStream keys;
    private final ScreenTerminal screen;
    private final StringBuilder raw = new StringBuilder();
    private boolean ended;

    private PseudoTerminal(Path folder, Process process, int columns, int rows) {
        this.folder = folder;
        this.process = process;
        this.keys = process.getOutputStream();
        this.screen = new ScreenTerminal(columns, rows);
        Thread.ofPlatform().daemon().start(this::watch);
    }

    /** Starts {@code parlance} with these arguments. */
    static PseudoTerminal start(
            Path folder, int columns, int rows, Map<String, String> environment, String... arguments)
            throws IOException {
        for (String note : List.of("pid", "code", "modes.before", "modes.after", "tty")) {
            Files.deleteIfExists(folder.resolve(note));
        }
        String words = Stream.concat(Shell.java().stream(), Stream.of(arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        // The shell must outlive an interrupt; a trap, unlike a deaf ear, is not inherited.
        Path lines =
                Files.writeString(folder.resolve("terminal.sh"), """
                trap : INT TERM
                stty cols %COLUMNS% rows %ROWS%
                cd '%FOLDER%'
                stty -a > modes.before
                tty > tty
                sh -c 'echo $$ > pid; exec "$@"' sh %WORDS%
                echo $? > code
                stty -a > modes.after
                """.replace("%COLUMNS%", Integer.toString(columns))
                        .replace("%ROWS%", Integer.toString(rows))
                        .replace("%FOLDER%", folder.toString())
                        .replace("%WORDS%", words));
        String command = "sh '" + lines + "'";
        // BSD and macOS take the command as words behind the file.
        List<String> script = System.getProperty("os.name").startsWith("Linux")
                ? List.of("script", "-q", "-e", "-c", command, "/dev/null")
                : List.of("script", "-q", "/dev/null", "sh", lines.toString());
        ProcessBuilder builder = new ProcessBuilder(script).redirectErrorStream(true);
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "HOME", folder.toString(), "TERM", "xterm-256color"));
        builder.environment().putAll(environment);
        return new PseudoTerminal(folder, builder.start(), columns, rows);
    }

    private void watch() {
        try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[1024];
            for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
                show(new String(some, 0, count));
            }
        } catch (IOException gone) {
            // The same as its end.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void show(String text) {
        raw.append(text);
        screen.write(text);
        notifyAll();
    }

    /** Makes the window another one of that width. */
    void resize(int columns) throws IOException, InterruptedException {
        synchronized (this) {
            screen.setSize(Size.of(columns, screen.getRows()));
        }
        String tty = Files.readString(folder.resolve("tty")).strip();
        Process stty = new ProcessBuilder("stty", "cols", Integer.toString(columns))
                .redirectInput(Path.of(tty).toFile())
                .start();
        if (stty.waitFor() != 0) {
            throw new AssertionError(new String(stty.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Types text; a line end is the Enter key. */
    void type(String text) {
        try {
            keys.write(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Waits until the screen holds the text. */
    void await(String text) {
        await("shows " + text, shown -> shown.contains(text));
    }

    /** Waits until the screen is as wanted. */
    synchronized void await(String wish, Predicate<String> wanted) {
        long end = System.nanoTime() + PATIENCE;
        while (!wanted.test(screen())) {
            long left = end - System.nanoTime();
            if (left <= 0 || ended) {
                throw new AssertionError("No screen that " + wish + ", but:\n" + screen());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    /** What a person sees: the rows without blanks at their ends. */
    synchronized String screen() {
        long[] cells = new long[screen.getColumns() * screen.getRows()];
        screen.dump(cells, new int[2]);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < screen.getRows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < screen.getColumns(); column++) {
                int point = ScreenTerminal.cellCodePoint(cells[row * screen.getColumns() + column]);
                line.appendCodePoint(point == 0 ? ' ' : point);
                // A wide character has the next cell too.
                column += WCWidth.wcwidth(point) == 2 ? 1 : 0;
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** Whether that screen ends in an empty prompt. */
    static boolean atPrompt(String screen) {
        return screen.endsWith("\n>") || screen.equals(">");
    }

    /** Everything that was printed, escape codes and all. */
    synchronized String raw() {
        return raw.toString();
    }

    /** The process id of the program. */
    String pid() throws IOException {
        return Files.readString(folder.resolve("pid")).strip();
    }

    /** Waits for the end of the program and returns its exit code. */
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("It goes on after a minute:\n" + screen());
        }
        return Integer.parseInt(Files.readString(folder.resolve("code")).strip());
    }

    /** The modes of the terminal when the program began. */
    String modesBefore() throws IOException {
        return Files.readString(folder.resolve("modes.before"));
    }

    /** The modes of the terminal when the program had ended. */
    String modesAfter() throws IOException {
        return Files.readString(folder.resolve("modes.after"));
    }

    @Override
    public void close() throws IOException {
        Path pid = folder.resolve("pid");
        if (process.isAlive() && Files.exists(pid) && !pid().isEmpty()) {
            ProcessHandle.of(Long.parseLong(pid())).ifPresent(ProcessHandle::destroyForcibly);
            // The shell goes on for a moment and writes its notes.
            process.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .handle((ended, late) -> late)
                    .join();
        }
        process.destroyForcibly();
        process.getInputStream().close();
    }
}
