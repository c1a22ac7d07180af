package dev.parlance.sandbox.mistral;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import java.util.List;
import java.util.Set;

/** What Mistral refuses (vercel/ai, packages/mistral). Names it does not know it takes, as nothing to the contrary was recorded. */
final class MistralRules {
    private static final Set<String> CHOICES = Set.of("auto", "none", "any", "required");
    private static final Set<String> EFFORTS = Set.of("none", "high");

    private MistralRules() {}

    static void check(ChatBody body, MistralModel model) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort != null && !model.effort()) {
            throw MistralErrors.invalid(
                    "invalid_request_error", "reasoning_effort is not supported for model " + model.id(), "3000");
        }
        if (effort != null && !(effort instanceof JsonString(String word) && EFFORTS.contains(word))) {
            throw MistralErrors.validation(
                    "literal_error", "Input should be 'none' or 'high'", effort, "reasoning_effort");
        }
        JsonValue choice = body.value("tool_choice");
        if (choice instanceof JsonString(String word) && !CHOICES.contains(word)) {
            throw MistralErrors.validation(
                    "enum", "Input should be 'auto', 'none', 'any' or 'required'", choice, "tool_choice");
        }
        JsonValue parallel = body.value("parallel_tool_calls");
        if (parallel != null && body.tools().isEmpty()) {
            throw MistralErrors.validation(
                    "value_error", "parallel_tool_calls is only allowed beside tools", parallel, "parallel_tool_calls");
        }
        conversation(body);
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            thinking(messages.get(index), index);
        }
    }

    private static void conversation(ChatBody body) {
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw switch (problem.kind()) {
                case NONE -> MistralErrors.validation("missing", "Field required", JsonNull.NULL, "messages");
                case MALFORMED ->
                    MistralErrors.validation(
                            "union_tag_not_found",
                            "Unable to extract tag using discriminator 'role'",
                            JsonNull.NULL,
                            "messages",
                            problem.index());
                case UNANSWERED -> order("Not the same number of function calls and responses");
                case UNCALLED -> order("Unexpected tool call id in message " + problem.index());
                case EMPTY_ASSISTANT ->
                    MistralErrors.invalid(
                            "invalid_request_assistant_message",
                            "Assistant message must have either content or tool_calls, but not none.",
                            "3240");
            };
        }
        JsonObject last = body.messages().getLast();
        boolean continued = last.get("prefix") instanceof JsonBoolean(boolean prefix) && prefix;
        if ("assistant".equals(last.text("role")) && !continued) {
            throw order(
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant");
        }
    }

    private static void thinking(JsonObject message, int index) {
        List<JsonValue> parts = message.elements("content");
        for (int place = 0; place < parts.size(); place++) {
            if (!(parts.get(place) instanceof JsonObject part) || !"thinking".equals(part.text("type"))) {
                continue;
            }
            if (!"assistant".equals(message.text("role"))) {
                throw MistralErrors.validation(
                        "union_tag_invalid",
                        "Input tag 'thinking' found using 'type' does not match any of the expected tags",
                        part,
                        "messages",
                        index,
                        "content",
                        place);
            }
            if (!(part.get("thinking") instanceof JsonArray(List<JsonValue> thoughts))
                    || !thoughts.stream()
                            .allMatch(thought -> thought instanceof JsonObject object && object.text("text") != null)) {
                throw MistralErrors.validation(
                        "list_type",
                        "Input should be a valid list",
                        part,
                        "messages",
                        index,
                        "content",
                        place,
                        "thinking");
            }
        }
    }

    private static RuntimeException order(String message) {
        return MistralErrors.invalid("invalid_request_message_order", message, "3230");
    }
}
