package dev.parlance.cli.ask;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer fits the schema that it was asked for: not every host promises it. Looks at types, enumerations, members, elements and
 * limits, and says nothing about keywords that are not known here, so that what it refuses is surely wrong. A null where a member might be
 * missing counts as missing: hosts that want every member named let models leave one out so.
 *
 * <p>Source: JSON Schema 2020-12, Validation. Not thread-safe.
 */
public final class SchemaFit {
    /** References may go in circles. */
    private static final int DEEPEST = 200;

    /** Circles that part at every turn would not end in a lifetime; what is not looked at by then passes. */
    private static final int MOST_STEPS = 2_000_000;

    private final JsonObject schema;
    private int steps;

    /** @param schema the whole of it, in which references point */
    public SchemaFit(JsonObject schema) {
        this.schema = schema;
    }

    /** What is wrong first, for example {@code $.city must be a string}; null when nothing is. */
    public @Nullable String fault(JsonValue value) {
        steps = 0;
        return fault(schema, value, "$", 0);
    }

    private @Nullable String fault(@Nullable JsonValue wanted, JsonValue value, String place, int depth) {
        if (wanted instanceof JsonBoolean(boolean any) && !any) {
            return place + " must not be there";
        }
        if (!(wanted instanceof JsonObject rules) || depth > DEEPEST || ++steps > MOST_STEPS) {
            return null;
        }
        String reference = rules.text("$ref");
        String fault = reference == null ? null : fault(target(reference), value, place, depth + 1);
        fault = fault != null ? fault : type(rules.get("type"), value, place);
        fault = fault != null ? fault : oneOf(rules, value, place);
        fault = fault != null ? fault : combined(rules, value, place, depth);
        if (fault != null) {
            return fault;
        }
        return switch (value) {
            case JsonObject object -> members(rules, object, place, depth);
            case JsonArray array -> elements(rules, array, place, depth);
            case JsonNumber number -> {
                BigDecimal size = number.decimal();
                yield limits(rules, "minimum", "maximum", size, place + " must be");
            }
            case JsonString(String text) ->
                limits(
                        rules,
                        "minLength",
                        "maxLength",
                        BigDecimal.valueOf(text.codePointCount(0, text.length())),
                        "the length of " + place + " must be");
            case JsonBoolean any -> null;
            case JsonNull any -> null;
        };
    }

    private static @Nullable String type(@Nullable JsonValue type, JsonValue value, String place) {
        List<String> names = switch (type) {
            case JsonString(String name) -> List.of(name);
            case JsonArray(List<JsonValue> several) ->
                several.stream()
                        .map(one -> one instanceof JsonString(String name) ? name : "")
                        .toList();
            case null, default -> List.of();
        };
        return names.isEmpty() || names.stream().anyMatch(name -> is(name, value))
                ? null
                : place + " must be of type " + String.join(" or ", names);
    }

    private static boolean is(String type, JsonValue value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "number" -> value instanceof JsonNumber;
            case "integer" ->
                value instanceof JsonNumber number
                        && number.decimal().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value instanceof JsonBoolean;
            case "null" -> value instanceof JsonNull;
            default -> true;
        };
    }

    private static @Nullable String oneOf(JsonObject rules, JsonValue value, String place) {
        JsonValue constant = rules.get("const");
        boolean other = constant != null && !constant.equals(value);
        boolean outside = rules.get("enum") instanceof JsonArray(List<JsonValue> known) && !known.contains(value);
        return other || outside ? place + " is none of the values that are allowed" : null;
    }

    private @Nullable String combined(JsonObject rules, JsonValue value, String place, int depth) {
        for (JsonValue all : rules.elements("allOf")) {
            String fault = fault(all, value, place, depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        for (String word : List.of("anyOf", "oneOf")) {
            List<JsonValue> any = rules.elements(word);
            if (!any.isEmpty() && any.stream().allMatch(one -> fault(one, value, place, depth + 1) != null)) {
                return place + " fits none of " + word;
            }
        }
        return null;
    }

    private @Nullable String members(JsonObject rules, JsonObject object, String place, int depth) {
        List<JsonValue> required = rules.elements("required");
        for (JsonValue name : required) {
            if (name instanceof JsonString(String member) && object.get(member) == null) {
                return place + "." + member + " is missing";
            }
        }
        JsonObject known = Objects.requireNonNullElse(rules.object("properties"), JsonObject.EMPTY);
        // Members of patterns are neither known here nor unknown.
        JsonValue others = rules.get("patternProperties") == null ? rules.get("additionalProperties") : null;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String name = member.getKey();
            JsonValue wanted = known.get(name);
            boolean missing =
                    wanted != null && member.getValue() instanceof JsonNull && !required.contains(JsonValue.of(name));
            String fault = missing
                    ? null
                    : fault(wanted == null ? others : wanted, member.getValue(), place + "." + name, depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String elements(JsonObject rules, JsonArray array, String place, int depth) {
        // Of older schemas, where several are given by their places, nothing is said.
        JsonValue wanted = rules.get("prefixItems") == null ? rules.get("items") : null;
        for (int at = 0; at < array.elements().size(); at++) {
            String fault = fault(wanted, array.elements().get(at), place + "[" + at + "]", depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        BigDecimal count = BigDecimal.valueOf(array.elements().size());
        return limits(rules, "minItems", "maxItems", count, "the number of elements of " + place + " must be");
    }

    private static @Nullable String limits(JsonObject rules, String least, String most, BigDecimal size, String words) {
        if (rules.get(least) instanceof JsonNumber from && size.compareTo(from.decimal()) < 0) {
            return words + " at least " + from.literal();
        }
        if (rules.get(most) instanceof JsonNumber to && size.compareTo(to.decimal()) > 0) {
            return words + " at most " + to.literal();
        }
        return null;
    }

    /** What a reference within this schema points at; null for any other. Source: RFC 6901. */
    private @Nullable JsonValue target(String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        JsonValue at = schema;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                at = at instanceof JsonObject object
                        ? object.get(step.replace("~1", "/").replace("~0", "~"))
                        : null;
            }
        }
        return at;
    }
}
