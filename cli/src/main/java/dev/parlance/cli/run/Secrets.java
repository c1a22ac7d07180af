package dev.parlance.cli.run;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.providers.value.UserFolders;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where keys of providers are, which are ours to use and not the model's to read. Out of the environment for its commands go the
 * variables that any host's key is read from, those that the configuration names, everything called an API key, and copies of all these under
 * other names.
 */
public final class Secrets {
    /** Secrets of identities; source of the names: Azure Identity client library, environment variables. */
    private static final Set<String> IDENTITIES = Set.of(
            "AZURE_CLIENT_SECRET",
            "AZURE_CLIENT_CERTIFICATE_PASSWORD",
            "AZURE_PASSWORD",
            "IDENTITY_HEADER",
            "MSI_SECRET");

    private static final Pattern KEY = Pattern.compile(".*(API_?KEY|API_?TOKEN).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("\\$\\{\\s*env\\s*:\\s*([^}\\s]+)\\s*}");
    private static final Pattern KEPT = Pattern.compile("\\$\\{\\s*file\\s*:\\s*([^}]*?)\\s*}");
    /** Shorter values, such as 1 and true, say nothing about what they are. */
    private static final int SHORTEST = 8;

    private Secrets() {}

    /**
     * The files that hold keys: the configuration, those that it takes values from, and the logins at GitHub Copilot of this program and of
     * editors.
     *
     * @param configuration the file, or null where there is none
     * @param text what stands in it
     */
    public static List<Path> files(Map<String, String> environment, @Nullable Path configuration, String text) {
        UserFolders folders = UserFolders.of(environment);
        Path own = folders.configuration();
        List<Path> files = new ArrayList<>(List.of(
                own.resolve("parlance").resolve("github-copilot.json"),
                own.resolve("github-copilot").resolve("apps.json"),
                own.resolve("github-copilot").resolve("hosts.json")));
        if (configuration != null) {
            files.add(configuration);
            KEPT.matcher(text).results().map(place -> place.group(1)).forEach(name -> {
                try {
                    files.add(
                            name.startsWith("~/")
                                    ? folders.home().resolve(name.substring(2))
                                    : configuration.toAbsolutePath().resolveSibling(name));
                } catch (InvalidPathException noFile) {
                    // Then there is nothing to hide.
                }
            });
        }
        return files;
    }

    /**
     * The variables that are left.
     *
     * @param configuration the text of the configuration file, or nothing
     */
    public static Map<String, String> without(Map<String, String> environment, String configuration, Catalog catalog) {
        Set<String> names = new HashSet<>(IDENTITIES);
        for (String host : catalog.hosts()) {
            HostFacts facts = catalog.host(host);
            if (facts != null) {
                names.addAll(facts.keyVariables());
            }
        }
        NAMED.matcher(configuration).results().forEach(place -> names.add(place.group(1)));
        Map<String, String> left = new HashMap<>(environment);
        Set<String> values = new HashSet<>();
        left.entrySet().removeIf(variable -> {
            boolean secret = names.contains(variable.getKey())
                    || KEY.matcher(variable.getKey()).matches();
            if (secret && variable.getValue().length() >= SHORTEST) {
                values.add(variable.getValue());
            }
            return secret;
        });
        left.values().removeAll(values);
        return left;
    }
}
