package dev.parlance.cli.modelsdev;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one provider to be.
 *
 * @param from its id in the file
 * @param baseUrl of a new provider, or null when the provider is there or is a host of the catalog
 * @param keyVariable of a new provider, or null when it has none
 */
record ImportedProvider(
        String name,
        String from,
        @Nullable String baseUrl,
        @Nullable String keyVariable,
        List<ImportedModel> models) {
    ImportedProvider {
        models = List.copyOf(models);
    }
}
