package dev.parlance.sandbox.compatible;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hosted relative of the dialect.
 *
 * @param name its first path segment in the sandbox
 * @param prefixes the paths that a client may keep in its base URL
 * @param families the models; the longest beginning that fits an id decides, an id that fits none is unknown
 * @param listed the ids that the host lists
 * @param heard the spellings of the thinking wish that it understands
 * @param echo whether it wants its reasoning back beside calls
 * @param numericCodes whether {@code error.code} is the status
 */
record CompatibleFacts(
        String name,
        List<String> prefixes,
        List<Family> families,
        List<String> listed,
        Set<Switch> heard,
        boolean echo,
        boolean numericCodes,
        Spelling spelling) {

    /** When a model thinks. */
    enum Thinking {
        ALWAYS,
        UNLESS_OFF,
        WHEN_ASKED,
        NEVER
    }

    /**
     * Models of one beginning.
     *
     * @param spelling how their answers are spelled when not as the host's others
     */
    record Family(String start, Thinking thinking, @Nullable Spelling spelling) {
        Family(String start, Thinking thinking) {
            this(start, thinking, null);
        }
    }

    /** The family of an id, or null when the host does not know it. */
    @Nullable
    Family family(String model) {
        Family best = null;
        for (Family family : families) {
            if (model.startsWith(family.start())
                    && !model.isEmpty()
                    && (best == null || family.start().length() > best.start().length())) {
                best = family;
            }
        }
        return best;
    }
}
