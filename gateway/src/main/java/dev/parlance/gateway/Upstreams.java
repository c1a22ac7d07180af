package dev.parlance.gateway;

import dev.parlance.providers.Alias;
import dev.parlance.providers.Providers;
import java.util.Map;

/**
 * Where calls can go. Immutable.
 *
 * @param aliases those with more than one target or with deadlines of their own; the others the providers know
 */
record Upstreams(Providers providers, Map<String, Alias> aliases) {
    Upstreams {
        aliases = Map.copyOf(aliases);
    }

    /** What the client's name for a model stands for. */
    Alias alias(String model) {
        Alias alias = aliases.get(model);
        return alias == null ? Alias.of(model) : alias;
    }
}
