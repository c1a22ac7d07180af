package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a result to what the model is shown: the beginning and the end of its text, with a note where the rest stood. A result of many parts is
 * one text in this. Counts as {@code TokenEstimate} does, a quarter token for ASCII and one for everything else. Beginning and end share as
 * in open-multi-agent/open-multi-agent: 70 to 30.
 */
final class ResultBudget {
    private static final int UNITS_PER_TOKEN = 4;
    private static final int BEGINNING_PERCENT = 70;

    private ResultBudget() {}

    /** The result, shorter if need be; media are left as they are. The same instance when nothing was cut. */
    static ToolResult cut(ToolResult result, int tokens) {
        long most = Math.max(0, (long) tokens * UNITS_PER_TOKEN);
        String whole = result.text();
        if (whole.length() <= most / UNITS_PER_TOKEN || units(whole) <= most) {
            return result;
        }
        int from = beginning(whole, most * BEGINNING_PERCENT / 100);
        int to = ending(whole, from, most - most * BEGINNING_PERCENT / 100);
        String note = "\n[… " + (to - from) + " of " + whole.length()
                + " characters are left out here: the result is too long. Ask for less, or for a part …]\n";
        List<Content> content = new ArrayList<>(result.content().size());
        int at = 0;
        for (Content part : result.content()) {
            if (part instanceof Content.Text(String words, var extra)) {
                String kept = kept(words, from - at, to - at, note);
                if (!kept.isEmpty()) {
                    content.add(new Content.Text(kept, extra));
                }
                at += words.length();
            } else {
                content.add(part);
            }
        }
        return new ToolResult(content, result.failed());
    }

    /**
     * What is kept of one part.
     *
     * @param from where the gap begins, as seen from this part: before or behind it, too
     * @param note stands in the part in which the gap begins
     */
    private static String kept(String words, int from, int to, String note) {
        boolean beginsHere = from >= 0 && from < words.length();
        return words.substring(0, Math.clamp(from, 0, words.length()))
                + (beginsHere ? note : "")
                + words.substring(Math.clamp(to, 0, words.length()));
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
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            units += weight(point);
            at += Character.charCount(point);
        }
        return units;
    }

    private static int weight(int point) {
        return point < 0x80 ? 1 : UNITS_PER_TOKEN;
    }
}
