package dev.parlance.cli.chat;

import dev.parlance.cli.terminal.Look;
import dev.parlance.cli.terminal.MarkdownStream;
import dev.parlance.cli.terminal.SafeText;
import dev.parlance.cli.terminal.Style;
import dev.parlance.cli.terminal.WrappedStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A terminal: answers as Markdown, thinking dimmed or folded into a line. Not thread-safe. */
public final class TerminalScreen implements Screen {
    private static final String WAITING = "thinking …";

    /** Back to the beginning of the line, and clear it. Source: ECMA-48. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final IntSupplier width;
    private final Look look;
    private final LongSupplier nanoseconds;
    private final MarkdownStream answer;
    private final WrappedStream dimmed;
    private final StringBuilder thought = new StringBuilder();
    private boolean folded;
    private boolean thinking;
    private boolean answering;
    private @Nullable String foldedThought;
    private long began;

    /**
     * @param width the cells of a line
     * @param nanoseconds a clock, to tell how long the model thought
     */
    public TerminalScreen(PrintWriter out, IntSupplier width, Look look, boolean folded, LongSupplier nanoseconds) {
        this.out = out;
        this.width = width;
        this.look = look;
        this.folded = folded;
        this.nanoseconds = nanoseconds;
        this.answer = new MarkdownStream(out::print, width, look);
        this.dimmed = new WrappedStream(out::print, width, Style.DIM, look);
    }

    @Override
    public boolean answer(String text) {
        if (!text.isEmpty()) {
            endThought();
            answering = true;
            answer.accept(text);
        }
        out.flush();
        return !out.checkError();
    }

    @Override
    public void thought(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!thinking) {
            thinking = true;
            began = nanoseconds.getAsLong();
            thought.setLength(0);
            if (folded && look == Look.COLOURED) {
                out.print("\u001b[2m" + WAITING + "\u001b[0m");
            }
        }
        thought.append(text);
        if (!folded) {
            dimmed.accept(text);
        }
        out.flush();
    }

    @Override
    public void end() {
        endThought();
        if (answering) {
            answer.end();
            answering = false;
            out.println();
        }
        out.flush();
    }

    @Override
    public void remark(String words) {
        lines(words, Style.DIM);
    }

    @Override
    public void fault(String words) {
        lines(words, Style.FAULT);
    }

    @Override
    public void print(String text) {
        out.println(SafeText.of(text));
        out.flush();
    }

    @Override
    public void list(String lines) {
        lines(lines, Style.NONE);
    }

    @Override
    public boolean fold() {
        folded = !folded;
        if (!folded && foldedThought != null) {
            dimmed.accept(foldedThought);
            dimmed.end();
            out.println();
            foldedThought = null;
        }
        return folded;
    }

    private void endThought() {
        if (!thinking) {
            return;
        }
        thinking = false;
        if (folded) {
            String seconds = String.format(
                    Locale.ROOT,
                    "%.1f",
                    Duration.ofNanos(nanoseconds.getAsLong() - began).toMillis() / 1000.0);
            foldedThought = thought.toString();
            out.print(look == Look.COLOURED ? CLEAR_LINE : "");
            remark("thought for " + seconds + " s, " + thought.codePointCount(0, thought.length())
                    + " characters (/fold shows it)");
        } else {
            foldedThought = null;
            dimmed.end();
        }
        out.println();
    }

    private void lines(String words, char style) {
        WrappedStream stream = new WrappedStream(out::print, width, style, look);
        stream.accept(words.stripTrailing());
        stream.end();
        out.flush();
    }
}
