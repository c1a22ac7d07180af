package dev.parlance.cli.modelsdev;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.catalog.KnownModel;
import dev.parlance.catalog.Overrides;
import dev.parlance.providers.ProviderSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what of a file goes into the configuration. Not thread-safe. */
public final class ModelImport {
    private static final String COMPATIBLE = "@ai-sdk/openai-compatible";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_ID = 200;

    private final Catalog catalog;
    private final Map<String, ProviderSettings> configured = new LinkedHashMap<>();
    private final boolean all;
    private final Skipped skipped = new Skipped();
    private final List<ImportedProvider> providers = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param configured the providers that the configuration has
     * @param all whether models that the catalog knows are imported too
     */
    public ModelImport(Catalog catalog, List<ProviderSettings> configured, boolean all) {
        this.catalog = catalog;
        configured.forEach(provider -> this.configured.put(provider.name(), provider));
        this.all = all;
    }

    /** The host that a provider of the file is, or null when it is none of the catalog. */
    public @Nullable String hostOf(DevProvider provider) {
        HostFacts host = new HostMatch(catalog).of(provider);
        return host == null ? null : host.name();
    }

    /**
     * The provider here that a provider of the file is.
     *
     * @return its name, whether it is configured or that of a host; null when there is none
     */
    public @Nullable String nameOf(DevProvider provider) {
        if (configured.containsKey(provider.id())) {
            return provider.id();
        }
        String host = hostOf(provider);
        if (host == null || configured.containsKey(host)) {
            return host;
        }
        List<String> same = configured.values().stream()
                .filter(own -> own.host().equals(host))
                .map(ProviderSettings::name)
                .toList();
        return same.size() == 1 ? same.getFirst() : host;
    }

    /** Leaves a provider of the file out. */
    public void skip(DevProvider provider, String reason) {
        skipped.add(provider.id(), reason);
    }

    /**
     * Takes a provider of the file in, as far as its models are worth it.
     *
     * @param name the provider here, or null to make one of its id
     */
    public void add(DevProvider provider, @Nullable String name) {
        String wanted = name == null ? named(provider.id()) : name;
        ProviderSettings settings = configured.get(wanted);
        if (settings != null || catalog.host(wanted) != null) {
            models(provider, wanted, settings == null ? wanted : settings.host(), settings, null);
            return;
        }
        URI address = provider.api() == null ? null : HostMatch.url(provider.api());
        if (!COMPATIBLE.equals(provider.npm())) {
            skip(
                    provider,
                    "not a host of the catalog and not OpenAI-compatible; give a provider of yours with"
                            + " --provider NAME=ID");
        } else if (address == null) {
            skip(
                    provider,
                    "its address is not whole; write a provider with host = \"openai-compatible\" and name it with"
                            + " --provider NAME=ID");
        } else {
            models(provider, wanted, "openai-compatible", null, address.toString());
        }
    }

    private void models(
            DevProvider provider,
            String name,
            String host,
            @Nullable ProviderSettings settings,
            @Nullable String baseUrl) {
        Overrides own = settings == null ? null : settings.overrides();
        Set<String> there = own == null ? Set.of() : own.models();
        Map<String, ImportedModel> models = new LinkedHashMap<>();
        for (DevModel model : provider.models()) {
            String shown = name + "/" + model.id();
            String key = model.id().substring(model.id().indexOf('/') + 1).toLowerCase(Locale.ROOT);
            String reason = unfit(model, key);
            ImportedModel table = ImportedModel.of(
                    model, key, catalog.resolve(host, model.id()).facts(), all);
            if (reason != null) {
                skipped.add(shown, reason);
            } else if (model.apart() && baseUrl != null) {
                skipped.add(shown, "called in another way than the rest");
            } else if (there.contains(key)) {
                skipped.add(shown, "configured already");
            } else if (models.containsKey(key) || isTaken(name, key)) {
                skipped.add(shown, "the file has a model of this name already");
            } else if (table.isEmpty()) {
                skipped.add(shown, "the catalog knows them; --all takes the file's word");
            } else {
                models.put(key, table);
            }
        }
        models.values().removeIf(speaksForOthers(host, name, models));
        if (!models.isEmpty()) {
            providers.add(new ImportedProvider(
                    name,
                    provider.id(),
                    isTaken(name) ? null : baseUrl,
                    variable(provider),
                    List.copyOf(models.values())));
        }
    }

    private static @Nullable String unfit(DevModel model, String key) {
        if (key.isBlank()
                || key.length() > LONGEST_ID
                || !model.id().strip().equals(model.id())
                || model.id().chars().anyMatch(Character::isISOControl)) {
            return "no id of a model";
        }
        if (model.window() == null) {
            return "no window is told";
        }
        if (!model.outputs().isEmpty() && !model.outputs().contains("text") || key.contains("embed")) {
            return "they do not write text";
        }
        return "deprecated".equals(model.status()) ? "deprecated" : null;
    }

    /**
     * A table counts for longer names too, as {@code gpt-4o} does for {@code gpt-4o-2024-08-06}. One that would put wrong facts on a model of the
     * catalog stays out.
     */
    private Predicate<ImportedModel> speaksForOthers(String host, String name, Map<String, ImportedModel> models) {
        return model -> {
            for (KnownModel known : catalog.models(host)) {
                String other = known.id().substring(known.id().indexOf('/') + 1).toLowerCase(Locale.ROOT);
                if (!models.containsKey(other) && isLonger(other, model.key()) && model.contradicts(known.facts())) {
                    skipped.add(
                            name + "/" + model.id(),
                            "its facts would count for " + known.id() + " too, which has others");
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean isLonger(String other, String key) {
        return other.length() > key.length() && other.startsWith(key) && "-:@".indexOf(other.charAt(key.length())) >= 0;
    }

    private boolean isTaken(String name, String key) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .flatMap(provider -> provider.models().stream())
                .anyMatch(model -> model.key().equals(key));
    }

    private boolean isTaken(String name) {
        return providers.stream().anyMatch(provider -> provider.name().equals(name));
    }

    private static @Nullable String variable(DevProvider provider) {
        List<String> variables = provider.env().stream()
                .filter(name -> VARIABLE.matcher(name).matches())
                .toList();
        return variables.stream()
                .filter(name -> name.endsWith("KEY") || name.endsWith("TOKEN"))
                .findFirst()
                .orElse(variables.isEmpty() ? null : variables.getFirst());
    }

    /** A name that may stand before the slash of a model. */
    private static String named(String id) {
        String name = id.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return name.isEmpty() ? "imported" : name;
    }

    /** How many models are taken in. */
    public int count() {
        return providers.stream().mapToInt(provider -> provider.models().size()).sum();
    }

    /**
     * The tables as they are to stand in a configuration file.
     *
     * @param file the name of the file they come from, for a remark
     */
    public String toml(String file) {
        return TomlText.of(providers, file);
    }

    /** What stays out and why, a line for each reason. */
    public List<String> skipped() {
        return skipped.lines();
    }
}
