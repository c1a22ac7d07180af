package dev.parlance.cli;

import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import java.util.stream.Collectors;

/** Providers as the command line names them. */
final class ProviderNames {
    private ProviderNames() {}

    /** The provider of that name. @throws CommandFailure with those that there are */
    static ProviderEntry entry(String name, Providers providers) {
        return providers.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("There is no provider \"" + name + "\". Providers: "
                        + providers.entries().stream().map(ProviderEntry::name).collect(Collectors.joining(", "))
                        + "."));
    }
}
