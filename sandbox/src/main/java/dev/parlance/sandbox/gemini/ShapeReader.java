package dev.parlance.sandbox.gemini;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.gemini.Shape.Field;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a body after its message definition, as the front of all Google APIs does: unknown names and values of the wrong kind are refused
 * before anything else, all of them at once. What comes out has every name in camel case and no null.
 */
final class ShapeReader {
    private static final String RECEIVED = "Invalid JSON payload received. ";

    private final List<String> problems = new ArrayList<>();
    private final List<JsonValue> violations = new ArrayList<>();

    private ShapeReader() {}

    static JsonObject read(JsonObject body, Shape.Message message) {
        ShapeReader reader = new ShapeReader();
        JsonValue read = reader.message(body, message, "");
        if (!reader.problems.isEmpty()) {
            throw Complaint.invalid(
                    String.join("\n", reader.problems),
                    object(
                            member("@type", "type.googleapis.com/google.rpc.BadRequest"),
                            member("fieldViolations", new JsonArray(reader.violations))));
        }
        return (JsonObject) read;
    }

    private JsonValue value(JsonValue value, Shape shape, String path) {
        return switch (shape) {
            case Shape.Anything anything -> value;
            case Shape.Text text -> {
                if (!(value instanceof JsonString)) {
                    wrong(path, "TYPE_STRING", value);
                }
                yield value;
            }
            case Shape.Bytes bytes -> {
                bytes(value, path);
                yield value;
            }
            case Shape.Struct struct -> {
                if (!(value instanceof JsonObject)) {
                    wrong(path, "type.googleapis.com/google.protobuf.Struct", value);
                }
                yield value;
            }
            case Shape.Word(String type, var words) -> {
                boolean known = value instanceof JsonNumber
                        || value instanceof JsonString(String word) && words.contains(word.toUpperCase(Locale.ROOT));
                if (!known) {
                    wrong(path, type, value);
                }
                yield value;
            }
            case Shape.Named(var inner) -> named(value, inner.get(), path);
            case Shape.Message message -> message(value, message, path);
        };
    }

    private JsonValue message(JsonValue value, Shape.Message message, String path) {
        if (!(value instanceof JsonObject object)) {
            wrong(path, message.type(), value);
            return JsonObject.EMPTY;
        }
        Map<String, JsonValue> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : object.members().entrySet()) {
            String name = Shape.camel(entry.getKey());
            Field field = message.fields().get(name);
            if (field == null) {
                unknown(entry.getKey(), path, "Cannot find field.");
            } else if (!(entry.getValue() instanceof JsonNull)) {
                read.put(name, field(entry.getKey(), entry.getValue(), field, path));
            }
        }
        return new JsonObject(read);
    }

    private JsonValue field(String name, JsonValue value, Field field, String parent) {
        String own = Shape.underscored(Shape.camel(name));
        String path = parent.isEmpty() ? own : parent + "." + own;
        Shape shape = field.shape().get();
        if (field.repeated()) {
            List<JsonValue> elements = value instanceof JsonArray(List<JsonValue> array) ? array : List.of(value);
            List<JsonValue> read = new ArrayList<>();
            for (int index = 0; index < elements.size(); index++) {
                read.add(value(elements.get(index), shape, path + "[" + index + "]"));
            }
            return new JsonArray(read);
        }
        if (value instanceof JsonArray && !(shape instanceof Shape.Anything)) {
            unknown(name, parent, "Proto field is not repeating, cannot start list.");
            return value;
        }
        return value(value, shape, path);
    }

    private JsonValue named(JsonValue value, Shape shape, String path) {
        if (!(value instanceof JsonObject object)) {
            wrong(path, "map", value);
            return JsonObject.EMPTY;
        }
        Map<String, JsonValue> read = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<String, JsonValue> entry : object.members().entrySet()) {
            read.put(entry.getKey(), value(entry.getValue(), shape, path + "[" + index++ + "].value"));
        }
        return new JsonObject(read);
    }

    private void bytes(JsonValue value, String path) {
        if (!(value instanceof JsonString(String text))) {
            wrong(path, "TYPE_BYTES", value);
            return;
        }
        try {
            Base64.getDecoder().decode(standard(text));
        } catch (IllegalArgumentException notBase64) {
            report(
                    path,
                    "Invalid value at '" + path + "' (TYPE_BYTES), Base64 decoding failed for " + Json.text(value));
        }
    }

    /** Both alphabets are good, with and without padding (recorded: pydantic/pydantic-ai, streamed call with a thought signature). */
    static String standard(String base64) {
        return base64.replace('-', '+').replace('_', '/');
    }

    private void unknown(String name, String path, String why) {
        String at = path.isEmpty() ? "" : " at '" + path + "'";
        report(path, RECEIVED + "Unknown name \"" + name + "\"" + at + ": " + why);
    }

    private void wrong(String path, String type, JsonValue value) {
        report(path, "Invalid value at '" + path + "' (" + type + "), " + Json.text(value));
    }

    private void report(String field, String description) {
        problems.add(description);
        violations.add(
                field.isEmpty()
                        ? object("description", description)
                        : object(member("field", field), member("description", description)));
    }
}
