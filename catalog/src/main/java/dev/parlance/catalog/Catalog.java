package dev.parlance.catalog;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and models that are known, and what each wants. Resolving lays layers over each other in one fixed order: defaults, dialect,
 * model facts, host, the host's entry for the model, the user's overrides; a later layer has the last word about each setting it names.
 *
 * <p>Files are read when they are first needed and kept. Thread-safe.
 */
public final class Catalog {
    /** More names than this can only be made up by callers; further ones are worked out anew each time. */
    private static final int CACHED_PROFILES = 10_000;

    private static final class Bundled {
        static final Catalog CATALOG = new Catalog(CatalogFiles.bundled());
    }

    private record Key(String host, String model, @Nullable String dialect, List<Overrides> user) {
        // By hand, for the generated ones cost milliseconds at the first use, and every command pays that.
        @Override
        public boolean equals(@Nullable Object other) {
            return other
                            instanceof
                            Key(String otherHost, String otherModel, String otherDialect, List<Overrides> otherUser)
                    && host.equals(otherHost)
                    && model.equals(otherModel)
                    && Objects.equals(dialect, otherDialect)
                    // Overrides are equal to themselves alone.
                    && user.equals(otherUser);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + model.hashCode();
        }
    }

    private final CatalogFiles files;
    private final CatalogIndex index;
    private final Map<String, HostFile> hosts = new ConcurrentHashMap<>();
    private final Map<String, Layer> dialects = new ConcurrentHashMap<>();
    private final ModelFiles models;
    private final Map<Key, Profile> profiles = new ConcurrentHashMap<>();
    private volatile @Nullable Layer defaults;

    Catalog(CatalogFiles files) {
        this.files = files;
        this.index = CatalogIndex.read(files.root("index.json"));
        this.models = new ModelFiles(files, index.models());
    }

    /** The catalog that comes with Parlance. */
    public static Catalog bundled() {
        return Bundled.CATALOG;
    }

    /** The names of all hosts. */
    public Set<String> hosts() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(index.hosts()));
    }

    /** Where that host lives and how it lets callers in, or null when there is no such host. */
    public @Nullable HostFacts host(String name) {
        return index.hosts().contains(name) ? file(name).facts() : null;
    }

    /** The models known at that host, in the order of its file, retired ones last; empty when there is no such host. */
    public List<KnownModel> models(String host) {
        List<KnownModel> known = new ArrayList<>();
        for (String id : currentModels(host)) {
            known.add(known(host, id, false));
        }
        for (String id : retiredModels(host)) {
            known.add(known(host, id, true));
        }
        return Collections.unmodifiableList(known);
    }

    /** The ids of the models at that host that are not retired. Who needs no facts gets them without reading the files of the models. */
    public List<String> currentModels(String host) {
        return index.hosts().contains(host) ? file(host).knownModels() : List.of();
    }

    /** The ids of the retired models at that host. */
    public List<String> retiredModels(String host) {
        return index.hosts().contains(host) ? file(host).retiredModels() : List.of();
    }

    private KnownModel known(String host, String id, boolean retired) {
        Profile profile = resolve(host, id);
        return new KnownModel(id, retired, profile.facts(), profile.reasoning());
    }

    /**
     * What that host wants for that model. A model that nobody knows gets the rules of the host and nothing by guess.
     *
     * @param model the id or deployment name, as the caller spells it
     * @throws ParlanceException.Misconfigured when there is no such host
     */
    public Profile resolve(String host, String model) {
        return resolve(host, model, null, List.of());
    }

    /**
     * The same for a caller who speaks a dialect: in that one if the host offers it for the model, else in the one that the host has for
     * others.
     *
     * @param dialect the caller's dialect, or null for the usual one of the host
     * @throws ParlanceException.Misconfigured when there is no such host
     */
    public Profile resolve(String host, String model, @Nullable String dialect) {
        return resolve(host, model, dialect, List.of());
    }

    /**
     * The same with the user's layer on top.
     *
     * @throws ParlanceException.Misconfigured when there is no such host, or the layer says what the catalog cannot understand
     */
    public Profile resolve(String host, String model, Overrides user) {
        return resolve(host, model, null, List.of(user));
    }

    /**
     * The same for a caller who speaks a dialect, with several layers on top, the last of which has the last word.
     *
     * @throws ParlanceException.Misconfigured when there is no such host, or a layer says what the catalog cannot understand
     */
    public Profile resolve(String host, String model, @Nullable String dialect, List<Overrides> user) {
        return cached(new Key(host, model, dialect, List.copyOf(user)));
    }

    private Profile cached(Key key) {
        Profile known = profiles.get(key);
        if (known != null) {
            return known;
        }
        Profile profile = resolve(key);
        if (profiles.size() < CACHED_PROFILES) {
            profiles.put(key, profile);
        }
        return profile;
    }

    private Profile resolve(Key key) {
        HostFile host = file(key.host());
        List<ModelEntries.Entry> user =
                key.user().stream().map(Overrides::entry).toList();
        String asked = ModelIds.normalized(key.model());
        String id = asked;
        for (ModelEntries.Entry entry : user) {
            id = entry.facts() == null ? id : entry.facts();
        }
        List<ModelEntries.Entry> atHost = host.rules().models().find(id);
        Layer specific = new Layer();
        specific.lay(host.rules().layer());
        atHost.forEach(entry -> specific.lay(entry.layer()));
        for (ModelEntries.Entry entry : user) {
            specific.lay(entry.layer());
            entry.models().find(asked).forEach(own -> specific.lay(own.layer()));
        }
        String dialect = spoken(key, host, specific);
        Layer whole = new Layer();
        whole.lay(defaults(), dialect);
        whole.lay(dialect(dialect), dialect);
        layAll(models.find(factsOf(id, atHost)), whole, dialect);
        whole.lay(host.rules().layer(), dialect);
        layAll(atHost, whole, dialect);
        for (ModelEntries.Entry entry : user) {
            whole.lay(entry.layer(), dialect);
            layAll(entry.models().find(asked), whole, dialect);
        }
        return whole.profile(key.host(), key.model(), dialect);
    }

    private static String spoken(Key key, HostFile host, Layer specific) {
        String preferred = key.dialect();
        String usual = specific.dialect == null ? host.facts().dialect() : specific.dialect;
        List<String> offers = specific.offers == null ? List.of(usual) : specific.offers;
        if (preferred == null || preferred.equals(usual)) {
            return usual;
        }
        if (offers.contains(preferred)) {
            return preferred;
        }
        return specific.translated != null && offers.contains(specific.translated) ? specific.translated : usual;
    }

    private static void layAll(List<ModelEntries.Entry> entries, Layer on, String dialect) {
        for (ModelEntries.Entry entry : entries) {
            on.lay(entry.layer(), dialect);
        }
    }

    /** The model whose facts count: the host may know a deployment or an alias under another name. */
    private static String factsOf(String id, List<ModelEntries.Entry> atHost) {
        String facts = id;
        for (ModelEntries.Entry entry : atHost) {
            facts = entry.facts() == null ? facts : entry.facts();
        }
        return facts;
    }

    private HostFile file(String name) {
        HostFile known = hosts.get(name);
        if (known != null) {
            return known;
        }
        if (!index.hosts().contains(name)) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "There is no host \"" + name + "\"", "Known hosts are " + String.join(", ", index.hosts()) + "."));
        }
        HostFile file = HostFile.read(name, files.root("hosts/" + name + ".json"));
        hosts.put(name, file);
        return file;
    }

    private Layer defaults() {
        Layer known = defaults;
        if (known == null) {
            known = LayerReader.read(files.root("defaults.json"), Set.of("$schema"));
            defaults = known;
        }
        return known;
    }

    /** What a dialect says; a dialect that came with a jar of its own has no file here and says nothing. */
    private Layer dialect(String name) {
        Layer known = dialects.get(name);
        if (known == null) {
            known = index.dialects().contains(name)
                    ? LayerReader.read(files.root("dialects/" + name + ".json"), Set.of("$schema"))
                    : new Layer();
            dialects.put(name, known);
        }
        return known;
    }
}
