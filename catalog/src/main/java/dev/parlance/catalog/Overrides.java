package dev.parlance.catalog;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user's own layer for one provider, the last word in every merge. It has the form of a host's entry in the catalog: {@code rules},
 * {@code reasoning}, {@code transforms}, {@code checks}, {@code errors} and so on, {@code models} with such entries by model, and
 * {@code facts}, which names the model behind a deployment. Evidence is not asked for. Equal only to itself, so keep one instance for as
 * long as the configuration holds. Immutable and thread-safe.
 */
public final class Overrides {
    private final CatalogNode place;
    private volatile ModelEntries.@Nullable Entry parsed;

    /**
     * Nothing is read before the first use, which throws {@code Misconfigured} for words that the catalog does not know.
     *
     * @param file the file's name for messages and origins
     * @param pointer the place in the file, for example {@code providers/foundry}; may be empty
     */
    public Overrides(String file, String pointer, JsonObject layer) {
        this.place = CatalogNode.ofUser(file, pointer, layer);
    }

    /** Reads it now. @throws dev.parlance.core.error.ParlanceException.Misconfigured for the first word that the catalog does not know */
    public void check() {
        entry();
    }

    /** The ids of the models that have entries of their own, in the form in which ids are compared. */
    public Set<String> models() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(entry().models().ids()));
    }

    ModelEntries.Entry entry() {
        ModelEntries.Entry known = parsed;
        if (known == null) {
            known = ModelEntries.Entry.read(place, ModelEntries.Place.USER);
            parsed = known;
        }
        return known;
    }
}
