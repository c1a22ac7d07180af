package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a conversation must look like: roles, no empty message, reasoning beside tool calls, an answer to every call. */
final class MessageRules {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private MessageRules() {}

    static void check(ChatBody body, KimiModel model) {
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            throw MoonshotErrors.invalid("Invalid request: messages must not be empty");
        }
        Set<String> open = new HashSet<>();
        for (int index = 0; index < messages.size(); index++) {
            if (!(messages.get(index) instanceof JsonObject message)) {
                throw MoonshotErrors.invalid("Invalid request: messages must be objects");
            }
            String role = message.text("role");
            if (role == null || !ROLES.contains(role)) {
                throw MoonshotErrors.invalid("Invalid request: unsupported role ROLE_UNSPECIFIED");
            }
            if (role.equals("tool")) {
                String id = message.text("tool_call_id");
                if (id == null || !open.remove(id)) {
                    throw unanswered();
                }
            } else if (!open.isEmpty()) {
                throw unanswered();
            }
            filled(message, role, index, model);
            if (role.equals("assistant")) {
                open.addAll(callIds(message));
            }
        }
        if (!open.isEmpty()) {
            throw unanswered();
        }
        reasoning(messages, body, model);
    }

    private static void filled(JsonObject message, String role, int index, KimiModel model) {
        JsonValue content = ChatBody.present(message.get("content"));
        boolean blank = switch (content) {
            case null -> true;
            case JsonString(String text) -> text.isEmpty();
            case JsonArray(List<JsonValue> parts) -> {
                ContentRules.check(parts, model);
                yield parts.isEmpty();
            }
            case JsonValue other ->
                throw MoonshotErrors.invalid("Invalid request: content must be a string or an array of parts");
        };
        if (!blank || carriesMore(message, role, model)) {
            return;
        }
        throw MoonshotErrors.invalid(
                "Invalid request: the message at position " + index + " with role '" + role + "' must not be empty");
    }

    private static boolean carriesMore(JsonObject message, String role, KimiModel model) {
        if (role.equals("assistant")) {
            String reasoning = message.text("reasoning_content");
            return !message.elements("tool_calls").isEmpty() || reasoning != null && !reasoning.isEmpty();
        }
        boolean dynamicTools =
                role.equals("system") && !message.elements("tools").isEmpty();
        return dynamicTools && model.family() == Family.K3;
    }

    private static Set<String> callIds(JsonObject message) {
        Set<String> ids = new HashSet<>();
        for (JsonValue call : message.elements("tool_calls")) {
            if (call instanceof JsonObject object && object.get("id") instanceof JsonString(String id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void reasoning(List<JsonValue> messages, ChatBody body, KimiModel model) {
        if (!model.thinks(body)) {
            return;
        }
        for (int index = 0; index < messages.size(); index++) {
            if (messages.get(index) instanceof JsonObject message
                    && !message.elements("tool_calls").isEmpty()
                    && message.text("reasoning_content") == null) {
                throw MoonshotErrors.invalid(
                        "thinking is enabled but reasoning_content is missing in assistant tool call message at index "
                                + index);
            }
        }
    }

    private static RuntimeException unanswered() {
        return MoonshotErrors.invalid("tool_call_id  is not found");
    }
}
