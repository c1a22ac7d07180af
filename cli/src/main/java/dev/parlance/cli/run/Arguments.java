package dev.parlance.cli.run;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import org.jspecify.annotations.Nullable;

/** What a model wrote as arguments, read with words it can learn from. Null counts as left out, for some models write it so. */
record Arguments(JsonObject written) {
    String text(String name) throws ToolFault {
        String text = textOrNull(name);
        if (text == null) {
            throw new ToolFault("The argument “" + name + "” is missing.");
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) throws ToolFault {
        return switch (written.get(name)) {
            case null -> null;
            case JsonNull nothing -> null;
            case JsonString(String text) -> text;
            case JsonValue other -> throw new ToolFault("The argument “" + name + "” must be a string.");
        };
    }

    boolean flag(String name) throws ToolFault {
        return switch (written.get(name)) {
            case null -> false;
            case JsonNull nothing -> false;
            case JsonBoolean(boolean flag) -> flag;
            case JsonValue other -> throw new ToolFault("The argument “" + name + "” must be true or false.");
        };
    }

    int number(String name, int absent, int least, int most) throws ToolFault {
        JsonValue value = written.get(name);
        if (value == null || value instanceof JsonNull) {
            return absent;
        }
        Long number = value instanceof JsonNumber given ? given.wholeNumber() : null;
        if (number == null || number < least || number > most) {
            throw new ToolFault(
                    "The argument “" + name + "” must be a whole number from " + least + " to " + most + ".");
        }
        return number.intValue();
    }
}
