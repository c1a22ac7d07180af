package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads one chunk or body into a {@link Chunk} in one pass. Known members are read, padding is skipped, all else is kept as opaque. Lenient:
 * a member of an unexpected type is skipped, as providers send null, empty strings and other types in the oddest places.
 */
final class ChunkReader {
    private final boolean merged;
    private int choice = -1;

    /** @param merged whether an answer may spread over several choices, which then make one */
    ChunkReader(boolean merged) {
        this.merged = merged;
    }

    /**
     * Reads. Of several choices only the first one ever seen counts.
     *
     * @throws dev.parlance.core.wire.MalformedJson when it is not a JSON object
     */
    void read(byte[] bytes, int length, Chunk chunk) {
        chunk.clear();
        try (JsonReader reader = JsonReader.of(bytes, 0, length)) {
            if (!reader.isObject()) {
                throw reader.expected("an object");
            }
            for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                top(reader, name, chunk);
            }
            reader.end();
        }
    }

    private void top(JsonReader reader, String name, Chunk chunk) {
        switch (name) {
            case "id" -> chunk.id = nonEmpty(reader.stringOrNull());
            case "model" -> chunk.model = nonEmpty(reader.stringOrNull());
            case "created" -> chunk.created = reader.longOr(0);
            case "choices" -> choices(reader, chunk);
            case "usage" -> {
                JsonObject usage = objectOrNull(reader);
                chunk.usage = usage == null ? chunk.usage : usage;
            }
            case "error" -> {
                if (reader.isNull()) {
                    reader.skip();
                } else {
                    chunk.error = reader.value();
                }
            }
            case "x_groq" -> groq(reader, chunk);
            case "base_resp" -> baseResponse(reader, name, chunk);
            case "object", "obfuscation", "padding" -> reader.skip();
            default -> opaque(reader, Place.RESPONSE, name, chunk);
        }
    }

    private void choices(JsonReader reader, Chunk chunk) {
        if (!reader.isArray()) {
            reader.skip();
            return;
        }
        chunk.emptyChoices = true;
        while (reader.nextElement()) {
            chunk.emptyChoices = false;
            if (reader.isObject()) {
                choice(reader, chunk);
            } else {
                reader.skip();
            }
        }
    }

    private void choice(JsonReader reader, Chunk chunk) {
        if (chunk.hasChoices && !merged) {
            reader.skip();
            return;
        }
        boolean further = chunk.hasChoices;
        String contentBefore = chunk.content;
        String finishBefore = chunk.finishReason;
        chunk.hasChoices = true;
        int index = 0;
        JsonObject usage = null;
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            switch (name) {
                case "index" -> index = (int) reader.longOr(0);
                case "delta", "message" -> MessageReader.read(reader, chunk);
                case "finish_reason" -> chunk.finishReason = reader.stringOrNull();
                case "usage" -> usage = objectOrNull(reader);
                default -> opaque(reader, Place.CHOICE, name, chunk);
            }
        }
        if (further) {
            chunk.content = joined(contentBefore, chunk.content);
            chunk.finishReason = chunk.finishReason == null ? finishBefore : chunk.finishReason;
        }
        choice = choice < 0 ? index : choice;
        if (merged || index == choice) {
            chunk.usage = chunk.usage == null ? usage : chunk.usage;
        } else {
            chunk.clearChoice();
        }
    }

    private static @Nullable String joined(@Nullable String before, @Nullable String after) {
        return before == null ? after : after == null ? before : before + after;
    }

    /** MiniMax answers 200 where others answer an error, and says so here. */
    private static void baseResponse(JsonReader reader, String name, Chunk chunk) {
        RawJson json = reader.raw();
        JsonObject status = json.objectOrNull();
        Long code =
                status != null && status.get("status_code") instanceof JsonNumber number ? number.wholeNumber() : null;
        if (status != null && code != null && code != 0 && chunk.error == null) {
            chunk.error = JsonValue.object(
                    "code",
                    JsonValue.of(Long.toString(code)),
                    "message",
                    JsonValue.of(String.valueOf(status.text("status_msg"))));
        } else if (status != null) {
            chunk.opaque(Place.RESPONSE, name, json);
        }
    }

    private static void groq(JsonReader reader, Chunk chunk) {
        if (!reader.isObject()) {
            reader.skip();
            return;
        }
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (name.equals("usage") && chunk.usage == null) {
                chunk.usage = objectOrNull(reader);
            } else if (name.equals("error") && chunk.error == null && !reader.isNull()) {
                chunk.error = reader.value();
            } else {
                reader.skip();
            }
        }
    }

    static void opaque(JsonReader reader, Place place, String name, Chunk chunk) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        RawJson json = reader.raw();
        String text = json.length() > 2 ? "" : json.text();
        if (!text.equals("{}") && !text.equals("[]") && !text.equals("\"\"")) {
            chunk.opaque(place, name, json);
        }
    }

    static @Nullable JsonObject objectOrNull(JsonReader reader) {
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
