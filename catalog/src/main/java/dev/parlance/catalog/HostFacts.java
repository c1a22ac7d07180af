package dev.parlance.catalog;

import dev.parlance.core.catalog.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a host lives and how it lets callers in. Immutable and thread-safe.
 *
 * @param name its name in the catalog, for example {@code moonshot}
 * @param title its name for people
 * @param dialect the dialect it speaks unless a model's entry says otherwise
 * @param telemetry its name in traces: that of OpenTelemetry's conventions where they have one, else its name in the catalog
 * @param baseUrl where it lives; null when the user must say so
 * @param baseUrlVariables environment variables that name another base URL, the first one set counts
 * @param regions other addresses of the same service, by region
 * @param keyRequired whether a call without a key is a mistake
 * @param keyVariables environment variables that hold the key, the first one set counts
 * @param keyPrefixes how keys of this host begin, to tell a user that a key belongs elsewhere; empty when not known
 * @param versionVariables environment variables that hold the version of the API, the first one set counts; empty when there is none
 * @param variables environment variables of further settings, by setting: {@code default-deployment}, {@code bearer-token}, {@code temperature}
 * @param exampleBaseUrl an example for messages about a missing base URL
 */
public record HostFacts(
        String name,
        String title,
        String dialect,
        String telemetry,
        @Nullable String baseUrl,
        List<String> baseUrlVariables,
        Map<String, String> regions,
        Authentication authentication,
        boolean keyRequired,
        List<String> keyVariables,
        List<String> keyPrefixes,
        List<String> versionVariables,
        Map<String, List<String>> variables,
        AddressForm addressForm,
        @Nullable String exampleBaseUrl,
        Source source) {

    public HostFacts {
        baseUrlVariables = List.copyOf(baseUrlVariables);
        regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        keyVariables = List.copyOf(keyVariables);
        keyPrefixes = List.copyOf(keyPrefixes);
        versionVariables = List.copyOf(versionVariables);
        variables = Map.copyOf(variables);
    }

    /** The variables of a setting; empty when it has none. */
    public List<String> variables(String setting) {
        return variables.getOrDefault(setting, List.of());
    }
}
