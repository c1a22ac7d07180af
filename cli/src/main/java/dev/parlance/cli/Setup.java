package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.ConfigurationFault;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command works with: the configuration, the environment and what both refer to. */
record Setup(Configuration configuration, Surroundings surroundings) {
    /**
     * Reads the configuration.
     *
     * @param config the file that the user named, or null to look at the usual places
     * @throws CommandFailure with everything that is wrong in it
     */
    static Setup load(@Nullable Path config, Console console) {
        try {
            Configuration configuration = Configuration.load(config, console.environment(), Catalog.bundled());
            return new Setup(configuration, configuration.surroundings(console.environment()));
        } catch (ConfigurationFault fault) {
            throw failure(fault);
        }
    }

    /** One line for each fault, after what they are about. */
    static CommandFailure failure(ConfigurationFault fault) {
        int count = fault.faults().size();
        String head = count == 1 ? "" : "the configuration has " + count + " faults\n";
        return new CommandFailure(head + fault.getMessage());
    }

    /** The same surroundings, so that tokens which still hold are kept, with what the file says now. */
    Setup with(Configuration changed) {
        return new Setup(changed, surroundings);
    }

    Providers providers() {
        return configuration.callable(surroundings, Catalog.bundled());
    }

    Providers sandbox(UnaryOperator<String> standIn) {
        return Providers.sandbox(
                configuration.providers(),
                configuration.firstOfAliases(),
                configuration.defaults(),
                surroundings,
                Catalog.bundled(),
                standIn);
    }

    /** What is odd but does not hinder. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(configuration.warnings());
        surroundings.values().warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        return warnings;
    }
}
