package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads a {@code delta} or a whole {@code message}: they have the same members. */
final class MessageReader {
    private MessageReader() {}

    static void read(JsonReader reader, Chunk chunk) {
        if (!reader.isObject()) {
            reader.skip();
            return;
        }
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            switch (name) {
                case "role" -> reader.skip();
                case "content" -> content(reader, chunk);
                case Names.REASONING_CONTENT, Names.REASONING, Names.REASONING_TEXT -> reasoning(reader, name, chunk);
                case Names.REASONING_DETAILS, Names.REASONING_OPAQUE -> details(reader, name, chunk);
                case "refusal" -> chunk.refusal = reader.stringOrNull();
                case "tool_calls" -> calls(reader, chunk);
                case "function_call" -> functionCall(reader, chunk);
                default -> ChunkReader.opaque(reader, Place.MESSAGE, name, chunk);
            }
        }
    }

    private static void content(JsonReader reader, Chunk chunk) {
        if (!reader.isArray()) {
            chunk.content = reader.stringOrNull();
            return;
        }
        // Mistral: an array of text and thinking parts.
        StringBuilder text = new StringBuilder();
        while (reader.nextElement()) {
            if (reader.isString()) {
                text.append(reader.string());
            } else {
                part(reader, text, chunk);
            }
        }
        chunk.content = text.toString();
    }

    private static void part(JsonReader reader, StringBuilder text, Chunk chunk) {
        if (!reader.isObject()) {
            reader.skip();
            return;
        }
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (name.equals("text")) {
                String words = reader.stringOrNull();
                text.append(words == null ? "" : words);
            } else if (name.equals("thinking") && reader.isArray()) {
                StringBuilder thought = new StringBuilder();
                while (reader.nextElement()) {
                    part(reader, thought, chunk);
                }
                chunk.reasoning.part(thought.toString());
            } else if (name.equals("thinking") && reader.isString()) {
                chunk.reasoning.part(reader.string());
            } else {
                reader.skip();
            }
        }
    }

    private static void reasoning(JsonReader reader, String name, Chunk chunk) {
        String text = reader.stringOrNull();
        if (text != null) {
            chunk.reasoning.string(name, text);
        }
    }

    private static void details(JsonReader reader, String name, Chunk chunk) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        RawJson json = reader.raw();
        if (json.length() > 2) {
            chunk.reasoning.payload(name, json);
        }
    }

    private static void calls(JsonReader reader, Chunk chunk) {
        if (!reader.isArray()) {
            reader.skip();
            return;
        }
        while (reader.nextElement()) {
            if (reader.isObject()) {
                call(reader, chunk);
            } else {
                reader.skip();
            }
        }
    }

    private static void call(JsonReader reader, Chunk chunk) {
        int index = -1;
        String id = null;
        Function function = new Function();
        Members extra = Members.NONE;
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            switch (name) {
                case "index" -> index = (int) reader.longOr(-1);
                case "id" -> id = reader.stringOrNull();
                case "type" -> {
                    String type = reader.stringOrNull();
                    if (type != null && !type.isEmpty() && !type.equals("function")) {
                        extra = extra.with("type", RawJson.of(JsonValue.of(type)));
                    }
                }
                case "function", "custom" -> function.read(reader);
                default -> {
                    if (reader.isNull()) {
                        reader.skip();
                    } else {
                        extra = extra.with(name, reader.raw());
                    }
                }
            }
        }
        chunk.calls.add(new Chunk.CallDelta(index, id, function.name, function.arguments, extra));
    }

    /** The call form of before tools: one call, no id. */
    private static void functionCall(JsonReader reader, Chunk chunk) {
        if (!reader.isObject()) {
            reader.skip();
            return;
        }
        Function function = new Function();
        function.read(reader);
        chunk.calls.add(new Chunk.CallDelta(-1, null, function.name, function.arguments, Members.NONE));
    }

    private static final class Function {
        private @Nullable String name;
        private @Nullable String arguments;

        void read(JsonReader reader) {
            if (!reader.isObject()) {
                reader.skip();
                return;
            }
            for (String member = reader.nextMember(); member != null; member = reader.nextMember()) {
                switch (member) {
                    case "name" -> name = reader.stringOrNull();
                    case "arguments", "input" -> {
                        // Some servers send the object itself instead of its text.
                        arguments = reader.isString() || reader.isNull()
                                ? reader.stringOrNull()
                                : reader.raw().text();
                    }
                    default -> reader.skip();
                }
            }
        }
    }
}
