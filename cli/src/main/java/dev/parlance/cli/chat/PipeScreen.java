package dev.parlance.cli.chat;

import java.io.PrintStream;

/** Standard output that is no terminal: answers and what commands were asked for, exactly; all else goes to standard error. */
public final class PipeScreen implements Screen {
    private final PrintStream out;
    private final PrintStream err;
    private boolean folded = true;
    private char lastText = '\n';
    private char lastThought = '\n';

    public PipeScreen(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public boolean answer(String text) {
        if (text.isEmpty()) {
            return true;
        }
        endThought();
        out.print(text);
        lastText = text.charAt(text.length() - 1);
        // Flushes too.
        return !out.checkError();
    }

    @Override
    public void thought(String text) {
        if (!folded && !text.isEmpty()) {
            err.print(text);
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
        err.println("parlance: " + words);
        err.flush();
    }

    @Override
    public void fault(String words) {
        remark(words);
    }

    @Override
    public void print(String text) {
        out.println(text);
        out.flush();
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
