package dev.parlance.agent;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.Records;
import dev.parlance.schema.UndescribableType;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings what a tool returned into words for the model. */
final class ReturnedValue {
    private static final String NOTHING_TO_TELL = "done";

    private ReturnedValue() {}

    /** The text of any value. @throws UndescribableType when it has none */
    static String text(@Nullable Object value) {
        return text(value, () -> Records.show(value));
    }

    /** The result of a call that returned this. */
    static ToolResult result(@Nullable Object value) {
        try {
            return ToolResult.of(value);
        } catch (UndescribableType unshown) {
            // What was done is done; a model that took it for a failure of the tool would do it again.
            return ToolResult.failure("The tool has run, but its result cannot be shown: " + unshown.getMessage());
        }
    }

    /** The result of a call that returned this. The type tells the records of a sealed interface apart, as their class does not. */
    static ToolResult result(Type type, @Nullable Object value) {
        return value instanceof ToolResult whole
                ? whole
                : ToolResult.text(text(value, () -> Records.show(type, value)));
    }

    private static String text(@Nullable Object value, Supplier<JsonValue> json) {
        return switch (value) {
            case null -> NOTHING_TO_TELL;
            case CharSequence text -> text.toString();
            case RawJson raw -> raw.text();
            default -> Json.text(json.get());
        };
    }
}
