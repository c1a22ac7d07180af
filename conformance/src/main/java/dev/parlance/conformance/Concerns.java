package dev.parlance.conformance;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which reported adjustments speak of a feature.
 *
 * @param own what says that the feature itself was changed: parameters, of which each adjustment does, or single adjustments
 * @param excuses the adjustments that explain why nothing of it came, as the header has them; empty for all of its own
 */
record Concerns(Set<String> own, Set<String> excuses) {
    static final Concerns NONE = about();
    static final Concerns TOOLS =
            about("tools", "tool-choice", "tool-call-id", "tool-results", "tool-arguments", "tool-schema", "content");
    static final Concerns TOOL_CHOICE = about("tools", "tool-choice", "tool-schema", "thinking");

    /** A wish that became another one is no excuse for a model that does not think. */
    static final Concerns THINKING = about("thinking").excusedBy("thinking=dropped");

    static final Concerns THOUGHT = about().excusedBy("thinking=dropped");
    static final Concerns REASONING = about("reasoning").excusedBy("thinking=dropped");

    static Concerns about(String... parameters) {
        return new Concerns(Set.of(parameters), Set.of());
    }

    Concerns excusedBy(String... adjustments) {
        return new Concerns(own, Set.of(adjustments));
    }

    /** What there is to say about an outcome; what went wrong stays wrong whatever was reported. */
    Outcome judged(Outcome outcome, List<String> adjustments) {
        return switch (outcome) {
            case Outcome.Works works -> adjusted(works, adjustments, this::isOwn);
            case Outcome.Absent absent ->
                adjusted(absent, adjustments, excuses.isEmpty() ? this::isOwn : excuses::contains);
            case Outcome.Adjusted adjusted -> adjusted;
            case Outcome.Refused refused -> refused;
            case Outcome.Failed failed -> failed;
            case Outcome.Wordless wordless -> wordless;
            case Outcome.Skipped skipped -> skipped;
        };
    }

    private static Outcome adjusted(Outcome outcome, List<String> adjustments, Predicate<String> counts) {
        List<String> about = adjustments.stream().filter(counts).toList();
        return about.isEmpty() ? outcome : new Outcome.Adjusted(about);
    }

    /** By the part before the equals sign of {@code temperature=dropped}, or by the whole. */
    private boolean isOwn(String adjustment) {
        return own.contains(adjustment) || own.contains(adjustment.substring(0, Math.max(0, adjustment.indexOf('='))));
    }
}
