package dev.parlance.cli.chat;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** What was typed, for the line editor: words between blanks without quotes, and a backslash at the end that asks for another line. */
final class ChatParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && line.endsWith("\\")) {
            throw new EOFError(-1, cursor, "There is another line");
        }
        int start = Math.max(line.lastIndexOf(' ', cursor - 1), line.lastIndexOf('\n', cursor - 1)) + 1;
        String before = line.substring(0, start).strip();
        List<String> earlier = before.isEmpty() ? List.of() : List.of(before.split("\\s+", -1));
        return new Words(earlier, line.substring(start, cursor), line, cursor);
    }

    /** A backslash is a letter like any other. */
    @Override
    public boolean isEscapeChar(char one) {
        return false;
    }

    private record Words(List<String> earlier, String word, String line, int cursor) implements CompletingParsedLine {
        /** Nothing is escaped. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return earlier.size();
        }

        @Override
        public List<String> words() {
            return Stream.concat(earlier.stream(), Stream.of(word)).toList();
        }
    }
}
