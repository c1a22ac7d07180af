package dev.parlance.cli.models;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.KnownModel;
import dev.parlance.cli.models.ModelRow.Origin;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Deployments;
import dev.parlance.providers.Endpoint;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the models of providers. Not thread-safe. */
public final class ModelRows {
    private final Providers providers;
    private final Catalog catalog;
    private final List<ModelRow> rows = new ArrayList<>();

    /** None yet. */
    public ModelRows(Providers providers, Catalog catalog) {
        this.providers = providers;
        this.catalog = catalog;
    }

    /** All so far, in the order in which they were added. */
    public List<ModelRow> rows() {
        return List.copyOf(rows);
    }

    /**
     * Adds the aliases of these providers' models.
     *
     * @param aliases what each stands for
     */
    public void addAliases(Map<String, String> aliases, Set<String> of) {
        aliases.forEach((alias, name) -> {
            String provider = name.split("/", 2)[0];
            if (of.contains(provider)) {
                rows.add(row(alias, name, provider, null, profile(name), EnumSet.of(Origin.CONFIGURED), false));
            }
        });
    }

    /**
     * Adds the models of a provider.
     *
     * @param listed what its host lists, or null when it was not asked
     */
    public void add(ProviderEntry entry, @Nullable Collection<HostModel> listed) {
        Map<String, HostModel> atHost = new LinkedHashMap<>();
        if (listed != null) {
            listed.forEach(model -> atHost.putIfAbsent(model.id(), model));
        }
        Map<String, Set<Origin>> origins = new LinkedHashMap<>();
        named(entry).forEach(model -> note(origins, model, Origin.CONFIGURED));
        Set<String> retired = new HashSet<>();
        for (KnownModel model : catalog.models(entry.host().name())) {
            note(origins, model.id(), Origin.CATALOG);
            if (model.retired()) {
                retired.add(model.id());
            }
        }
        tabled(entry).forEach(id -> note(origins, spelled(id, origins.keySet(), atHost.keySet()), Origin.CONFIGURED));
        origins.forEach((model, known) -> {
            HostModel same = atHost.remove(model);
            ModelRow row = row(entry, model, known, retired.contains(model));
            rows.add(same == null ? row : row.and(same));
        });
        atHost.forEach((id, model) ->
                rows.add(row(entry, id, EnumSet.of(Origin.HOST), false).and(model)));
    }

    private static void note(Map<String, Set<Origin>> origins, String model, Origin origin) {
        origins.computeIfAbsent(model, none -> EnumSet.noneOf(Origin.class)).add(origin);
    }

    /** The models that the user named: by a deployment, by what is behind one or as the default. */
    private static List<String> named(ProviderEntry entry) {
        List<String> models = new ArrayList<>();
        Endpoint endpoint = entry.endpoint();
        if (endpoint != null) {
            Deployments deployments = endpoint.deployments();
            models.addAll(deployments.byModel().keySet());
            deployments.underlying().keySet().stream()
                    .filter(deployment -> deployments.fallback() == null
                            && !deployments.byModel().containsValue(deployment))
                    .forEach(models::add);
        }
        if (entry.defaultModel() != null) {
            models.add(entry.defaultModel());
        }
        return models;
    }

    /** The models that have a table of the user's own. */
    private static List<String> tabled(ProviderEntry entry) {
        List<String> models = new ArrayList<>();
        if (entry.endpoint() != null) {
            entry.endpoint().overrides().forEach(own -> models.addAll(own.models()));
        }
        return models;
    }

    /** Tables name models in lower case and without a vendor in front; others know how the host spells them. */
    private static String spelled(String id, Set<String> known, Set<String> atHost) {
        return Stream.concat(known.stream(), atHost.stream())
                .filter(other -> other.substring(other.indexOf('/') + 1)
                        .toLowerCase(Locale.ROOT)
                        .equals(id))
                .findFirst()
                .orElse(id);
    }

    private ModelRow row(ProviderEntry entry, String model, Set<Origin> origins, boolean retired) {
        Endpoint endpoint = entry.endpoint();
        String deployment =
                endpoint == null ? null : endpoint.deployments().byModel().get(model);
        String fallback = endpoint == null ? null : endpoint.deployments().fallback();
        String id = entry.name() + "/" + model;
        Profile profile = profile(id);
        // Of a provider that cannot be called the catalog's word alone is known.
        return row(
                id,
                null,
                entry.name(),
                deployment == null ? fallback : deployment,
                profile == null ? catalog.resolve(entry.host().name(), model) : profile,
                origins,
                retired);
    }

    private static ModelRow row(
            String id,
            @Nullable String aliasOf,
            String provider,
            @Nullable String deployment,
            @Nullable Profile profile,
            Set<Origin> origins,
            boolean retired) {
        ModelFacts facts = profile == null ? ModelFacts.UNKNOWN : profile.facts();
        return new ModelRow(
                id,
                provider,
                aliasOf,
                deployment,
                facts.window(),
                facts.maxOutput(),
                facts.modalities(),
                profile == null ? "unknown" : profile.reasoning().thinks().label(),
                origins,
                retired);
    }

    /** What counts for it; null when it cannot be asked, which the list of providers explains. */
    private @Nullable Profile profile(String name) {
        try {
            return providers.target(name).profile();
        } catch (ParlanceException unusable) {
            return null;
        }
    }
}
