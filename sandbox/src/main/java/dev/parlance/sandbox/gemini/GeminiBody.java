package dev.parlance.sandbox.gemini;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request after its message definition: names in camel case, no nulls. */
record GeminiBody(JsonObject members) {

    List<JsonObject> contents() {
        return objects(members, "contents");
    }

    static List<JsonObject> parts(JsonObject content) {
        return objects(content, "parts");
    }

    JsonObject config() {
        return object(members, "generationConfig");
    }

    JsonObject thinking() {
        return object(config(), "thinkingConfig");
    }

    /** The level in capital letters, or null. */
    @Nullable
    String level() {
        String level = thinking().text("thinkingLevel");
        return level == null ? null : level.toUpperCase(Locale.ROOT);
    }

    @Nullable
    Long budget() {
        return wholeNumber(thinking(), "thinkingBudget");
    }

    boolean includesThoughts() {
        return thinking().get("includeThoughts") instanceof JsonBoolean(boolean included) && included;
    }

    JsonObject calling() {
        return object(object(members, "toolConfig"), "functionCallingConfig");
    }

    /** The mode of function calling in capital letters, {@code AUTO} when there is none. */
    String mode() {
        String mode = calling().text("mode");
        return mode == null ? "AUTO" : mode.toUpperCase(Locale.ROOT);
    }

    List<String> allowedNames() {
        return texts(calling(), "allowedFunctionNames");
    }

    List<JsonObject> declarations() {
        List<JsonObject> declarations = new ArrayList<>();
        objects(members, "tools").forEach(tool -> declarations.addAll(objects(tool, "functionDeclarations")));
        return declarations;
    }

    int candidates() {
        Long count = wholeNumber(config(), "candidateCount");
        return count == null ? 1 : Math.clamp(count, 1, 8);
    }

    static @Nullable Long wholeNumber(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }

    static JsonObject object(JsonObject parent, String name) {
        JsonObject object = parent.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }

    static List<JsonObject> objects(JsonObject parent, String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue element : parent.elements(name)) {
            if (element instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    static List<String> texts(JsonObject parent, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue element : parent.elements(name)) {
            if (element instanceof JsonString(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }
}
