package dev.parlance.dialects.shared;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error body, read leniently: every provider and every gateway in front of one has its own shape. Known shapes: {@code {"error":{…}}},
 * {@code {"error":"text","code":…}}, {@code {"message":…,"statusCode":…}}, {@code {"detail":…}}, the same in an array, and plain text.
 *
 * @param message the provider's own words
 * @param codes error codes and types, outermost first, without the empty ones
 * @param parameter the request member it names
 * @param text the body as text
 */
public record ErrorBody(
        String message, List<String> codes, @Nullable String parameter, String text) {
    private static final List<String> CODE_MEMBERS = List.of("code", "type", "status");
    private static final List<String> MESSAGE_MEMBERS =
            List.of("message", "detail", "error_description", "msg", "title");

    /** Reads a whole body. */
    public static ErrorBody of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            return of(Json.parse(body), text);
        } catch (MalformedJson notJson) {
            return new ErrorBody(text, List.of(), null, text);
        }
    }

    /** Reads a parsed body or in-stream error. */
    public static ErrorBody of(JsonValue value) {
        return of(value, Json.text(value));
    }

    private static ErrorBody of(JsonValue value, String text) {
        JsonValue outer = value instanceof JsonArray(List<JsonValue> elements) && !elements.isEmpty()
                ? elements.getFirst()
                : value;
        if (!(outer instanceof JsonObject object)) {
            return new ErrorBody(outer instanceof JsonString(String words) ? words : text, List.of(), null, text);
        }
        List<String> codes = new ArrayList<>();
        String message = null;
        String parameter = null;
        JsonObject inner = object.object("error");
        if (inner != null) {
            addCodes(inner, codes);
            JsonObject innermost = inner.object("innererror");
            if (innermost != null) {
                addCodes(innermost, codes);
            }
            JsonObject details = inner.object("details");
            String detail = details == null ? null : details.text("error_code");
            if (detail != null) {
                codes.add(detail);
            }
            message = withCause(message(inner), inner.object("metadata"));
            parameter = inner.text("param");
        }
        addCodes(object, codes);
        String error = object.text("error");
        message = message == null ? message(object) : message;
        if (error != null) {
            codes.add(error);
            message = message == null ? error : message;
        }
        return new ErrorBody(message == null ? text : message, List.copyOf(codes), parameter, text);
    }

    private static void addCodes(JsonObject object, List<String> codes) {
        for (String name : CODE_MEMBERS) {
            switch (object.get(name)) {
                case JsonString(String code) when !code.isBlank() -> codes.add(code);
                case JsonNumber(String code) -> codes.add(code);
                case null, default -> {}
            }
        }
    }

    /** OpenRouter says that a provider failed and puts the provider's body, as text, beside it. */
    private static @Nullable String withCause(@Nullable String message, @Nullable JsonObject metadata) {
        String raw = metadata == null ? null : metadata.text("raw");
        if (message == null || raw == null || raw.isBlank()) {
            return message;
        }
        return message + ": " + of(raw.getBytes(StandardCharsets.UTF_8)).message();
    }

    private static @Nullable String message(JsonObject object) {
        for (String name : MESSAGE_MEMBERS) {
            JsonValue value = object.get(name);
            if (value instanceof JsonString(String text) && !text.isBlank()) {
                return text;
            }
            if (value instanceof JsonArray || value instanceof JsonObject) {
                return Json.text(value);
            }
        }
        return null;
    }

    /** The first code that is an HTTP error status, or null. */
    public @Nullable Integer statusInCodes() {
        for (String code : codes) {
            if (code.length() == 3 && code.chars().allMatch(Character::isDigit)) {
                int status = Integer.parseInt(code);
                if (status >= 400 && status < 600) {
                    return status;
                }
            }
        }
        return null;
    }
}
