package dev.parlance.core.catalog;

import dev.parlance.core.wire.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One reported difference between what was asked and what is sent. Nothing is changed without one; only a renamed member with its value
 * unchanged is none.
 *
 * @param parameter the neutral name of what was changed
 * @param asked what was asked, or null when nothing was
 * @param sent what is sent, or null when nothing is
 * @param rule file and place of the rule
 * @param reason why, in a sentence
 */
public record Adjustment(
        String parameter,
        Kind kind,
        @Nullable JsonValue asked,
        @Nullable JsonValue sent,
        String rule,
        @Nullable String reason,
        @Nullable String evidence) {

    /** What was done. */
    public enum Kind {
        /** Left out. */
        DROPPED,
        /** Another value for the same wish. */
        MAPPED,
        /** Moved into a range. */
        CLAMPED,
        /** Replaced by the only value the host takes. */
        FIXED,
        /** Put in though nobody asked. */
        ADDED,
        /** Mended so that the host accepts it, with the same meaning. */
        REPAIRED,
        /** Not sendable at all. */
        REFUSED;

        /** For example {@code dropped}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With the rule, reason and evidence of a source. */
    public static Adjustment of(
            String parameter, Kind kind, @Nullable JsonValue asked, @Nullable JsonValue sent, Source source) {
        return new Adjustment(parameter, kind, asked, sent, source.rule(), source.reason(), source.evidence());
    }

    /** The same with another reason. */
    public Adjustment because(String newReason) {
        return new Adjustment(parameter, kind, asked, sent, rule, newReason, evidence);
    }
}
