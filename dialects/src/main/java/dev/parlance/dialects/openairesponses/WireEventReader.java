package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event, or one whole body, into a {@link WireEvent} in one pass; members may stand in any order. Lenient: a member of an
 * unexpected type is skipped.
 */
final class WireEventReader {
    /** Members of an event that repeat what others say, or pad. */
    private static final Set<String> SKIPPED = Set.of(
            "sequence_number",
            "item_id",
            "obfuscation",
            "logprobs",
            "text",
            "refusal",
            "arguments",
            "name",
            "input",
            "annotation",
            "annotation_index",
            "partial_image_b64",
            "partial_image_index",
            "event_id");

    /** Members of a response in which the host repeats the request. */
    private static final Set<String> ECHOES = Set.of(
            "background",
            "frequency_penalty",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "output_text",
            "parallel_tool_calls",
            "presence_penalty",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "store",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");

    private WireEventReader() {}

    /** Reads an event. @throws dev.parlance.core.wire.MalformedJson when it is not a JSON object */
    static void event(byte[] bytes, int length, WireEvent event) {
        event.clear();
        JsonObject flat = JsonObject.EMPTY;
        List<OpaqueReceived> beside = new ArrayList<>(0);
        try (JsonReader reader = object(bytes, length)) {
            for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                switch (name) {
                    case "type" -> event.type = reader.stringOrNull();
                    case "output_index" -> event.item = (int) reader.longOr(-1);
                    case "content_index", "summary_index" -> event.part = (int) reader.longOr(-1);
                    case "delta" -> event.delta = reader.stringOrNull();
                    case "item" -> event.itemJson = objectOrNull(reader);
                    case "part" -> event.partJson = objectOrNull(reader);
                    case "response" -> {
                        if (reader.isObject()) {
                            response(reader, event.response);
                        } else {
                            reader.skip();
                        }
                    }
                    case "error" -> event.error = valueOrNull(reader);
                    case "code", "message", "param" -> flat = flat.with(name, reader.value());
                    default -> {
                        if (SKIPPED.contains(name)) {
                            reader.skip();
                        } else {
                            opaque(reader, name, beside);
                        }
                    }
                }
            }
            reader.end();
        }
        if ("error".equals(event.type) && event.error == null && !flat.members().isEmpty()) {
            event.error = flat;
        }
        if (event.response.present) {
            event.response.opaque.addAll(beside);
        }
    }

    /** Reads a body, which is a response object. @throws dev.parlance.core.wire.MalformedJson when it is not a JSON object */
    static void body(byte[] bytes, WireEvent event) {
        event.clear();
        try (JsonReader reader = object(bytes, bytes.length)) {
            response(reader, event.response);
            reader.end();
        }
    }

    private static JsonReader object(byte[] bytes, int length) {
        JsonReader reader = JsonReader.of(bytes, 0, length);
        if (!reader.isObject()) {
            throw reader.expected("an object");
        }
        return reader;
    }

    private static void response(JsonReader reader, WireEvent.ResponseFields fields) {
        fields.present = true;
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            switch (name) {
                case "id" -> fields.id = nonEmpty(reader.stringOrNull());
                case "object" -> fields.object = reader.stringOrNull();
                case "model" -> fields.model = nonEmpty(reader.stringOrNull());
                case "created_at" -> fields.created = seconds(reader);
                case "status" -> fields.status = nonEmpty(reader.stringOrNull());
                case "incomplete_details" -> {
                    JsonObject details = objectOrNull(reader);
                    fields.incompleteReason = details == null ? null : details.text("reason");
                }
                case "output" -> {
                    if (reader.isArray()) {
                        fields.output = reader.raw();
                    } else {
                        reader.skip();
                    }
                }
                case "usage" -> fields.usage = objectOrNull(reader);
                case "error" -> fields.error = valueOrNull(reader);
                default -> {
                    if (ECHOES.contains(name)) {
                        reader.skip();
                    } else {
                        opaque(reader, name, fields.opaque);
                    }
                }
            }
        }
    }

    /** Some hosts write the time with a fraction. */
    private static long seconds(JsonReader reader) {
        Long whole = null;
        if (reader.isNumber()) {
            whole = reader.number().wholeNumber();
        } else {
            reader.skip();
        }
        return whole == null ? 0 : whole;
    }

    private static void opaque(JsonReader reader, String name, List<OpaqueReceived> target) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        RawJson json = reader.raw();
        boolean empty = json.length() <= 2
                && (json.text().equals("{}")
                        || json.text().equals("[]")
                        || json.text().equals("\"\""));
        if (!empty) {
            target.add(new OpaqueReceived(Place.RESPONSE, name, json));
        }
    }

    private static @Nullable JsonValue valueOrNull(JsonReader reader) {
        if (reader.isNull()) {
            reader.skip();
            return null;
        }
        return reader.value();
    }

    private static @Nullable JsonObject objectOrNull(JsonReader reader) {
        if (reader.isObject()) {
            return reader.value() instanceof JsonObject object ? object : null;
        }
        reader.skip();
        return null;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
