package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Small things said to people and models. */
final class Words {
    private static final int EXCERPT = 200;

    private Words() {}

    /** For example {@code 50 ms} or {@code 120 s}. */
    static String time(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** Without texts that say nothing, and with those that follow each other as one, each on lines of its own. */
    static List<Content> joined(List<Content> content) {
        List<Content> joined = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        for (Content part : content) {
            if (part instanceof Content.Text(String words, var extra) && extra.isEmpty()) {
                if (!words.isBlank()) {
                    texts.append(texts.isEmpty() || texts.charAt(texts.length() - 1) == '\n' ? "" : "\n")
                            .append(words);
                }
            } else {
                flush(texts, joined);
                joined.add(part);
            }
        }
        flush(texts, joined);
        return joined;
    }

    private static void flush(StringBuilder texts, List<Content> joined) {
        if (!texts.isEmpty()) {
            joined.add(new Content.Text(texts.toString()));
            texts.setLength(0);
        }
    }

    /** What stands for something that the model cannot read. */
    static Content unreadable(Content.Media.Kind kind) {
        return new Content.Text(
                "[" + kind.name().toLowerCase(Locale.ROOT) + ": left out, for this model cannot read it]");
    }

    /** The beginning of a text. */
    static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, text.offsetByCodePoints(0, EXCERPT / 2)) + "…";
    }
}
