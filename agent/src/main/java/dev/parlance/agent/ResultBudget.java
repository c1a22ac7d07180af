package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a result to what the model is shown: its beginning and its end, with a note between them. Counts as {@code TokenEstimate} does, a
 * quarter token for ASCII and one for everything else. Beginning and end share as in open-multi-agent/open-multi-agent: 70 to 30.
 */
final class ResultBudget {
    private static final int UNITS_PER_TOKEN = 4;
    private static final int BEGINNING_PERCENT = 70;

    private ResultBudget() {}

    /** The result, shorter if need be; media are left as they are. The same instance when nothing was cut. */
    static ToolResult cut(ToolResult result, int tokens) {
        long left = (long) tokens * UNITS_PER_TOKEN;
        boolean cut = false;
        List<Content> content = new ArrayList<>(result.content().size());
        for (Content part : result.content()) {
            if (part instanceof Content.Text(String words, var extra)) {
                long units = units(words);
                if (units > left) {
                    content.add(new Content.Text(shortened(words, left), extra));
                    cut = true;
                } else {
                    content.add(part);
                }
                left = Math.max(0, left - units);
            } else {
                content.add(part);
            }
        }
        return cut ? new ToolResult(content, result.failed()) : result;
    }

    private static String shortened(String text, long units) {
        int from = beginning(text, units * BEGINNING_PERCENT / 100);
        int to = ending(text, from, units - units * BEGINNING_PERCENT / 100);
        return text.substring(0, from)
                + "\n[… " + (to - from) + " of " + text.length()
                + " characters are left out here: the result is too long. Ask for less, or for a part …]\n"
                + text.substring(to);
    }

    private static int beginning(String text, long units) {
        int at = 0;
        long left = units;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            left -= weight(point);
            if (left < 0) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static int ending(String text, int from, long units) {
        int at = text.length();
        long left = units;
        while (at > from) {
            int point = text.codePointBefore(at);
            left -= weight(point);
            if (left < 0) {
                break;
            }
            at -= Character.charCount(point);
        }
        return Math.max(at, from);
    }

    private static long units(String text) {
        long units = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            units += Character.isLowSurrogate(character) ? 0 : weight(character);
        }
        return units;
    }

    private static int weight(int point) {
        return point < 0x80 ? 1 : UNITS_PER_TOKEN;
    }
}
