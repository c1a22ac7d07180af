package dev.parlance.dialects.gemini;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the arguments of a call together from {@code partialArgs}: values by JSON path, strings in pieces. Source: recorded in vercel/ai,
 * google-stream-no-args-tool-call-stream; Vertex AI, function calling, streaming of arguments. Not thread-safe.
 */
final class PartialArguments {
    /** Whatever a path says, no array grows beyond this. */
    private static final int MOST_ELEMENTS = 50_000;

    private JsonObject arguments = JsonObject.EMPTY;
    private @Nullable String openPath;
    private final StringBuilder openText = new StringBuilder();

    /** Takes arguments that came whole. */
    void whole(JsonObject given) {
        for (var member : given.members().entrySet()) {
            arguments = arguments.with(member.getKey(), member.getValue());
        }
    }

    /** Takes one entry of {@code partialArgs}. */
    void add(JsonObject piece) {
        JsonObject members = Names.camel(piece);
        String path = members.text("jsonPath");
        if (path == null) {
            return;
        }
        if (!path.equals(openPath)) {
            close();
        }
        switch (value(members)) {
            case JsonString(String text) -> {
                openPath = path;
                openText.append(text);
                boolean more = members.get("willContinue") instanceof JsonBoolean(boolean goesOn) && goesOn;
                if (!more) {
                    close();
                }
            }
            case null -> {}
            case JsonValue value -> put(path, value);
        }
    }

    /** What came so far. */
    JsonObject arguments() {
        close();
        return arguments;
    }

    private void close() {
        if (openPath != null) {
            put(openPath, new JsonString(openText.toString()));
            openPath = null;
            openText.setLength(0);
        }
    }

    private static @Nullable JsonValue value(JsonObject piece) {
        if (piece.get("nullValue") != null) {
            return JsonNull.NULL;
        }
        for (String name : new String[] {"stringValue", "numberValue", "boolValue"}) {
            JsonValue value = piece.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void put(String path, JsonValue value) {
        if (put(arguments, JsonPath.steps(path), 0, value) instanceof JsonObject changed) {
            arguments = changed;
        }
    }

    private static JsonValue put(JsonValue node, List<JsonPath.Step> steps, int at, JsonValue value) {
        if (at == steps.size()) {
            return value;
        }
        JsonPath.Step step = steps.get(at);
        if (step.name() != null) {
            JsonObject object = node instanceof JsonObject own ? own : JsonObject.EMPTY;
            JsonValue child = object.get(step.name());
            return object.with(step.name(), put(child == null ? JsonNull.NULL : child, steps, at + 1, value));
        }
        if (step.place() >= MOST_ELEMENTS) {
            return node;
        }
        List<JsonValue> list = new ArrayList<>(node instanceof JsonArray(List<JsonValue> own) ? own : List.of());
        while (list.size() <= step.place()) {
            list.add(JsonNull.NULL);
        }
        list.set(step.place(), put(list.get(step.place()), steps, at + 1, value));
        return new JsonArray(list);
    }
}
