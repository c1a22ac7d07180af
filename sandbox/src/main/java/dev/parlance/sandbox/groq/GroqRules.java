package dev.parlance.sandbox.groq;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What Groq refuses ("OpenAI Compatibility" and "Reasoning" in its documentation). */
final class GroqRules {
    private static final List<String> REFUSED = List.of("logprobs", "top_logprobs", "logit_bias");
    private static final List<String> REASONING = List.of("reasoning_content", "reasoning", "reasoning_details");
    private static final Set<String> FORMATS = Set.of("parsed", "raw", "hidden");
    private static final Set<String> TIERS = Set.of("on_demand", "performance", "flex", "auto");

    private GroqRules() {}

    static void check(ChatBody body, GroqModel model) {
        for (String name : REFUSED) {
            if (body.value(name) != null) {
                throw GroqErrors.invalid("property '" + name + "' is unsupported");
            }
        }
        if (body.value("n") != null
                && !(body.value("n") instanceof JsonNumber number
                        && number.decimal().compareTo(BigDecimal.ONE) == 0)) {
            throw GroqErrors.invalid("'n' : number must be at most 1");
        }
        effort(body, model);
        oneOf(body, "reasoning_format", FORMATS);
        oneOf(body, "service_tier", TIERS);
        conversation(body);
    }

    private static void effort(ChatBody body, GroqModel model) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort == null) {
            return;
        }
        if (model.efforts().isEmpty()) {
            throw GroqErrors.invalid("`reasoning_effort` is not supported with this model");
        }
        if (!(effort instanceof JsonString(String word) && model.efforts().contains(word))) {
            throw GroqErrors.invalid(
                    "`reasoning_effort` must be one of `" + String.join("`, `", model.efforts()) + "`");
        }
    }

    private static void oneOf(ChatBody body, String name, Set<String> words) {
        JsonValue value = body.value(name);
        if (value != null && !(value instanceof JsonString(String word) && words.contains(word))) {
            throw GroqErrors.invalid(
                    "`" + name + "` must be one of " + words.stream().sorted().toList());
        }
    }

    private static void conversation(ChatBody body) {
        Problem problem = Turns.problem(body);
        if (problem != null) {
            String place = "'messages." + problem.index() + "' : ";
            throw GroqErrors.invalid(
                    switch (problem.kind()) {
                        case NONE -> "'messages' : minimum number of items is 1";
                        case MALFORMED -> place + "for 'role' : value is required";
                        case UNANSWERED -> place + "every tool call must be followed by its result";
                        case UNCALLED -> place + "for 'role:tool' : the tool call is not found";
                        case EMPTY_ASSISTANT -> place + "for 'role:assistant' : content or tool calls are required";
                    });
        }
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            // A name beside a tool's result was recorded with status 200 (agentjido/req_llm, tool round trip).
            if (ChatBody.present(message.get("name")) != null && !"tool".equals(message.text("role"))) {
                throw unsupported(index, message, "name");
            }
            for (String name : REASONING) {
                if (ChatBody.present(message.get(name)) != null) {
                    throw unsupported(index, message, name);
                }
            }
        }
    }

    private static RuntimeException unsupported(int index, JsonObject message, String name) {
        return GroqErrors.invalid("'messages." + index + "' : for 'role:" + message.text("role")
                + "' the following must be satisfied[('messages." + index + "' : property '" + name
                + "' is unsupported)]");
    }
}
