package dev.parlance.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries by model id, as they stand under {@code models} of a file. Immutable and thread-safe. */
final class ModelEntries {
    /** Where entries stand, which decides what else they may say. */
    enum Place {
        /** Facts of a model wherever it is hosted. */
        MODELS(Set.of("like")),
        /** What one host does with one model. */
        HOST(Set.of("like", "facts")),
        /** The user's layer for one provider. */
        USER(Set.of("facts", "models")),
        /** The user's layer for one model of a provider. */
        USER_MODEL(Set.of("like"));

        private final Set<String> others;

        Place(Set<String> others) {
            this.others = others;
        }
    }

    /**
     * One entry.
     *
     * @param like the id of the entry that this one adds to
     * @param facts the model whose facts count, where the name does not tell
     * @param models entries by model below this one
     */
    record Entry(@Nullable String like, @Nullable String facts, Layer layer, ModelEntries models) {
        static Entry read(CatalogNode node, Place place) {
            Map<String, CatalogNode> members = node.entries();
            CatalogNode like = members.get("like");
            CatalogNode facts = members.get("facts");
            CatalogNode models = members.get("models");
            return new Entry(
                    like == null || !place.others.contains("like") ? null : like.text(),
                    facts == null || !place.others.contains("facts") ? null : ModelIds.normalized(facts.text()),
                    LayerReader.read(node, place.others),
                    models == null || !place.others.contains("models")
                            ? NONE
                            : ModelEntries.read(models, Place.USER_MODEL));
        }
    }

    static final ModelEntries NONE = new ModelEntries(Map.of());

    private final Map<String, Entry> byId;

    private ModelEntries(Map<String, Entry> byId) {
        this.byId = byId;
    }

    static ModelEntries read(CatalogNode models, Place place) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, CatalogNode> nodes = models.entries();
        for (Map.Entry<String, CatalogNode> node : nodes.entrySet()) {
            if (!node.getKey().equals(ModelIds.normalized(node.getKey()))) {
                throw node.getValue().wrong("ids are written in lower case and without a vendor in front");
            }
            entries.put(node.getKey(), Entry.read(node.getValue(), place));
        }
        for (Map.Entry<String, CatalogNode> node : nodes.entrySet()) {
            checkAncestors(node.getKey(), node.getValue(), entries);
        }
        return new ModelEntries(entries);
    }

    private static void checkAncestors(String id, CatalogNode node, Map<String, Entry> entries) {
        Set<String> seen = new LinkedHashSet<>();
        for (String at = id; at != null; ) {
            Entry entry = entries.get(at);
            if (entry == null) {
                throw node.wrong("there is no entry \"" + at + "\" beside it that it could be like");
            }
            if (!seen.add(at)) {
                throw node.wrong("these entries are like one another in a circle: " + String.join(", ", seen));
            }
            at = entry.like();
        }
    }

    /** The ids that have an entry, in the order of the file. */
    Set<String> ids() {
        return byId.keySet();
    }

    /** The entry that stands for the normalized id, after the entries it is like; empty when there is none. */
    List<Entry> find(String id) {
        for (String candidate : ModelIds.candidates(id)) {
            Entry entry = byId.get(candidate);
            if (entry != null) {
                return withAncestors(entry);
            }
        }
        return List.of();
    }

    private List<Entry> withAncestors(Entry entry) {
        Deque<Entry> chain = new ArrayDeque<>();
        for (Entry at = entry; at != null; at = at.like() == null ? null : byId.get(at.like())) {
            chain.addFirst(at);
        }
        return List.copyOf(chain);
    }
}
