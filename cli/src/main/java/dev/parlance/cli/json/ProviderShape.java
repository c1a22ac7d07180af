package dev.parlance.cli.json;

import dev.parlance.cli.text.ShownUrl;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Endpoint;
import dev.parlance.providers.ProviderEntry;
import java.util.List;
import java.util.Optional;

/** Providers as JSON. */
public final class ProviderShape {
    private ProviderShape() {}

    /** {@code {"providers": [{"name", "host", "base-url", "credential", "usable", "remark", "default-model", "deployments"}]}}. */
    public static JsonObject all(List<ProviderEntry> entries) {
        return JsonValue.object(
                "providers",
                new JsonArray(entries.stream().map(ProviderShape::of).toList()));
    }

    /** Why the provider cannot be called, or what is odd about it. */
    public static Optional<String> remark(ProviderEntry entry) {
        ParlanceException problem = entry.problem();
        if (problem != null) {
            return Optional.of(problem.failure().sentence());
        }
        Endpoint endpoint = entry.endpoint();
        if (endpoint != null && endpoint.hasCredential()) {
            return Optional.empty();
        }
        String variables = String.join(" or ", entry.host().keyVariables());
        return Optional.of("There is no key. Set " + (variables.isEmpty() ? "" : variables + " in the environment, or ")
                + "api-key of [providers." + entry.name() + "] in the configuration.");
    }

    private static JsonValue of(ProviderEntry entry) {
        Endpoint endpoint = entry.endpoint();
        return new ObjectShape()
                .put("name", entry.name())
                .put("host", entry.host().name())
                .put("base-url", endpoint == null ? null : ShownUrl.of(endpoint.baseUrl()))
                .put(
                        "credential",
                        endpoint == null || endpoint.credential() == null
                                ? null
                                : endpoint.credential().description())
                .put("set-up", JsonValue.of(entry.chosen()))
                .put("usable", JsonValue.of(entry.usable()))
                .put("remark", remark(entry).orElse(null))
                .put("default-model", entry.defaultModel())
                .put(
                        "deployments",
                        Long.valueOf(
                                endpoint == null
                                        ? 0
                                        : endpoint.deployments().byModel().size()))
                .object();
    }
}
