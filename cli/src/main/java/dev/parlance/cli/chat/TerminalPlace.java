package dev.parlance.cli.chat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of this process, with an editor for lines. It is put back as it was on every way out: {@link #close}, and signals too.
 *
 * <p>The terminal is set by {@code stty}, so that no native code is loaded.
 */
public final class TerminalPlace implements Place {
    /**
     * The editor takes a terminal that is in no list for an ANSI one, which nearly all are, and logs a page of trace about it. Held, for the
     * JDK forgets the level of a logger that nobody holds.
     */
    private static final Logger EDITOR = Logger.getLogger("org.jline");

    private static final String PROMPT = "> ";
    private static final int MOST_FAILURES = 3;

    /** How long a signal waits for the chat to end, in seconds. */
    private static final int PATIENCE = 2;

    /** No style, no bracketed paste, usual cursor keys: what the editor may have switched on. Source: xterm control sequences. */
    private static final String AS_USUAL = "\u001b[0m\u001b[?2004l\u001b[?1l\u001b>";

    private final Terminal terminal;
    private final LineReader reader;
    private final PrintWriter writer;
    private final SavedModes modes;
    private final boolean plain;
    private final Thread restore;
    private final AtomicReference<@Nullable Runnable> interrupted = new AtomicReference<>();
    private final AtomicBoolean missed = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile int columns;
    private boolean warned;

    private TerminalPlace(Terminal terminal, LineReader reader, SavedModes modes) {
        this.terminal = terminal;
        this.reader = reader;
        this.writer = terminal.writer();
        this.modes = modes;
        this.plain = Terminal.TYPE_DUMB.equals(terminal.getType());
        this.restore = new Thread(this::restore, "parlance-terminal");
    }

    /**
     * Takes the terminal.
     *
     * @param history what was typed earlier, or null to remember nothing
     * @param models to be completed
     * @throws IOException when there is no {@code stty}
     */
    public static TerminalPlace open(
            Map<String, String> environment, @Nullable Path history, Supplier<List<String>> models) throws IOException {
        EDITOR.setLevel(Level.OFF);
        SavedModes modes = SavedModes.now();
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .dumb(false)
                .env(environment::get)
                // Whatever the locale says, as everywhere in this program.
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                // Would ask the terminal what it can do and wait for answers, which over a slow line end up among what
                // is typed.
                .graphemeCluster(false)
                .build();
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("parlance")
                .parser(new ChatParser())
                .completer(new ChatCompleter(models))
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.INSERT_TAB, false)
                .option(Option.CASE_INSENSITIVE, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ")
                .variable(LineReader.BELL_STYLE, "none")
                // Half a second of a jumping cursor for each bracket.
                .variable(LineReader.BLINK_MATCHING_PAREN, 0);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        TerminalPlace place = new TerminalPlace(terminal, builder.build(), modes);
        terminal.handle(Signal.INT, signal -> place.interrupt());
        terminal.handle(Signal.WINCH, signal -> place.measure());
        Runtime.getRuntime().addShutdownHook(place.restore);
        // For as long as the chat lasts, not just while a line is edited: what is typed meanwhile waits for the prompt,
        // Ctrl-D too, and does not stand in the middle of an answer.
        terminal.enterRawMode();
        Attributes quiet = new Attributes(terminal.getAttributes());
        // The editor reads Ctrl-C as a key; while an answer comes nobody reads, so there it is a signal.
        quiet.setLocalFlag(LocalFlag.ISIG, true);
        terminal.setAttributes(quiet);
        place.measure();
        return place;
    }

    /** Prints to it. */
    public PrintWriter writer() {
        return writer;
    }

    /** The cells of a line now. */
    public int width() {
        return columns > 0 ? columns : 80;
    }

    @Override
    public Typed next(String draft) {
        String waiting = draft;
        for (int failures = 0; !ending; ) {
            try {
                String line = reader.readLine(PROMPT, null, (MaskingCallback) null, waiting);
                warned = false;
                missed.set(false);
                // While a line was edited, the editor alone heard of another size.
                measure();
                return new Typed.Text(line.replace("\\\n", "\n"));
            } catch (UserInterruptException interrupt) {
                if (cleared(interrupt.getPartialLine())) {
                    return new Typed.Left(true);
                }
                waiting = "";
            } catch (EndOfFileException end) {
                return new Typed.Left(false);
            } catch (IllegalStateException closed) {
                // At a signal, which ends the program.
                return new Typed.Left(false);
            } catch (IOError unset) {
                // A Ctrl-C that met the stty of the editor.
                if (++failures > MOST_FAILURES) {
                    throw unset;
                }
                if (missed.getAndSet(false) && cleared("")) {
                    return new Typed.Left(true);
                }
            } finally {
                // The editor is told of Ctrl-C by an interrupt of this thread, which may come twice.
                Thread.interrupted();
            }
        }
        return new Typed.Left(false);
    }

    /** What Ctrl-C does at a prompt: the line is gone, as in a shell. True when an empty line was cleared twice. */
    private boolean cleared(String line) {
        if (!line.isBlank()) {
            warned = false;
        } else if (warned) {
            return true;
        } else {
            warned = true;
            writer.println("Ctrl-C again or Ctrl-D leaves");
            writer.flush();
        }
        return false;
    }

    @Override
    public Answering answering(Runnable stop) {
        interrupted.set(stop);
        return () -> interrupted.set(null);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
            reset();
        } catch (IllegalStateException atSignal) {
            left.countDown();
        }
    }

    /** The size is asked for by a program of its own, so not for every word. */
    private void measure() {
        try {
            columns = terminal.getSize().getColumns();
        } catch (IOError | IllegalStateException interrupt) {
            // What it was before will do.
        }
    }

    private void interrupt() {
        Runnable stop = interrupted.get();
        if (stop == null) {
            missed.set(true);
        } else {
            stop.run();
        }
    }

    /** At a signal: ends what is under way, so that the editor does not set the terminal once more after it was put back. */
    private void restore() {
        ending = true;
        interrupt();
        closeTerminal();
        try {
            // When it does not come, the chat hangs in something else than the terminal.
            boolean ignored = left.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        reset();
    }

    private void reset() {
        closeTerminal();
        if (!plain) {
            try {
                // Not by the writer of the terminal, which is closed.
                new FileOutputStream(FileDescriptor.out).write(AS_USUAL.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // The window was closed.
            }
        }
        modes.restore();
    }

    private void closeTerminal() {
        try {
            terminal.close();
        } catch (IOException | IOError gone) {
            // The window was closed.
        }
    }
}
