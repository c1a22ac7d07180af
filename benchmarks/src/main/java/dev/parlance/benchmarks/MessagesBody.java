package dev.parlance.benchmarks;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The conversation of {@link ChatBodies} as a client of Anthropic's Messages says it. */
public final class MessagesBody {
    private MessagesBody() {}

    /** The same model, messages, tools and settings. */
    public static byte[] of(byte[] chatBody) {
        JsonObject chat = (JsonObject) Json.parse(chatBody);
        List<JsonValue> messages = new ArrayList<>();
        JsonObject body = JsonValue.object("model", member(chat, "model"));
        for (JsonValue message : chat.elements("messages")) {
            JsonObject each = (JsonObject) message;
            if ("system".equals(each.text("role"))) {
                body = body.with("system", member(each, "content"));
            } else {
                messages.add(message(each));
            }
        }
        body = body.with("messages", new JsonArray(messages));
        if (chat.get("tools") != null) {
            List<JsonValue> tools =
                    chat.elements("tools").stream().map(MessagesBody::tool).toList();
            body = body.with("tools", new JsonArray(tools))
                    .with("tool_choice", JsonValue.object("type", JsonValue.of("auto")));
        }
        for (String name : List.of("temperature", "max_tokens", "stream")) {
            body = chat.get(name) != null ? body.with(name, member(chat, name)) : body;
        }
        return new JsonWriter(chatBody.length).value(body).toBytes();
    }

    private static JsonValue message(JsonObject chat) {
        if (chat.get("tool_calls") != null) {
            JsonObject call = (JsonObject) chat.elements("tool_calls").getFirst();
            JsonObject function = (JsonObject) member(call, "function");
            JsonValue input = Json.parse(String.valueOf(function.text("arguments")));
            return said(
                    "assistant",
                    JsonValue.object(
                            "type", JsonValue.of("tool_use"),
                            "id", member(call, "id"),
                            "name", member(function, "name"),
                            "input", input));
        }
        if (chat.get("tool_call_id") != null) {
            return said(
                    "user",
                    JsonValue.object(
                            "type", JsonValue.of("tool_result"),
                            "tool_use_id", member(chat, "tool_call_id"),
                            "content", member(chat, "content")));
        }
        return chat;
    }

    private static JsonValue said(String role, JsonObject block) {
        return JsonValue.object("role", JsonValue.of(role), "content", JsonValue.array(block));
    }

    private static JsonValue tool(JsonValue chat) {
        JsonObject function = (JsonObject) member((JsonObject) chat, "function");
        return JsonValue.object(
                "name", member(function, "name"),
                "description", member(function, "description"),
                "input_schema", member(function, "parameters"));
    }

    private static JsonValue member(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no " + name + " in " + Json.text(object));
        }
        return value;
    }
}
