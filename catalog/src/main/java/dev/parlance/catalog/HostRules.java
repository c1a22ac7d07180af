package dev.parlance.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a host says about requests and models, understood when the first model is asked for: a program that wants to know where
 * all hosts live does not wait for the rules of each. Thread-safe.
 */
final class HostRules {
    private static final Set<String> OTHERS = Set.of(
            "$schema",
            "host",
            "title",
            "telemetry",
            "endpoint",
            "known-models",
            "retired-models",
            "models",
            "reason",
            "evidence");

    private record Understood(Layer layer, ModelEntries models) {}

    private final CatalogNode root;
    private volatile @Nullable Understood understood;

    /** @param root of the host's file */
    HostRules(CatalogNode root) {
        this.root = root;
    }

    Layer layer() {
        return understood().layer;
    }

    ModelEntries models() {
        return understood().models;
    }

    /** Two threads may do it at the same time and find the same. */
    private Understood understood() {
        Understood known = understood;
        if (known == null) {
            CatalogNode models = root.entries().get("models");
            known = new Understood(
                    LayerReader.read(root, OTHERS),
                    models == null ? ModelEntries.NONE : ModelEntries.read(models, ModelEntries.Place.HOST));
            understood = known;
        }
        return known;
    }
}
