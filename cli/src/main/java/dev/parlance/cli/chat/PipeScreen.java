package dev.parlance.cli.chat;

import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.cli.terminal.SafeText;
import java.io.PrintStream;

/**
 * A chat without an editor: answers and what commands were asked for go to standard output, all else to standard error. A pipe gets them
 * exactly. A terminal does not get control characters, with which a model could move its cursor or retitle it.
 */
public final class PipeScreen implements Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final StandardStreams terminals;
    private boolean folded = true;
    private char lastText = '\n';
    private char lastThought = '\n';

    /** @param terminals which of them are none of a pipe's */
    public PipeScreen(PrintStream out, PrintStream err, StandardStreams terminals) {
        this.out = out;
        this.err = err;
        this.terminals = terminals;
    }

    @Override
    public boolean answer(String text) {
        if (text.isEmpty()) {
            return true;
        }
        endThought();
        out.print(terminals.out() ? SafeText.of(text) : text);
        lastText = text.charAt(text.length() - 1);
        // Flushes too.
        return !out.checkError();
    }

    @Override
    public void thought(String text) {
        if (!folded && !text.isEmpty()) {
            err.print(terminals.err() ? SafeText.of(text) : text);
            err.flush();
            lastThought = text.charAt(text.length() - 1);
        }
    }

    @Override
    public void end() {
        endThought();
        if (lastText != '\n') {
            out.println();
            lastText = '\n';
        }
        out.flush();
    }

    @Override
    public void remark(String words) {
        err.println("parlance: " + SafeText.of(words));
        err.flush();
    }

    @Override
    public void fault(String words) {
        remark(words);
    }

    @Override
    public void print(String text) {
        out.println(terminals.out() ? SafeText.of(text) : text);
        out.flush();
    }

    @Override
    public void list(String lines) {
        print(lines);
    }

    @Override
    public boolean fold() {
        folded = !folded;
        return folded;
    }

    private void endThought() {
        if (lastThought != '\n') {
            err.println();
            lastThought = '\n';
        }
    }
}
