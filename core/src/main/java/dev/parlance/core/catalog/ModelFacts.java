package dev.parlance.core.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a model wherever it is hosted. Null means not known.
 *
 * @param window tokens of input and output together
 * @param maxOutput largest output in tokens
 * @param modalities what it reads: {@code text}, {@code image}, {@code video}, {@code audio}; empty when not known
 */
public record ModelFacts(@Nullable Long window, @Nullable Long maxOutput, Set<String> modalities) {
    /** Nothing is known. */
    public static final ModelFacts UNKNOWN = new ModelFacts(null, null, Set.of());

    public ModelFacts {
        modalities = Set.copyOf(modalities);
    }
}
