package dev.parlance.core.wire;

import java.nio.charset.StandardCharsets;

/** Whole JSON documents to and from {@link JsonValue}. For one pass over large or hot data use {@link JsonReader} and {@link JsonWriter}. */
public final class Json {
    private Json() {}

    /** Parses one document. @throws MalformedJson when it is not JSON or something follows it */
    public static JsonValue parse(byte[] bytes) {
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            JsonValue value = reader.value();
            reader.end();
            return value;
        }
    }

    /** Parses one document. @throws MalformedJson when it is not JSON or something follows it */
    public static JsonValue parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses a document written by people: comments are allowed, a doubled member name is a fault. */
    public static JsonValue parseCommented(byte[] bytes) {
        try (JsonReader reader = JsonReader.ofCommented(bytes)) {
            JsonValue value = reader.value();
            reader.end();
            return value;
        }
    }

    /** The value as compact text. */
    public static String text(JsonValue value) {
        return new String(JsonWriter.bytes(value), StandardCharsets.UTF_8);
    }

    /** The value as text for people: two spaces of indentation, short arrays and objects of scalars on their own lines as usual. */
    public static String pretty(JsonValue value) {
        StringBuilder out = new StringBuilder();
        pretty(value, "", out);
        return out.toString();
    }

    private static void pretty(JsonValue value, String indent, StringBuilder out) {
        String inner = indent + "  ";
        switch (value) {
            case JsonValue.JsonObject(var members)
            when !members.isEmpty() -> {
                String separator = "{\n";
                for (var member : members.entrySet()) {
                    out.append(separator).append(inner).append(text(new JsonValue.JsonString(member.getKey())));
                    out.append(": ");
                    pretty(member.getValue(), inner, out);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append('}');
            }
            case JsonValue.JsonArray(var elements)
            when !elements.isEmpty() -> {
                String separator = "[\n";
                for (JsonValue element : elements) {
                    out.append(separator).append(inner);
                    pretty(element, inner, out);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append(']');
            }
            case JsonValue.JsonObject object -> out.append(text(object));
            case JsonValue.JsonArray array -> out.append(text(array));
            case JsonValue.JsonString string -> out.append(text(string));
            case JsonValue.JsonNumber number -> out.append(text(number));
            case JsonValue.JsonBoolean bool -> out.append(text(bool));
            case JsonValue.JsonNull nothing -> out.append(text(nothing));
        }
    }
}
