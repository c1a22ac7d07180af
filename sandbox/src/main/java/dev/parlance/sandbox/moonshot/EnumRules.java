package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/** Enumerations in the vendor's flavour of JSON Schema: every value has one of the stated types, and these are one, or one and null. */
final class EnumRules {
    private static final int MOST_VALUES = 500;

    private EnumRules() {}

    /**
     * What is wrong with an enumeration.
     *
     * @param atNode whether the schema itself is to blame and not its list of values
     */
    record Fault(boolean atNode, String detail) {}

    static Optional<Fault> check(JsonObject schema, List<String> types) {
        JsonValue value = schema.get("enum");
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof JsonArray(List<JsonValue> values))) {
            return Optional.of(new Fault(false, "enum must be an array"));
        }
        if (values.isEmpty()) {
            return Optional.of(new Fault(false, "enum array cannot be empty"));
        }
        if (values.size() > MOST_VALUES) {
            return Optional.of(new Fault(false, "enum array cannot have more than " + MOST_VALUES + " items"));
        }
        if (types.size() > 2 || types.size() == 2 && !types.contains("null")) {
            return Optional.of(new Fault(
                    true,
                    "when type is array and enum is specified, currently only 2 types are supported, one must be null, and the"
                            + " other can be string/integer/number/boolean"));
        }
        return values.stream()
                .filter(each -> types.stream().noneMatch(type -> matches(each, type)))
                .findFirst()
                .map(odd -> new Fault(
                        false,
                        "enum value (" + shown(odd) + ") does not match any type in [" + String.join(" ", types)
                                + "]"));
    }

    private static boolean matches(JsonValue value, String type) {
        return switch (value) {
            case JsonString string -> type.equals("string");
            case JsonNumber number ->
                type.equals("number")
                        || type.equals("integer")
                                && number.decimal().stripTrailingZeros().scale() <= 0;
            case JsonBoolean truth -> type.equals("boolean");
            case JsonNull nothing -> type.equals("null");
            case JsonArray array -> type.equals("array");
            case JsonObject object -> type.equals("object");
        };
    }

    private static String shown(JsonValue value) {
        return value instanceof JsonString(String text) ? text : Json.text(value);
    }
}
