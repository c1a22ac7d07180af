package dev.parlance.providers;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.catalog.KnownModel;
import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.dialects.Dialects;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints, by provider name. Immutable and thread-safe. A host whose settings are unusable does not hinder the others: the error comes
 * when it is asked for, and {@link #problems} tells beforehand.
 */
public final class Providers {
    private final Catalog catalog;
    private final boolean sandbox;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * One host.
     *
     * @param endpoint null when its settings are unusable
     * @param problem why, or a remark about an endpoint that can be used
     * @param chosen whether the user set anything for it
     */
    private record Entry(
            @Nullable Endpoint endpoint, @Nullable ParlanceException problem, boolean chosen) {
        boolean usable() {
            return chosen && endpoint != null && endpoint.hasCredential();
        }
    }

    private Providers(Environment environment, Catalog catalog, @Nullable UnaryOperator<String> baseUrlOfHost) {
        this.catalog = catalog;
        this.sandbox = baseUrlOfHost != null;
        Parameters defaults = environment.keepsThinking()
                ? Parameters.NONE.with(Parameter.THINKING_KEEP, JsonValue.of("all"))
                : Parameters.NONE;
        for (String name : new TreeSet<>(catalog.hosts())) {
            HostFacts host = catalog.host(name);
            if (host != null) {
                entries.put(
                        name,
                        baseUrlOfHost == null
                                ? real(environment, host, defaults)
                                : simulated(environment, host, defaults, baseUrlOfHost.apply(name)));
            }
        }
    }

    /** The hosts of the catalog with addresses and keys from environment variables. */
    public static Providers fromEnvironment(Map<String, String> environment, Catalog catalog) {
        return new Providers(new Environment(environment), catalog, null);
    }

    /**
     * The hosts of the catalog, all of them simulated.
     *
     * @param environment keys in it are sent to the simulation, so that a bad key can be tried; addresses in it are ignored
     * @param baseUrlOfHost where the simulation of each host lives
     */
    public static Providers sandbox(
            Map<String, String> environment, Catalog catalog, UnaryOperator<String> baseUrlOfHost) {
        return new Providers(new Environment(environment), catalog, baseUrlOfHost);
    }

    /**
     * Where to ask that model, in the usual dialect of its host.
     *
     * @param modelName {@code provider/model}
     * @throws ParlanceException.ModelNotFound when there is no such provider
     * @throws ParlanceException.Misconfigured when its settings are unusable
     */
    public Target target(String modelName) {
        return target(modelName, null);
    }

    /**
     * The same for a caller who speaks a dialect: where the host offers it for the model, nothing has to be translated.
     *
     * @param modelName {@code provider/model}
     * @param dialect the caller's dialect, or null for none
     * @throws ParlanceException.ModelNotFound when there is no such provider
     * @throws ParlanceException.Misconfigured when its settings are unusable
     */
    public Target target(String modelName, @Nullable String dialect) {
        ModelName name = ModelName.parse(modelName, entries.keySet());
        Entry entry = entries.get(name.provider());
        if (entry == null) {
            throw ModelName.notFound(
                    "There is no provider \"" + name.provider() + "\" for the model \"" + modelName + "\"",
                    modelName,
                    entries.keySet());
        }
        Endpoint endpoint = entry.endpoint;
        if (endpoint == null) {
            throw entry.problem == null ? BaseUrl.missing(hostOf(name.provider())) : entry.problem;
        }
        String host = endpoint.host().name();
        AzureVersion version = AzureVersion.of(endpoint);
        return version != null && version.isChatOnly()
                ? target(endpoint, version.chatProfile(catalog, host, name.model()), false)
                : target(endpoint, catalog.resolve(host, name.model(), dialect), true);
    }

    private Target target(Endpoint endpoint, Profile profile, boolean mayHaveOther) {
        String host = endpoint.host().name();
        Dialect dialect = Dialects.outbound(profile.dialect());
        if (dialect == null) {
            throw new ParlanceException.Misconfigured(Failure.of(
                            "The model \"" + host + "/" + profile.model() + "\" speaks the dialect " + profile.dialect()
                                    + ", which this build does not know",
                            "Known: " + String.join(", ", Dialects.outboundNames()) + ".")
                    .at(host, profile.model()));
        }
        DialectSwitch other = profile.dialectSwitch();
        return new Target(
                endpoint,
                profile,
                dialect,
                other == null || !mayHaveOther
                        ? null
                        : target(endpoint, catalog.resolve(host, profile.model(), other.dialect()), false));
    }

    /** The models that can be asked for: of hosts with usable settings; of all hosts when they are simulated. */
    public List<ListedModel> models() {
        List<ListedModel> models = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (entry.usable()) {
                for (KnownModel model : catalog.models(hostOf(name).name())) {
                    models.add(new ListedModel(name + "/" + model.id(), name, model.retired()));
                }
            }
        });
        return models;
    }

    /** Whether any host has settings with which it can be called. */
    public boolean anyUsable() {
        return entries.values().stream().anyMatch(Entry::usable);
    }

    /** Whether all hosts are simulated. */
    public boolean isSandbox() {
        return sandbox;
    }

    /** What is wrong or odd about the settings that the user made, one sentence or two each; empty when all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.chosen && entry.problem != null) {
                problems.add(entry.problem.failure().sentence());
            }
        }
        return problems;
    }

    private HostFacts hostOf(String name) {
        HostFacts host = catalog.host(name);
        if (host == null) {
            throw new IllegalStateException("The catalog lost its host " + name);
        }
        return host;
    }

    private Entry real(Environment environment, HostFacts host, Parameters defaults) {
        Environment.Found address = environment.first(host.baseUrlVariables());
        boolean chosen = address != null || environment.first(host.keyVariables()) != null;
        try {
            Secret key = environment.key(host.keyVariables());
            String known = host.baseUrl();
            if (address == null && known == null) {
                throw BaseUrl.missing(host);
            }
            Environment.Found version = environment.version(host.versionVariables());
            URI baseUrl = address == null
                    ? BaseUrl.of(known == null ? "" : known, host, "base-url")
                    : BaseUrl.of(address.text(), host, address.variable(), version == null ? null : version.text());
            ParlanceException remark = key == null || address != null ? null : foreignKey(key, host);
            return new Entry(new Endpoint(host.name(), host, baseUrl, key, Map.of(), defaults), remark, chosen);
        } catch (ParlanceException.Misconfigured unusable) {
            return new Entry(null, unusable, chosen);
        }
    }

    private static Entry simulated(Environment environment, HostFacts host, Parameters defaults, String address) {
        URI baseUrl = BaseUrl.of(address, host, "the sandbox");
        try {
            Secret given = environment.key(host.keyVariables());
            Secret key = given == null && host.keyRequired() ? Secret.of("sandbox") : given;
            return new Entry(new Endpoint(host.name(), host, baseUrl, key, Map.of(), defaults), null, true);
        } catch (ParlanceException.Misconfigured badKey) {
            return new Entry(null, badKey, true);
        }
    }

    /** A remark when the key looks like one of another host; it is not sent there on a guess. */
    private @Nullable ParlanceException foreignKey(Secret key, HostFacts host) {
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
