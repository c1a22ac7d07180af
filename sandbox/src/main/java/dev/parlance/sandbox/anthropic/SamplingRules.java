package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;
import java.math.BigDecimal;
import java.util.List;

/** Sampling: the newest models take none, others take one of two, and none that differs from the usual while they think. */
final class SamplingRules {
    private static final BigDecimal LEAST_TOP_P = new BigDecimal("0.95");
    private static final String ADVICE =
            " Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking"
                    + "#important-considerations-when-using-extended-thinking";

    private SamplingRules() {}

    static void check(MessagesBody body, ClaudeModel model, Thinking thinking) {
        for (String name : List.of("temperature", "top_p", "top_k")) {
            JsonValue value = body.value(name);
            if (value != null && model.has(Trait.NO_SAMPLERS)) {
                throw Complaint.invalid("`" + name + "` is deprecated for this model.");
            }
            if (value != null && !(value instanceof JsonNumber)) {
                throw Complaint.invalid(name + ": Input should be a valid number");
            }
        }
        range(body, "temperature");
        range(body, "top_p");
        if (model.has(Trait.ONE_SAMPLER) && body.value("temperature") != null && body.value("top_p") != null) {
            throw Complaint.invalid(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        }
        if (thinking.on()) {
            whileThinking(body);
        }
    }

    /** A temperature of one is the usual and goes through (recorded: simonw/llm-anthropic, thinking display regression). */
    private static void whileThinking(MessagesBody body) {
        if (body.value("temperature") instanceof JsonNumber temperature
                && temperature.decimal().compareTo(BigDecimal.ONE) != 0) {
            throw Complaint.invalid("`temperature` may only be set to 1 when thinking is enabled." + ADVICE);
        }
        if (body.value("top_p") instanceof JsonNumber topP && topP.decimal().compareTo(LEAST_TOP_P) < 0) {
            throw Complaint.invalid(
                    "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled." + ADVICE);
        }
        if (body.value("top_k") != null) {
            throw Complaint.invalid("`top_k` must be unset when thinking is enabled." + ADVICE);
        }
    }

    private static void range(MessagesBody body, String name) {
        if (body.value(name) instanceof JsonNumber number
                && (number.decimal().signum() < 0 || number.decimal().compareTo(BigDecimal.ONE) > 0)) {
            throw Complaint.invalid(name + ": range: 0..1");
        }
    }
}
