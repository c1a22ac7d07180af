package dev.parlance.sandbox.openai;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a conversation must look like for OpenAI: known roles and members, tool results right behind the calls they answer. */
public final class MessageRules {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final Set<String> MEMBERS = Set.of(
            "role",
            "content",
            "name",
            "tool_calls",
            "tool_call_id",
            "refusal",
            "audio",
            "function_call",
            "annotations");

    private MessageRules() {}

    /**
     * Refuses what is wrong.
     *
     * @param strict whether unknown members of a message are refused
     */
    public static void check(ChatBody body, boolean strict) {
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages))) {
            throw OpenAiErrors.invalid(
                    "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        if (messages.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                    "messages",
                    "empty_array");
        }
        Set<String> open = new LinkedHashSet<>();
        boolean afterCalls = false;
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
            String role = message.text("role");
            role(role, index);
            if (strict) {
                members(message, index);
            }
            if ("tool".equals(role)) {
                String id = message.text("tool_call_id");
                if (!afterCalls || id == null || !open.remove(id)) {
                    throw OpenAiErrors.invalid(
                            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with"
                                    + " 'tool_calls'.",
                            "messages.[" + index + "].role",
                            null);
                }
                continue;
            }
            answered(open, index);
            content(message, role, index);
            List<JsonValue> calls = message.elements("tool_calls");
            afterCalls = !calls.isEmpty();
            for (JsonValue call : calls) {
                if (call instanceof JsonObject object && object.get("id") instanceof JsonString(String id)) {
                    open.add(id);
                }
            }
        }
        answered(open, messages.size());
    }

    private static void role(@Nullable String role, int index) {
        if (role == null || !ROLES.contains(role)) {
            throw OpenAiErrors.invalid(
                    "Invalid value: '" + role
                            + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool',"
                            + " and 'developer'.",
                    "messages[" + index + "].role",
                    "invalid_value");
        }
    }

    private static void members(JsonObject message, int index) {
        for (String name : message.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw OpenAiErrors.unknownParameter("messages[" + index + "]." + name);
            }
        }
    }

    private static void content(JsonObject message, @Nullable String role, int index) {
        boolean optional = "assistant".equals(role)
                && (ChatBody.present(message.get("tool_calls")) != null
                        || ChatBody.present(message.get("refusal")) != null
                        || ChatBody.present(message.get("audio")) != null
                        || ChatBody.present(message.get("function_call")) != null);
        if (!optional && ChatBody.present(message.get("content")) == null) {
            throw OpenAiErrors.invalid(
                    "Invalid value for 'content': expected a string, got null.",
                    "messages.[" + index + "].content",
                    null);
        }
    }

    private static void answered(Set<String> open, int index) {
        if (!open.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", open),
                    "messages.[" + index + "].role",
                    null);
        }
    }
}
