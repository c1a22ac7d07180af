package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.providers.ProviderSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting that counts, whoever made it: the file, else the environment, else nobody. Runs no command and shows no secret. */
public final class EffectiveSettings {
    /** They mean nothing where the file names another way in. */
    private static final Set<String> IDENTITY = Set.of("use-managed-identity", "use-default-credential", "client-id");

    private final Map<String, String> environment;
    private static final Pattern PROVIDER = Pattern.compile("providers\\.(\"[^\"]*\"|[^.]*)");

    private final Map<String, EffectiveSetting> rows = new LinkedHashMap<>();

    private EffectiveSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** All of them: the gateway's, the file's others, then those of the environment, provider by provider. */
    public static List<EffectiveSetting> of(
            Configuration configuration, Map<String, String> environment, Catalog catalog) {
        EffectiveSettings all = new EffectiveSettings(environment);
        configuration.settings().forEach(setting -> all.rows.put(setting.key(), setting));
        for (Setting<?> setting : GatewayTable.TABLE.settings()) {
            String fallback = setting.fallback();
            if (fallback != null) {
                all.add("gateway." + setting.name(), fallback, EffectiveSetting.DEFAULT);
            }
        }
        for (ProviderSettings provider : configuration.providers()) {
            HostFacts host = catalog.host(provider.host());
            if (host != null) {
                all.completed(provider, host);
            }
        }
        for (String name : catalog.hosts()) {
            HostFacts host = catalog.host(name);
            if (host != null
                    && configuration.providers().stream()
                            .noneMatch(one -> one.name().equals(name))) {
                all.ofEnvironment(name, host);
            }
        }
        all.kimi();
        return all.sorted();
    }

    /** What belongs together, together; the gateway first. */
    private List<EffectiveSetting> sorted() {
        Map<String, List<EffectiveSetting>> groups = new LinkedHashMap<>();
        groups.put("gateway", new ArrayList<>());
        rows.values()
                .forEach(row -> groups.computeIfAbsent(group(row.key()), group -> new ArrayList<>())
                        .add(row));
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** The table, and of providers the one. */
    private static String group(String key) {
        Matcher provider = PROVIDER.matcher(key);
        return provider.lookingAt() ? provider.group() : key.split("\\.", 2)[0];
    }

    private void add(String key, String value, String origin) {
        rows.putIfAbsent(key, new EffectiveSetting(key, value, origin));
    }

    /** What the environment and the catalog add to a provider of the file. */
    private void completed(ProviderSettings provider, HostFacts host) {
        String key = "providers." + Place.quoted(provider.name());
        String name = provider.host();
        if (!provider.origins().containsKey("host")) {
            add(key + ".host", name, provider.name().equals(name) ? EffectiveSetting.DEFAULT : "the provider's name");
        }
        if (provider.region() == null && provider.baseUrl() == null) {
            address(key, host, true);
        }
        ofVariables(key, host, provider);
        if (provider.credential() == null) {
            waysIn(key, host);
        }
    }

    private void address(String key, HostFacts host, boolean wanted) {
        String variable = set(host.baseUrlVariables());
        String known = host.baseUrl();
        if (variable != null) {
            add(key + ".base-url", Shown.text(text(variable)), variable);
        } else if (wanted && known != null) {
            add(key + ".base-url", known, EffectiveSetting.DEFAULT);
        }
    }

    private void waysIn(String key, HostFacts host) {
        secret(key + ".api-key", host.keyVariables());
        secret(key + ".bearer-token", host.variables("bearer-token"));
        secret(key + ".account", host.variables("account"));
    }

    private void secret(String key, List<String> variables) {
        String variable = set(variables);
        if (variable != null) {
            add(key, Shown.MASK, variable);
        }
    }

    private void ofVariables(String key, HostFacts host, @Nullable ProviderSettings provider) {
        String version = set(host.versionVariables());
        if (version != null && (provider == null || provider.apiVersion() == null)) {
            add(key + ".api-version", Shown.text(text(version)), version);
        }
        for (Map.Entry<String, List<String>> setting : new TreeMap<>(host.variables()).entrySet()) {
            String variable = set(setting.getValue());
            boolean secret =
                    setting.getKey().equals("bearer-token") || setting.getKey().equals("account");
            boolean said = provider != null
                    && (provider.credential() != null && IDENTITY.contains(setting.getKey())
                            || provider.origins().containsKey(setting.getKey())
                            || isDefault(setting.getKey(), provider));
            if (variable != null && !secret && !said) {
                add(key + "." + setting.getKey(), Shown.text(text(variable)), variable);
            }
        }
    }

    private static boolean isDefault(String setting, ProviderSettings provider) {
        return provider.defaults().parameters().asked().keySet().stream()
                .anyMatch(parameter -> parameter.label().equals(setting));
    }

    /** A host that the file does not name but the environment does. */
    private void ofEnvironment(String name, HostFacts host) {
        boolean chosen = set(host.keyVariables()) != null
                || set(host.baseUrlVariables()) != null
                || set(host.variables("bearer-token")) != null;
        if (chosen) {
            String key = "providers." + name;
            address(key, host, true);
            waysIn(key, host);
            ofVariables(key, host, null);
        }
    }

    /** The provider that Kimi Code's variables make; its name is the one that they give it. */
    private void kimi() {
        if (set(List.of("KIMI_MODEL_NAME")) != null) {
            add("providers.kimi-model.default-model", text("KIMI_MODEL_NAME"), "KIMI_MODEL_NAME");
            secret("providers.kimi-model.api-key", List.of("KIMI_MODEL_API_KEY"));
            if (set(List.of("KIMI_MODEL_BASE_URL")) != null) {
                add("providers.kimi-model.base-url", Shown.text(text("KIMI_MODEL_BASE_URL")), "KIMI_MODEL_BASE_URL");
            }
        }
    }

    /** The first of the variables that is set, or null. */
    private @Nullable String set(List<String> variables) {
        for (String variable : variables) {
            if (!text(variable).isEmpty()) {
                return variable;
            }
        }
        return null;
    }

    private String text(String variable) {
        return environment.getOrDefault(variable, "").strip();
    }
}
