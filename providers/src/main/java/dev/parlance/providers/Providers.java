package dev.parlance.providers;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Deployments.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints, by provider name. Immutable and thread-safe; hosts are read from the catalog when they are asked for. A provider whose
 * settings are unusable does not hinder the others: the error comes when it is asked for, and {@link #problems} tells beforehand.
 */
public final class Providers {
    private final Catalog catalog;
    private final boolean sandbox;
    private final ProviderEntries entries;
    private final Map<String, String> aliases;

    private Providers(Catalog catalog, boolean sandbox, ProviderEntries entries, Map<String, String> aliases) {
        this.catalog = catalog;
        this.sandbox = sandbox;
        this.entries = entries;
        this.aliases = Map.copyOf(aliases);
    }

    /** The hosts of the catalog with addresses and keys from environment variables. */
    public static Providers fromEnvironment(Map<String, String> environment, Catalog catalog) {
        return of(List.of(), Map.of(), Defaults.NONE, Surroundings.of(environment), catalog);
    }

    /**
     * These providers, and the hosts of the catalog that none of them has the name of, with what the environment says about them.
     *
     * @param aliases other names for models: {@code fast} for {@code moonshot/kimi-k2.6}
     * @param defaults for the providers that are not among the settings
     */
    public static Providers of(
            Collection<ProviderSettings> settings,
            Map<String, String> aliases,
            Defaults defaults,
            Surroundings surroundings,
            Catalog catalog) {
        return built(settings, aliases, defaults, surroundings, catalog, null);
    }

    /**
     * The hosts of the catalog, all of them simulated.
     *
     * @param environment keys in it are sent to the simulation, so that a bad key can be tried; addresses in it are ignored
     * @param baseUrlOfHost where the simulation of each host lives
     */
    public static Providers sandbox(
            Map<String, String> environment, Catalog catalog, UnaryOperator<String> baseUrlOfHost) {
        return sandbox(List.of(), Map.of(), Defaults.NONE, Surroundings.of(environment), catalog, baseUrlOfHost);
    }

    /** These providers and the hosts of the catalog, all of them simulated. */
    public static Providers sandbox(
            Collection<ProviderSettings> settings,
            Map<String, String> aliases,
            Defaults defaults,
            Surroundings surroundings,
            Catalog catalog,
            UnaryOperator<String> baseUrlOfHost) {
        return built(settings, aliases, defaults, surroundings, catalog, baseUrlOfHost);
    }

    private static Providers built(
            Collection<ProviderSettings> settings,
            Map<String, String> aliases,
            Defaults defaults,
            Surroundings surroundings,
            Catalog catalog,
            @Nullable UnaryOperator<String> baseUrlOfHost) {
        KimiModelVariables kimi = KimiModelVariables.in(surroundings.environment());
        Map<String, ProviderSettings> byName = new TreeMap<>();
        catalog.hosts()
                .forEach(host -> byName.put(
                        host, ProviderSettings.of(host, host).defaults(defaults).build()));
        if (kimi != null) {
            byName.put(kimi.settings().name(), kimi.settings());
        }
        Set<String> said = new LinkedHashSet<>();
        for (ProviderSettings own : settings) {
            byName.put(own.name(), own);
            said.add(own.name());
        }
        if (kimi != null) {
            said.add(kimi.settings().name());
        }
        ProviderEntry.Maker maker = new ProviderEntry.Maker(catalog, new ProviderSetup(surroundings), baseUrlOfHost);
        ProviderEntries entries = new ProviderEntries(byName, said, maker::entry, maker::remarked);
        Map<String, String> names = new LinkedHashMap<>(aliases);
        if (kimi != null) {
            names.put(KimiModelVariables.ALIAS, kimi.modelName());
        }
        return new Providers(catalog, baseUrlOfHost != null, entries, names);
    }

    /**
     * Where to ask that model, in the usual dialect of its host.
     *
     * @param modelName {@code provider/model}, an alias, or a provider that has a default model
     * @throws ParlanceException.ModelNotFound when there is no such provider
     * @throws ParlanceException.Misconfigured when its settings are unusable
     */
    public Target target(String modelName) {
        return target(modelName, null);
    }

    /**
     * The same for a caller who speaks a dialect: where the host offers it for the model, nothing has to be translated.
     *
     * @param modelName {@code provider/model}, an alias, or a provider that has a default model
     * @param dialect the caller's dialect, or null for none
     * @throws ParlanceException.ModelNotFound when there is no such provider
     * @throws ParlanceException.Misconfigured when its settings are unusable
     */
    public Target target(String modelName, @Nullable String dialect) {
        ModelName name = named(modelName);
        ProviderEntry entry = entries.get(name.provider());
        if (entry == null) {
            throw ModelName.notFound(
                    "There is no provider \"" + name.provider() + "\" for the model \"" + modelName + "\"",
                    modelName,
                    entries.names());
        }
        Endpoint endpoint = entry.orThrow();
        String host = endpoint.host().name();
        Deployment deployment = endpoint.deployments().of(name.model());
        AzureVersion version = AzureVersion.of(endpoint);
        return version != null && version.isChatOnly()
                ? target(
                        endpoint,
                        name.model(),
                        deployment,
                        version.chatProfile(catalog, host, deployment.model(), endpoint.overrides()),
                        false)
                : target(
                        endpoint,
                        name.model(),
                        deployment,
                        catalog.resolve(host, deployment.model(), dialect, endpoint.overrides()),
                        true);
    }

    private ModelName named(String asked) {
        String name = aliases.getOrDefault(asked, asked);
        ProviderEntry alone = entries.get(name);
        return alone != null && alone.defaultModel() != null
                ? new ModelName(name, alone.defaultModel())
                : ModelName.parse(name, entries.names());
    }

    private Target target(
            Endpoint endpoint, String model, Deployment deployment, Profile profile, boolean mayHaveOther) {
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
                model,
                deployment,
                profile,
                dialect,
                other == null || !mayHaveOther
                        ? null
                        : target(
                                endpoint,
                                model,
                                deployment,
                                catalog.resolve(host, profile.model(), other.dialect(), endpoint.overrides()),
                                false));
    }

    /** The models that can be asked for: of providers with usable settings; of all hosts when they are simulated; and the aliases. */
    public List<ListedModel> models() {
        List<ListedModel> models = new ArrayList<>();
        aliases.forEach((alias, name) -> models.add(new ListedModel(alias, name.split("/", 2)[0], false)));
        for (ProviderEntry entry : entries.plain()) {
            if (entry.usable()) {
                String name = entry.name();
                Set<String> listed = new LinkedHashSet<>(entry.mappedModels());
                listed.forEach(model -> models.add(new ListedModel(name + "/" + model, name, false)));
                add(catalog.currentModels(entry.host().name()), name, false, listed, models);
                add(catalog.retiredModels(entry.host().name()), name, true, listed, models);
            }
        }
        return models;
    }

    private static void add(
            List<String> ids, String provider, boolean retired, Set<String> listed, List<ListedModel> to) {
        for (String id : ids) {
            if (listed.add(id)) {
                to.add(new ListedModel(provider + "/" + id, provider, retired));
            }
        }
    }

    /** Whether configuration or catalog name that model at that provider. */
    public boolean lists(String provider, String model) {
        ProviderEntry entry = entries.get(provider);
        return entry != null
                && (entry.mappedModels().contains(model)
                        || catalog.currentModels(entry.host().name()).contains(model)
                        || catalog.retiredModels(entry.host().name()).contains(model));
    }

    /** The longest time that a host may be silent within a call, of those that providers have for themselves. Reads no files. */
    public Optional<Duration> longestSilence() {
        return entries.longestSilence();
    }

    /** Whether any provider has settings with which it can be called. */
    public boolean anyUsable() {
        return entries.anyUsable();
    }

    /** Whether all hosts are simulated. */
    public boolean isSandbox() {
        return sandbox;
    }

    /** All providers by name, usable or not. */
    public Collection<ProviderEntry> entries() {
        return entries.all();
    }

    /** The other names of models. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /** What is wrong or odd about the settings that the user made, one sentence or two each; empty when all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (ProviderEntry entry : entries.all()) {
            ParlanceException problem = entry.problem();
            if (entry.chosen() && problem != null) {
                problems.add(problem.failure().sentence());
            }
        }
        return problems;
    }
}
