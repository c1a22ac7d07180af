package dev.parlance.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that was read: the values of its settings and where they stand. */
final class Section {
    private final Place place;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    Section(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    void stands(String setting, Place at) {
        places.put(setting, at);
    }

    void put(String setting, Object value) {
        values.put(setting, value);
    }

    /** The value, or null when it is not set or was wrong. */
    @SuppressWarnings("unchecked") // Put there by the very form of the setting.
    <T> @Nullable T get(Setting<T> setting) {
        return (T) values.get(setting.name());
    }

    /** Where it stands, be it right or wrong; null when it does not. */
    @Nullable
    Place placeOf(Setting<?> setting) {
        return places.get(setting.name());
    }

    /** Where it stands, or the table itself. */
    Place at(Setting<?> setting) {
        Place found = places.get(setting.name());
        return found == null ? place : found;
    }

    /** By setting that has a value, its file and line. */
    Map<String, String> origins() {
        Map<String, String> origins = new LinkedHashMap<>();
        places.forEach((setting, at) -> {
            if (values.containsKey(setting)) {
                origins.put(setting, at.origin());
            }
        });
        return origins;
    }

    /** Whether it has a value. */
    boolean has(Setting<?> setting) {
        return values.containsKey(setting.name());
    }

    /** Takes over what an inner table says; what both say is a fault. */
    void absorb(Section inner) {
        for (Map.Entry<String, Place> entry : inner.places.entrySet()) {
            Place own = places.get(entry.getKey());
            if (own != null) {
                entry.getValue()
                        .fault("line " + own.line() + " says this already", "Keep one of the two: " + own.name() + ".");
            } else {
                places.put(entry.getKey(), entry.getValue());
            }
        }
        inner.values.forEach(values::putIfAbsent);
    }
}
