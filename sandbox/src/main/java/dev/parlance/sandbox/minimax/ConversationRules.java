package dev.parlance.sandbox.minimax;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.minimax.MiniMaxModel.Series;
import java.util.List;
import java.util.Set;

/** Tools and messages, where MiniMax is stricter than the origin of the dialect. Each breach is code 2013. */
final class ConversationRules {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final Set<String> SEEN = Set.of("text", "image_url", "video_url");

    private ConversationRules() {}

    static void check(ChatBody body, MiniMaxModel model) {
        body.tools().forEach(ConversationRules::tool);
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            role(messages, index);
            calls(message);
            for (JsonValue part : message.elements("content")) {
                part(part, model);
            }
        }
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw refusal(body, problem);
        }
    }

    private static void tool(JsonObject tool) {
        String type = tool.text("type");
        if (!"function".equals(type)) {
            throw MiniMaxErrors.invalid("invalid tool type: " + (type == null ? "" : type));
        }
        JsonObject function = tool.object("function");
        if (function == null || function.object("parameters") == null) {
            throw MiniMaxErrors.invalid("function parameters is empty");
        }
    }

    /** One system message, and that first. Two at the start and one further on are refused in different words (can1357/oh-my-pi#954). */
    private static void role(List<JsonObject> messages, int index) {
        String role = messages.get(index).text("role");
        boolean later = "system".equals(role) && index > 0;
        if (later && index == 1 && "system".equals(messages.getFirst().text("role"))) {
            throw MiniMaxErrors.invalid("invalid chat setting");
        }
        if (later || role != null && !ROLES.contains(role)) {
            throw MiniMaxErrors.invalid("chat content has invalid message role: " + role);
        }
    }

    private static void calls(JsonObject message) {
        for (JsonValue element : message.elements("tool_calls")) {
            JsonObject call = element instanceof JsonObject object ? object : JsonObject.EMPTY;
            JsonObject function = call.object("function");
            String arguments = function == null ? null : function.text("arguments");
            if (arguments == null || !isJson(arguments)) {
                throw MiniMaxErrors.invalid("invalid function arguments json string, tool_call_id: " + call.text("id"));
            }
        }
    }

    private static void part(JsonValue part, MiniMaxModel model) {
        String type = part instanceof JsonObject object ? object.text("type") : null;
        boolean known = "text".equals(type) || model.series() != Series.M2 && type != null && SEEN.contains(type);
        if (!known) {
            throw MiniMaxErrors.invalid("this model does not support content of type " + type);
        }
    }

    private static Refusal refusal(ChatBody body, Problem problem) {
        return switch (problem.kind()) {
            case NONE -> MiniMaxErrors.invalid("messages is empty");
            case MALFORMED -> MiniMaxErrors.invalid("chat content has invalid message role: ");
            case UNANSWERED -> MiniMaxErrors.invalid("tool call result does not follow tool call");
            case UNCALLED ->
                MiniMaxErrors.invalid("tool result's tool id("
                        + body.messages().get(problem.index()).text("tool_call_id") + ") not found");
            case EMPTY_ASSISTANT -> MiniMaxErrors.invalid("chat content is empty");
        };
    }

    private static boolean isJson(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (MalformedJson notJson) {
            return false;
        }
    }
}
