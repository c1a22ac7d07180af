package dev.parlance.cli;

import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.cli.terminal.Look;
import dev.parlance.core.chat.ChatEvent;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Prints an answer as it comes: text to standard output, thinking, when it is wanted, to standard error. Not thread-safe.
 *
 * <p>A pipe gets the text exactly. A terminal does not get control characters, with which a model could move its cursor or retitle it.
 */
final class AskPrinter {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[22m";

    private final Console console;
    private final StandardStreams terminals;
    private final boolean coloured;
    private final boolean printing;
    private final boolean thinking;
    private char lastText = '\n';
    private char lastThought = '\n';

    /**
     * @param printing whether text is printed as it comes
     * @param thinking whether thinking is shown
     */
    AskPrinter(Console console, StandardStreams terminals, boolean printing, boolean thinking) {
        this.console = console;
        this.terminals = terminals;
        this.printing = printing;
        this.thinking = thinking;
        this.coloured = terminals.err() && Look.of(console.environment()) == Look.COLOURED;
    }

    /** Prints what there is of it to print; false when nobody reads any more. */
    boolean accept(ChatEvent event) {
        if (event instanceof ChatEvent.ReasoningDelta thought) {
            thought(thought.text());
        } else if (event instanceof ChatEvent.TextDelta(String text) && printing) {
            return text(text);
        }
        return true;
    }

    /** Prints the text of an answer that came in one piece. */
    void whole(String text) {
        if (printing) {
            text(text);
        }
    }

    /** Prints text; false when nobody reads any more. */
    boolean text(String text) {
        if (text.isEmpty()) {
            return true;
        }
        endThinking();
        lastText = text.charAt(text.length() - 1);
        console.out().print(clean(text, terminals.out()));
        // Flushes too.
        return !console.out().checkError();
    }

    /** Shows thinking if it is wanted. */
    void thought(String text) {
        if (thinking && !text.isEmpty()) {
            lastThought = text.charAt(text.length() - 1);
            PrintStream err = console.err();
            err.print(coloured ? DIM + clean(text, true) + PLAIN : clean(text, terminals.err()));
            err.flush();
        }
    }

    /** Prints, to standard error, an answer that nothing may take for the one that was wanted. */
    void aside(String text) {
        console.err().println(clean(text, terminals.err()));
    }

    /** Ends the last line, so that neither a remark nor a prompt stands behind the answer. */
    void end() {
        endThinking();
        if (lastText != '\n') {
            console.out().println();
            lastText = '\n';
        }
        console.flush();
    }

    private void endThinking() {
        if (lastThought != '\n') {
            console.err().println();
            lastThought = '\n';
        }
    }

    private static String clean(String text, boolean forTerminal) {
        return forTerminal ? CONTROL.matcher(text).replaceAll("") : text;
    }
}
