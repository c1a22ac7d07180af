package dev.parlance.sandbox.chat;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens the way models stream it: words with the space before them, long words and arguments in parts. */
final class Pieces {
    private static final int LONGEST_WORD = 10;
    private static final int FRAGMENT = 5;

    private Pieces() {}

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int index = 1; index <= text.length(); index++) {
            boolean boundary = index == text.length() || text.charAt(index) == ' ' && text.charAt(index - 1) != ' ';
            if (boundary) {
                add(text.substring(start, index), LONGEST_WORD, words);
                start = index;
            }
        }
        return words;
    }

    static List<String> fragments(String text) {
        List<String> parts = new ArrayList<>();
        add(text, FRAGMENT, parts);
        return parts;
    }

    private static void add(String text, int longest, List<String> parts) {
        int start = 0;
        while (start < text.length()) {
            int points = Math.min(longest, text.codePointCount(start, text.length()));
            int end = text.offsetByCodePoints(start, points);
            parts.add(text.substring(start, end));
            start = end;
        }
    }
}
