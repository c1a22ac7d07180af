package dev.parlance.sandbox.gemini;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request in the form that the simulated model reads. Calls without ids are paired with their results by name and order. */
final class ChatForm {
    private final GeminiBody body;
    private final GeminiModel model;
    private final List<JsonValue> messages = new ArrayList<>();
    private final Map<String, Deque<String>> open = new LinkedHashMap<>();
    private int calls;

    private ChatForm(GeminiBody body, GeminiModel model) {
        this.body = body;
        this.model = model;
    }

    static ChatBody of(GeminiBody body, GeminiModel model) {
        return new ChatForm(body, model).chat();
    }

    private ChatBody chat() {
        JsonObject system = body.members().object("systemInstruction");
        if (system != null) {
            messages.add(object(member("role", "system"), member("content", text(GeminiBody.parts(system)))));
        }
        for (JsonObject content : body.contents()) {
            if ("model".equals(content.text("role"))) {
                assistant(GeminiBody.parts(content));
            } else {
                user(GeminiBody.parts(content));
            }
        }
        JsonObject chat = object(
                member("model", model.version()),
                member("messages", new JsonArray(messages)),
                member("tools", tools()),
                member("tool_choice", choice()),
                member("stop", JsonValue.strings(GeminiBody.texts(body.config(), "stopSequences"))));
        Long budget = GeminiBody.wholeNumber(body.config(), "maxOutputTokens");
        chat = budget == null ? chat : chat.with("max_tokens", JsonValue.of(budget));
        JsonObject format = format();
        return new ChatBody(format == null ? chat : chat.with("response_format", format));
    }

    private void assistant(List<JsonObject> parts) {
        List<JsonValue> toolCalls = new ArrayList<>();
        for (JsonObject part : parts) {
            JsonObject call = part.object("functionCall");
            String name = call == null ? null : call.text("name");
            if (call != null && name != null) {
                String id = "call" + calls++;
                open.computeIfAbsent(name, unused -> new ArrayDeque<>()).add(id);
                JsonObject function =
                        object(member("name", name), member("arguments", Json.text(GeminiBody.object(call, "args"))));
                toolCalls.add(object(member("id", id), member("type", "function"), member("function", function)));
            }
        }
        messages.add(object(
                member("role", "assistant"),
                member("content", text(parts)),
                member("tool_calls", new JsonArray(toolCalls))));
    }

    private void user(List<JsonObject> parts) {
        List<JsonValue> said = new ArrayList<>();
        for (JsonObject part : parts) {
            JsonObject response = part.object("functionResponse");
            if (response == null) {
                said.add(part);
            } else {
                Deque<String> ids = open.getOrDefault(response.text("name"), new ArrayDeque<>());
                String id = ids.isEmpty() ? "unknown" : ids.removeFirst();
                messages.add(object(
                        member("role", "tool"),
                        member("tool_call_id", id),
                        member("content", result(GeminiBody.object(response, "response")))));
            }
        }
        if (!said.isEmpty()) {
            messages.add(object(member("role", "user"), member("content", new JsonArray(said))));
        }
    }

    /** The text of a result that is nothing but text under one name, else the JSON. */
    private static String result(JsonObject response) {
        List<JsonValue> values = List.copyOf(response.members().values());
        return values.size() == 1 && values.getFirst() instanceof JsonString(String text) ? text : Json.text(response);
    }

    private static String text(List<JsonObject> parts) {
        StringBuilder text = new StringBuilder();
        for (JsonObject part : parts) {
            String own = part.text("text");
            text.append(own == null ? "" : own);
        }
        return text.toString();
    }

    private JsonArray tools() {
        List<JsonValue> tools = new ArrayList<>();
        for (JsonObject declaration : body.declarations()) {
            String name = declaration.text("name");
            boolean allowed =
                    body.allowedNames().isEmpty() || body.allowedNames().contains(name);
            if (name != null && allowed) {
                JsonObject function = object("name", name);
                JsonValue schema = schema(declaration, "parameters", "parametersJsonSchema");
                function = schema == null ? function : function.with("parameters", schema);
                tools.add(object(member("type", "function"), member("function", function)));
            }
        }
        return new JsonArray(tools);
    }

    private String choice() {
        return switch (body.mode()) {
            case "ANY" -> "required";
            case "NONE" -> "none";
            default -> "auto";
        };
    }

    private @Nullable JsonObject format() {
        JsonValue schema = schema(body.config(), "responseSchema", "responseJsonSchema");
        if (schema != null) {
            return object(member("type", "json_schema"), member("json_schema", object("schema", schema)));
        }
        return "application/json".equals(body.config().text("responseMimeType")) ? object("type", "json_object") : null;
    }

    private static @Nullable JsonValue schema(JsonObject parent, String openApi, String jsonSchema) {
        JsonValue own = parent.get(openApi);
        return own == null ? parent.get(jsonSchema) : lowerCased(own);
    }

    /** The subset writes its types in capital letters. */
    private static JsonValue lowerCased(JsonValue schema) {
        return switch (schema) {
            case JsonObject(var members) -> {
                Map<String, JsonValue> changed = new LinkedHashMap<>();
                members.forEach((name, value) -> changed.put(
                        name,
                        name.equals("type") && value instanceof JsonString(String type)
                                ? JsonValue.of(type.toLowerCase(Locale.ROOT))
                                : lowerCased(value)));
                yield new JsonObject(changed);
            }
            case JsonArray(var elements) ->
                new JsonArray(elements.stream().map(ChatForm::lowerCased).toList());
            default -> schema;
        };
    }
}
