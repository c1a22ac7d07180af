package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain parameters a caller asked for. Absent means not asked. Immutable and thread-safe. */
public record Parameters(Map<Parameter, Asked> asked) {
    /** Nothing asked. */
    public static final Parameters NONE = new Parameters(Map.of());

    /**
     * One asked value.
     *
     * @param spelling the wire name the caller used, kept where the host takes several names for one thing; null for none
     */
    public record Asked(JsonValue value, @Nullable String spelling) {}

    public Parameters {
        if (asked.isEmpty()) {
            asked = Map.of();
        } else {
            asked.forEach(Parameters::check);
            asked = Collections.unmodifiableMap(new EnumMap<>(asked));
        }
    }

    /** The asked value, or null. */
    public @Nullable JsonValue get(Parameter parameter) {
        Asked found = asked.get(parameter);
        return found == null ? null : found.value();
    }

    /** A copy with one more. @throws IllegalArgumentException when the value has the wrong type */
    public Parameters with(Parameter parameter, JsonValue value) {
        return with(parameter, value, null);
    }

    /** A copy with one more, and the wire name it was asked under. */
    public Parameters with(Parameter parameter, JsonValue value, @Nullable String spelling) {
        EnumMap<Parameter, Asked> changed = new EnumMap<>(Parameter.class);
        changed.putAll(asked);
        changed.put(parameter, new Asked(value, spelling));
        return new Parameters(changed);
    }

    private static void check(Parameter parameter, Asked value) {
        if (!parameter.type().accepts(value.value())) {
            throw new IllegalArgumentException(
                    parameter.label() + " must be " + parameter.type().description());
        }
    }
}
