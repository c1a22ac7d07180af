package dev.parlance.providers;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.FixedToken;
import dev.parlance.providers.credential.Secret;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One provider, usable or not. Immutable.
 *
 * @param host what it is a provider of
 * @param endpoint null when its settings are unusable
 * @param problem why, or a remark about an endpoint that can be used
 * @param chosen whether the user said anything about it
 * @param defaultModel the model of callers who name the provider alone
 */
public record ProviderEntry(
        String name,
        HostFacts host,
        @Nullable Endpoint endpoint,
        @Nullable ParlanceException problem,
        boolean chosen,
        @Nullable String defaultModel) {
    /** Whether calls can be made. */
    public boolean usable() {
        return chosen && endpoint != null && endpoint.hasCredential();
    }

    Endpoint orThrow() {
        if (endpoint == null) {
            throw problem == null ? BaseUrl.missing(host) : problem;
        }
        return endpoint;
    }

    /** Models that the user named: those with a deployment of their own. */
    Set<String> mappedModels() {
        return endpoint == null ? Set.of() : endpoint.deployments().byModel().keySet();
    }

    /**
     * Makes entries.
     *
     * @param baseUrlOfHost where the simulation of each host lives, or null for the hosts themselves
     */
    record Maker(
            Catalog catalog, ProviderSetup setup, @Nullable UnaryOperator<String> baseUrlOfHost) {
        ProviderEntry entry(ProviderSettings settings, boolean said) {
            HostFacts host = catalog.host(settings.host());
            if (host == null) {
                throw new ParlanceException.Misconfigured(Failure.of(
                        "There is no host \"" + settings.host() + "\" for the provider \"" + settings.name() + "\" ("
                                + settings.origin("host") + ")",
                        "Hosts: " + String.join(", ", catalog.hosts()) + "."));
            }
            boolean chosen = said || baseUrlOfHost != null || setup.isChosen(host);
            String model = setup.defaultModel(settings, host);
            try {
                Endpoint endpoint = baseUrlOfHost == null
                        ? setup.endpoint(settings, host)
                        : setup.simulated(settings, host, baseUrlOfHost.apply(host.name()));
                return new ProviderEntry(settings.name(), host, endpoint, null, chosen, model);
            } catch (ParlanceException.Misconfigured unusable) {
                return new ProviderEntry(settings.name(), host, null, unusable, chosen, model);
            }
        }

        /** The same entry, with the remark about it if there is one. */
        ProviderEntry remarked(ProviderEntry entry) {
            Endpoint endpoint = entry.endpoint();
            ParlanceException remark = endpoint == null ? null : foreignKey(endpoint);
            return remark == null
                    ? entry
                    : new ProviderEntry(
                            entry.name(), entry.host(), endpoint, remark, entry.chosen(), entry.defaultModel());
        }

        /** A remark when a key for the usual address looks like one of another host; it is not sent there on a guess. */
        private @Nullable ParlanceException foreignKey(Endpoint endpoint) {
            HostFacts host = endpoint.host();
            String usual = host.baseUrl();
            if (baseUrlOfHost != null
                    || usual == null
                    || !(endpoint.credential() instanceof FixedToken fixed)
                    || !endpoint.baseUrl().equals(BaseUrl.of(usual, host, "base-url"))) {
                return null;
            }
            Secret key = fixed.token().secret();
            int own = longestPrefix(key, host);
            for (String name : catalog.hosts()) {
                HostFacts other = catalog.host(name);
                if (other != null && longestPrefix(key, other) > own) {
                    return new ParlanceException.Misconfigured(Failure.of(
                            "The key for " + host.name() + " looks like one for " + name,
                            "If so, set it as " + String.join(" or ", other.keyVariables()) + " instead."));
                }
            }
            return null;
        }

        private static int longestPrefix(Secret key, HostFacts host) {
            return host.keyPrefixes().stream()
                    .filter(key::startsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
        }
    }
}
