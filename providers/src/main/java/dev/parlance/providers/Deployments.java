package dev.parlance.providers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which deployment serves which model. Immutable and thread-safe.
 *
 * @param byModel exact and case-sensitive
 * @param fallback the deployment of all others, or null when they are deployments themselves
 * @param underlying by deployment, the model behind it
 */
public record Deployments(
        Map<String, String> byModel, @Nullable String fallback, Map<String, String> underlying) {
    /** Every model is served under its own name. */
    public static final Deployments NONE = new Deployments(Map.of(), null, Map.of());

    /** How a deployment was found, in the order in which it is looked for. */
    public enum Found {
        /** The mapping names it. */
        MAPPED,
        /** It is that of all models which the mapping does not name. */
        DEFAULT,
        /** The model's name is taken for that of a deployment. */
        PASSED_THROUGH
    }

    /**
     * What serves a model.
     *
     * @param name the name on the wire
     * @param model the model whose facts count
     */
    public record Deployment(String name, String model, Found found) {}

    public Deployments {
        byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel));
        underlying = Collections.unmodifiableMap(new LinkedHashMap<>(underlying));
    }

    /** What serves that model. */
    Deployment of(String model) {
        String mapped = byModel.get(model);
        if (mapped != null) {
            return new Deployment(mapped, underlying.getOrDefault(mapped, model), Found.MAPPED);
        }
        if (fallback != null) {
            return new Deployment(fallback, underlying.getOrDefault(fallback, model), Found.DEFAULT);
        }
        return new Deployment(model, underlying.getOrDefault(model, model), Found.PASSED_THROUGH);
    }
}
