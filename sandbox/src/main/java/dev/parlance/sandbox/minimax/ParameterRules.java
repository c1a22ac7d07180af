package dev.parlance.sandbox.minimax;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.minimax.MiniMaxModel.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The parameters of MiniMax ("OpenAI API", "Text Chat"). What it calls unsupported it ignores. */
final class ParameterRules {
    /** Members that have no effect, by the documentation or by what clients strip (agentscope-java, MiniMax). */
    static final List<String> UNHEARD = List.of(
            "response_format",
            "stop",
            "seed",
            "logit_bias",
            "presence_penalty",
            "frequency_penalty",
            "reasoning_effort",
            "parallel_tool_calls",
            "function_call",
            "functions",
            "n");

    private static final Set<String> THINKING = Set.of("adaptive", "disabled");
    private static final List<String> FOREIGN = List.of("reasoning", "enable_thinking", "chat_template_kwargs");

    private ParameterRules() {}

    static void check(ChatBody body, MiniMaxModel model) {
        // The documentation excludes zero for all; M2.x was recorded taking it (req_llm, MiniMax-M2.1 to M2.7).
        fraction(body, "temperature", model.series() == Series.M2);
        fraction(body, "top_p", false);
        Long answers = body.wholeNumber("n");
        if (body.value("n") != null && (answers == null || answers != 1)) {
            throw MiniMaxErrors.invalid("n must be 1");
        }
        thinking(body, model);
    }

    private static void fraction(ChatBody body, String name, boolean zero) {
        JsonValue value = body.value(name);
        if (value == null) {
            return;
        }
        int sign = value instanceof JsonNumber number ? number.decimal().signum() : -1;
        boolean small = value instanceof JsonNumber number && number.decimal().compareTo(BigDecimal.ONE) <= 0;
        if (sign < 0 || sign == 0 && !zero || !small) {
            throw MiniMaxErrors.invalid(name + " must be in (0, 1]");
        }
    }

    private static void thinking(ChatBody body, MiniMaxModel model) {
        JsonValue thinking = body.value("thinking");
        if (thinking != null) {
            String type = thinking instanceof JsonObject object ? object.text("type") : null;
            if (type != null && !THINKING.contains(type) && model.toggles()) {
                throw MiniMaxErrors.invalid("invalid thinking.type: \"" + type + "\" (allowed: adaptive, disabled)");
            }
            boolean alone =
                    thinking instanceof JsonObject object && object.members().size() == 1;
            if (type == null || !THINKING.contains(type) || !alone) {
                throw MiniMaxErrors.invalid("invalid chat setting");
            }
        }
        for (String name : FOREIGN) {
            if (body.value(name) != null) {
                throw MiniMaxErrors.invalid("invalid chat setting");
            }
        }
    }

    /** The request as the model hears it. */
    static ChatBody heard(ChatBody body) {
        JsonObject members = body.members();
        for (String name : UNHEARD) {
            members = members.without(name);
        }
        return new ChatBody(members);
    }
}
