package dev.parlance.agent.mcp;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a POSIX shell does: blanks, both quotes and the backslash; nothing is expanded. */
final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException when a quote stays open or the line ends with a backslash */
    static List<String> of(String line) {
        ShellWords split = new ShellWords(line);
        split.run();
        return List.copyOf(split.words);
    }

    private void run() {
        while (at < line.length()) {
            char next = line.charAt(at++);
            switch (next) {
                case ' ', '\t', '\n', '\r' -> end();
                case '\'', '"' -> quoted(next);
                case '\\' -> take(escaped());
                default -> take(next);
            }
        }
        end();
    }

    private void quoted(char quote) {
        inWord = true;
        while (at < line.length()) {
            char next = line.charAt(at++);
            if (next == quote) {
                return;
            }
            boolean escape =
                    quote == '"' && next == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0;
            take(escape ? escaped() : next);
        }
        throw new IllegalArgumentException("A quote (" + quote + ") in the command of the MCP server is never closed");
    }

    private char escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException("The command of the MCP server ends with a backslash");
        }
        return line.charAt(at++);
    }

    private void take(char letter) {
        inWord = true;
        word.append(letter);
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
