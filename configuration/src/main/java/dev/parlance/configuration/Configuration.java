package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says. Immutable; prints no secret.
 *
 * @param file the file, or null when there is none
 * @param providers in the order of the file; the defaults for all are already in theirs
 * @param aliases other names for models, or for several of which the first that works answers
 * @param defaults for all providers, also those that the file does not name
 * @param gateway what it says about the gateway
 * @param warnings what is odd but no fault, a sentence or two each, with file and line
 * @param settings every setting that the file makes, for showing
 * @param fingerprint of the file's content, empty when there is none
 */
public record Configuration(
        @Nullable Path file,
        List<ProviderSettings> providers,
        Map<String, Alias> aliases,
        Defaults defaults,
        GatewayTable gateway,
        List<String> warnings,
        List<EffectiveSetting> settings,
        String fingerprint) {
    /** No file: the environment alone. */
    public static final Configuration NONE =
            new Configuration(null, List.of(), Map.of(), Defaults.NONE, GatewayTable.NONE, List.of(), List.of(), "");

    public Configuration {
        providers = List.copyOf(providers);
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
        warnings = List.copyOf(warnings);
        settings = List.copyOf(settings);
    }

    /**
     * Reads the file at its place: the explicit one, else {@code $PARLANCE_CONFIG}, else {@code ./parlance.toml}, else
     * {@code parlance/config.toml} in the user's configuration folder. Runs the commands of {@code ${cmd:}} in settings that are needed now;
     * keys and headers are left for later.
     *
     * @param explicit the file that the user named, or null
     * @return {@link #NONE} when no file is named and none is found
     * @throws ConfigurationFault with everything that is wrong
     */
    public static Configuration load(@Nullable Path explicit, Map<String, String> environment, Catalog catalog) {
        Path file = ConfigurationFiles.find(explicit, environment);
        return file == null ? NONE : of(file, ConfigurationFiles.text(file), environment, catalog, true);
    }

    /** The same for looking at: no command is run, and a setting that needs one is left out. */
    public static Configuration inspect(@Nullable Path explicit, Map<String, String> environment, Catalog catalog) {
        Path file = ConfigurationFiles.find(explicit, environment);
        return file == null ? NONE : of(file, ConfigurationFiles.text(file), environment, catalog, false);
    }

    /**
     * Reads a text as if it stood in that file.
     *
     * @param commands whether commands may be run
     */
    static Configuration of(
            Path file, String text, Map<String, String> environment, Catalog catalog, boolean commands) {
        Path folder = file.toAbsolutePath().getParent();
        Values values = new Values(environment, folder == null ? file.toAbsolutePath() : folder);
        Reading.Values now = template -> !commands && runs(template) ? null : values.read(template);
        return new ConfigurationReader(new Reading(file, environment, catalog, now)).read(file, text, values);
    }

    /** What its values refer to: these variables, files beside it, the system's clock. */
    public Surroundings surroundings(Map<String, String> environment) {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return Surroundings.of(environment, folder == null ? Path.of("") : folder);
    }

    /** Its providers ready to be called, the first model of each alias, and the hosts that it does not name as the environment has them. */
    public Providers callable(Map<String, String> environment, Catalog catalog) {
        return callable(surroundings(environment), catalog);
    }

    /** The same with surroundings that are there already, so that tokens which still hold are kept. */
    public Providers callable(Surroundings surroundings, Catalog catalog) {
        return Providers.of(providers, firstOfAliases(), defaults, surroundings, catalog);
    }

    /** The aliases for those who can take one model only: the first of each. */
    public Map<String, String> firstOfAliases() {
        Map<String, String> first = new LinkedHashMap<>();
        aliases.forEach((name, alias) -> first.put(name, alias.first()));
        return first;
    }

    /** The file and the names of its providers; what their addresses hold is nobody's business. */
    @Override
    public String toString() {
        return "Configuration[file=" + file + ", providers="
                + providers.stream().map(ProviderSettings::name).toList() + "]";
    }

    /** Tells contents apart, and nothing about them. */
    static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java platform has SHA-256", never);
        }
    }

    private static boolean runs(Template template) {
        return template.parts().stream()
                .anyMatch(part -> part instanceof Template.Part.Place(Template.Kind kind, String words)
                        && kind == Template.Kind.CMD
                        && !words.isEmpty());
    }
}
