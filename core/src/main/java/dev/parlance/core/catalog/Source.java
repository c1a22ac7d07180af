package dev.parlance.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule or setting comes from.
 *
 * @param file the catalog file, for example {@code hosts/moonshot.json}
 * @param pointer the place in it, for example {@code rules/temperature}
 * @param reason why the rule exists, in one sentence for the user
 * @param evidence the recording, document or report behind it
 */
public record Source(
        String file,
        String pointer,
        @Nullable String reason,
        @Nullable String evidence) {
    /** File and place as one text: {@code hosts/moonshot.json#rules/temperature}. */
    public String rule() {
        return file + "#" + pointer;
    }
}
