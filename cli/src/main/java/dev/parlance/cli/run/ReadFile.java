package dev.parlance.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads lines of a file of any size, holding only what is shown.
 *
 * @param from the first line, from 1
 * @param lines how many at most
 */
record ReadFile(Path file, String shown, int from, int lines) {
    static final int USUAL_LINES = 1000;
    static final int MOST_LINES = 5000;
    private static final int MOST_CHARACTERS = 32_000;
    private static final int BUFFER = 8192;

    /** The lines, and a note when there are more. */
    String text() throws ToolFault, IOException {
        try (InputStream start = TextFile.open(file, shown)) {
            if (TextFile.looksBinary(start.readNBytes(BUFFER))) {
                throw TextFile.binary(file, shown);
            }
        }
        try (Reader reader = new InputStreamReader(TextFile.open(file, shown), StandardCharsets.UTF_8.newDecoder())) {
            return window(reader);
        } catch (CharacterCodingException noText) {
            throw TextFile.binary(file, shown);
        }
    }

    private String window(Reader reader) throws ToolFault, IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[BUFFER];
        int line = 1;
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            for (int at = 0; at < count; at++) {
                if (line >= from + lines) {
                    return more(text, "It goes on at line " + line + ".");
                }
                if (line >= from) {
                    if (text.length() >= MOST_CHARACTERS) {
                        return more(text, "Cut within line " + line + ", for this is much. Ask for fewer lines.");
                    }
                    text.append(buffer[at]);
                }
                line += buffer[at] == '\n' ? 1 : 0;
            }
        }
        if (from > 1 && text.isEmpty()) {
            throw new ToolFault(shown + " has fewer than " + from + " lines.");
        }
        return text.isEmpty() ? "(" + shown + " is empty)" : text.toString();
    }

    private static String more(StringBuilder text, String words) {
        boolean ended = !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
        return text.append(ended ? "" : "\n")
                .append("[")
                .append(words)
                .append("]")
                .toString();
    }
}
