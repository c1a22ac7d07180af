package dev.parlance.cli.run;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment for commands of the model: without the keys of providers, which are ours to use and not the model's to read. Out go the
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
    /** Shorter values, such as 1 and true, say nothing about what they are. */
    private static final int SHORTEST = 8;

    private Secrets() {}

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
