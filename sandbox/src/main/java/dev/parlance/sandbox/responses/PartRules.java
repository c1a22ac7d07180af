package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Content parts: input parts in what the caller says, output parts in what the model said. */
final class PartRules {
    private static final List<String> INPUT = List.of("input_text", "input_image", "input_file");
    private static final List<String> OUTPUT = List.of("output_text", "refusal");
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "input_text", Set.of("type", "text"),
            "input_image", Set.of("type", "image_url", "file_id", "detail"),
            "input_file", Set.of("type", "file_id", "file_url", "filename", "file_data", "detail"),
            "output_text", Set.of("type", "text", "annotations", "logprobs"),
            "refusal", Set.of("type", "refusal"));
    private static final Pattern SOUND =
            Pattern.compile("(?i).*\\.(mp3|wav|ogg|flac|aac|mp4|mov|webm)|data:(audio|video)/.*");

    private final Objections objections;
    private final ResponsesHabits habits;

    PartRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses the content of a message. */
    void content(@Nullable JsonValue content, String role, String path) {
        parts(content, path, role.equals("assistant") ? OUTPUT : INPUT);
    }

    /** Refuses the output of a call. */
    void output(@Nullable JsonValue output, String path) {
        parts(output, path, INPUT);
    }

    private void parts(@Nullable JsonValue content, String path, List<String> types) {
        switch (content) {
            case null -> {}
            case JsonString text -> {}
            case JsonArray(List<JsonValue> elements) -> {
                for (int index = 0; index < elements.size(); index++) {
                    part(elements.get(index), path + "[" + index + "]", types);
                }
            }
            case JsonValue other -> throw objections.wrongType(path, "one of an array of objects or string", other);
        }
    }

    private void part(JsonValue sent, String path, List<String> types) {
        if (!(sent instanceof JsonObject part)) {
            throw objections.wrongType(path, "an object", sent);
        }
        String type = part.text("type");
        if (type == null) {
            throw objections.missing(path + ".type");
        }
        if (!types.contains(type)) {
            throw objections.wrongValue(path, type, types);
        }
        if (habits.has(Habit.CLOSED)) {
            for (String name : part.members().keySet()) {
                if (!MEMBERS.getOrDefault(type, Set.of()).contains(name)) {
                    throw objections.unknownParameter(path + "." + name);
                }
            }
        }
        switch (type) {
            case "input_text", "output_text" -> text(part, "text", path);
            case "refusal" -> text(part, "refusal", path);
            case "input_image" -> image(part, path);
            case "input_file" -> file(part);
            default -> {}
        }
    }

    private void text(JsonObject part, String name, String path) {
        JsonValue text = part.get(name);
        if (text == null) {
            throw objections.missing(path + "." + name);
        }
        if (!(text instanceof JsonString)) {
            throw objections.wrongType(path + "." + name, "a string", text);
        }
    }

    private void image(JsonObject part, String path) {
        JsonValue address = part.get("image_url");
        if (address == null || address instanceof JsonNull) {
            if (part.text("file_id") == null) {
                throw objections.missing(path + ".image_url");
            }
            return;
        }
        if (!(address instanceof JsonString)) {
            throw objections.wrongType(path + ".image_url", "an image URL", address);
        }
    }

    /** Recorded: pydantic/pydantic-ai, a sound file by its address. */
    private void file(JsonObject part) {
        for (String name : List.of("file_url", "file_data")) {
            String place = part.text(name);
            if (place != null && SOUND.matcher(place).matches()) {
                throw objections.invalid(
                        "The file type you uploaded is not supported. Please try again with a pdf",
                        "input",
                        "unsupported_file");
            }
        }
    }
}
