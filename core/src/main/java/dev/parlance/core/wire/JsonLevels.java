package dev.parlance.core.wire;

import java.util.ArrayList;
import java.util.List;

/** The objects and arrays that stand open at a place of a document that is faultless up to there: what a fault is told with. */
final class JsonLevels {
    /** One of them: where it begins, and the member that is read in it. */
    private static final class Level {
        final int begin;
        final boolean object;
        boolean named;
        String name = "";
        int index;

        Level(int begin, boolean object) {
            this.begin = begin;
            this.object = object;
        }
    }

    private final byte[] bytes;
    private final boolean comments;
    private final List<Level> open = new ArrayList<>();

    JsonLevels(byte[] bytes, int from, int at, boolean comments) {
        this.bytes = bytes;
        this.comments = comments;
        int index = from;
        while (index < at) {
            index = after(index, at);
        }
    }

    /** Where the innermost one begins; there must be one. */
    int begin() {
        return open.getLast().begin;
    }

    /** The way to the member that is read in the innermost one, as a JSON pointer. Empty outside of all. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Level level : open) {
            String step = level.object ? level.name : Integer.toString(level.index);
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private int after(int index, int at) {
        switch (bytes[index]) {
            case '{', '[' -> open.add(new Level(index, bytes[index] == '{'));
            case '}', ']' -> open.removeLast();
            case ':' -> open.getLast().named = true;
            case ',' -> {
                open.getLast().index++;
                open.getLast().named = false;
            }
            case '"' -> {
                return afterString(index + 1, at);
            }
            case '/' -> {
                return comments ? afterComment(index + 1, at) : index + 1;
            }
            default -> {}
        }
        return index + 1;
    }

    private int afterString(int begin, int at) {
        int index = begin;
        while (index < at && bytes[index] != '"') {
            index += bytes[index] == '\\' ? 2 : 1;
        }
        if (index < at && !open.isEmpty() && open.getLast().object && !open.getLast().named) {
            open.getLast().name = JsonText.decoded(bytes, begin, index);
        }
        return index + 1;
    }

    private int afterComment(int begin, int at) {
        boolean line = bytes[begin] == '/';
        for (int index = begin + 1; index < at; index++) {
            if (line
                    ? bytes[index] == '\n' || bytes[index] == '\r'
                    : bytes[index] == '/' && bytes[index - 1] == '*' && index > begin + 1) {
                return index + 1;
            }
        }
        return at;
    }
}
