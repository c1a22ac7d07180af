package dev.parlance.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How model ids are compared. An id is lower-cased and loses one {@code vendor/} in front: {@code moonshotai/Kimi-K2.6} is
 * {@code kimi-k2.6}. An entry of the catalog stands for its own id and for every longer one that goes on with {@code -}, {@code :} or
 * {@code @}, which is how dates, sizes and tags are hung on: {@code gpt-4o} stands for {@code gpt-4o-2024-08-06} and
 * {@code gpt-4o:free}, and neither {@code gpt-4} for {@code gpt-4o} or {@code gpt-4.1} nor {@code gpt-5} for {@code gpt-5.1}. Of several
 * entries the longest counts, so a variant that differs needs an entry of its own: {@code o3-mini} beside {@code o3}.
 */
final class ModelIds {
    private ModelIds() {}

    /** The form in which ids are compared. */
    static String normalized(String model) {
        String lower = model.strip().toLowerCase(Locale.ROOT);
        return lower.substring(lower.indexOf('/') + 1);
    }

    /** The ids of entries that could stand for this normalized id, the longest first. */
    static List<String> candidates(String id) {
        List<String> candidates = new ArrayList<>();
        candidates.add(id);
        for (int end = id.length() - 1; end > 0; end--) {
            char next = id.charAt(end);
            if (next == '-' || next == ':' || next == '@') {
                candidates.add(id.substring(0, end));
            }
        }
        return candidates;
    }
}
