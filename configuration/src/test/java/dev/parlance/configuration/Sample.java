package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configurations as texts. */
final class Sample {
    static final Path FILE = Path.of("config.toml");

    private Sample() {}

    static Configuration load(String text) {
        return load(text, Map.of());
    }

    static Configuration load(String text, Map<String, String> environment) {
        return Configuration.of(FILE, text, environment, Catalog.bundled(), true);
    }

    /** The one provider of a text. */
    static ProviderSettings provider(String text) {
        List<ProviderSettings> providers = load(text).providers();
        if (providers.size() != 1) {
            throw new AssertionError("There are " + providers.size() + " providers in " + text);
        }
        return providers.getFirst();
    }

    /** What is wrong with a text, a line each; fails when nothing is. */
    static List<String> faults(String text) {
        return faults(text, Map.of());
    }

    static List<String> faults(String text, Map<String, String> environment) {
        try {
            load(text, environment);
        } catch (ConfigurationFault fault) {
            return fault.faults().stream().map(Fault::toString).toList();
        }
        throw new AssertionError("Nothing is wrong with " + text);
    }
}
