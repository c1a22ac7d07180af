package dev.parlance.agent.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of what a program wrote: its last lines, each cut when too long, so that any amount of it costs the same. Thread-safe. */
final class LastWords {
    private static final int LINES = 12;
    private static final int LETTERS = 400;

    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    /** Reads until the end; never stops earlier, so that the writer is never blocked. */
    void readFrom(InputStream stream) {
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            char[] piece = new char[4096];
            for (int length = reader.read(piece); length >= 0; length = reader.read(piece)) {
                for (int at = 0; at < length; at++) {
                    take(piece[at]);
                }
            }
        } catch (IOException closed) {
            // The process is gone, and what it said until then is kept.
        }
    }

    /** Adds a line. */
    synchronized void add(String text) {
        String words = text.strip();
        if (words.isEmpty()) {
            return;
        }
        lines.addLast(words.length() <= LETTERS ? words : words.substring(0, LETTERS) + "…");
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** The lines, or an empty text. */
    synchronized String text() {
        String begun = line.toString().strip();
        String all = String.join("\n", lines);
        return begun.isEmpty() ? all : all.isEmpty() ? begun : all + "\n" + begun;
    }

    private synchronized void take(char letter) {
        if (letter == '\n') {
            add(line.toString());
            line.setLength(0);
        } else if (line.length() <= LETTERS) {
            line.append(letter);
        }
    }
}
