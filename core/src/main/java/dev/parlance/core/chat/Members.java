package dev.parlance.core.chat;

import dev.parlance.core.wire.RawJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named members that Parlance passes on unread, in the order in which they stood: a caller's extra body, vendor members of a message.
 * Immutable and thread-safe; order does not count for equality.
 */
public record Members(Map<String, RawJson> byName) {
    /** No members. */
    public static final Members NONE = new Members(Map.of());

    public Members {
        byName = byName.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** One member. */
    public static Members of(String name, RawJson value) {
        return new Members(Map.of(name, value));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The value of that member, or null. */
    public @Nullable RawJson get(String name) {
        return byName.get(name);
    }

    /** A copy in which the member has this value. */
    public Members with(String name, RawJson value) {
        Map<String, RawJson> changed = new LinkedHashMap<>(byName);
        changed.put(name, value);
        return new Members(changed);
    }

    /** A copy with all members of the other, which count where both have one. */
    public Members withAll(Members others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        Map<String, RawJson> changed = new LinkedHashMap<>(byName);
        changed.putAll(others.byName);
        return new Members(changed);
    }

    /** A copy without the member. */
    public Members without(String name) {
        if (!byName.containsKey(name)) {
            return this;
        }
        Map<String, RawJson> changed = new LinkedHashMap<>(byName);
        changed.remove(name);
        return new Members(changed);
    }
}
