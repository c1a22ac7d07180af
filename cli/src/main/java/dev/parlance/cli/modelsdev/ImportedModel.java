package dev.parlance.cli.modelsdev;

import dev.parlance.core.catalog.ModelFacts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model's table to be. Null and empty stand for what is left to the catalog.
 *
 * @param id as the host spells it
 * @param key as the configuration spells it
 */
record ImportedModel(
        String id,
        String key,
        @Nullable Long window,
        @Nullable Long maxOutput,
        List<String> input) {
    /** The table with whatever the catalog does not know, or all of it. */
    static ImportedModel of(DevModel model, String key, ModelFacts known, boolean all) {
        return new ImportedModel(
                model.id(),
                key,
                all || known.window() == null ? model.window() : null,
                all || known.maxOutput() == null ? model.maxOutput() : null,
                all || known.modalities().isEmpty() ? model.inputs() : List.of());
    }

    boolean isEmpty() {
        return window == null && maxOutput == null && input.isEmpty();
    }

    /** Whether it would say otherwise of another model than what is known of that. */
    boolean contradicts(ModelFacts other) {
        return window != null && other.window() != null && !window.equals(other.window())
                || maxOutput != null && other.maxOutput() != null && !maxOutput.equals(other.maxOutput())
                || !input.isEmpty()
                        && !other.modalities().isEmpty()
                        && !Set.copyOf(input).equals(other.modalities());
    }
}
