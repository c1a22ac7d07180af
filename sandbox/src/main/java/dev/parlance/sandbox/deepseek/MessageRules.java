package dev.parlance.sandbox.deepseek;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Set;

/** What a conversation must look like for DeepSeek: four roles, parts only where a model sees, plain tool results, answered calls. */
final class MessageRules {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private MessageRules() {}

    static void check(SandboxRequest request, ChatBody body, DeepSeekModel model) {
        Problem problem = Turns.problem(body);
        if (problem != null && problem.kind() == Turns.Kind.NONE) {
            throw DeepSeekErrors.invalid("Empty input messages");
        }
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            message(request, messages.get(index), index, model);
        }
        if (problem != null) {
            throw refusal(request, problem);
        }
    }

    private static void message(SandboxRequest request, JsonObject message, int index, DeepSeekModel model) {
        String place = "messages[" + index + "]";
        String role = message.text("role");
        if (role != null && !ROLES.contains(role)) {
            throw DeepSeekErrors.misshapen(
                    request,
                    place + ".role: unknown variant `" + role
                            + "`, expected one of `system`, `user`, `assistant`, `tool`");
        }
        if (!(message.get("content") instanceof JsonArray(List<JsonValue> parts))) {
            return;
        }
        if ("tool".equals(role)) {
            throw DeepSeekErrors.misshapen(request, place + ": invalid type: sequence, expected a string");
        }
        for (JsonValue part : parts) {
            String type = part instanceof JsonObject object ? object.text("type") : null;
            boolean known = "text".equals(type) || model.sight() && "image_url".equals(type);
            if (!known) {
                throw DeepSeekErrors.misshapen(
                        request,
                        place + ": unknown variant `" + type + "`, expected "
                                + (model.sight() ? "`text` or `image_url`" : "`text`"));
            }
        }
    }

    private static Refusal refusal(SandboxRequest request, Problem problem) {
        return switch (problem.kind()) {
            case NONE -> DeepSeekErrors.invalid("Empty input messages");
            case MALFORMED ->
                DeepSeekErrors.misshapen(request, "messages[" + problem.index() + "]: missing field `role`");
            case UNANSWERED ->
                DeepSeekErrors.invalid(
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                                + " 'tool_call_id'. (insufficient tool messages following tool_calls message)");
            case UNCALLED ->
                DeepSeekErrors.invalid(
                        "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'");
            case EMPTY_ASSISTANT ->
                DeepSeekErrors.invalid("Invalid assistant message: content or tool_calls must be set");
        };
    }
}
