package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The members of a request beside input and tools. The reference of the API (openai/openai-java, ResponseCreateParams) has no stop, seed, n,
 * penalties, logit_bias and top_k.
 */
final class ParameterRules {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "top_logprobs",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "include",
            "store",
            "previous_response_id",
            "conversation",
            "prompt",
            "truncation",
            "metadata",
            "moderation",
            "service_tier",
            "stream",
            "stream_options",
            "background",
            "context_management",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "safety_identifier",
            "user");
    private static final List<String> SWITCHES = List.of("stream", "store", "background", "parallel_tool_calls");

    private final Objections objections;
    private final ResponsesHabits habits;

    ParameterRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses what is wrong. */
    void check(ResponsesBody body, ResponsesModel model) {
        if (habits.has(Habit.CLOSED)) {
            for (String name : body.members().members().keySet()) {
                if (!KNOWN.contains(name)) {
                    throw objections.unknownParameter(name);
                }
            }
        }
        for (String name : SWITCHES) {
            JsonValue sent = body.value(name);
            if (sent != null && !(sent instanceof JsonBoolean)) {
                throw objections.wrongType(name, "a boolean", sent);
            }
        }
        sampling(body, model);
        budget(body, model);
        include(body);
        stream(body, model);
        continuation(body);
    }

    private void sampling(ResponsesBody body, ResponsesModel model) {
        if (model.reasons() && !model.has(Trait.FREE_SAMPLING)) {
            // Sampling came back with the effort none; top_logprobs did not.
            List<String> refused =
                    model.thinks(body) ? List.of("temperature", "top_p", "top_logprobs") : List.of("top_logprobs");
            for (String name : refused) {
                if (body.value(name) != null) {
                    throw objections.unsupportedParameter(name);
                }
            }
        }
        range(body, "temperature", "2");
        range(body, "top_p", "1");
        range(body, "top_logprobs", "20");
    }

    private void range(ResponsesBody body, String name, String most) {
        JsonValue sent = body.value(name);
        if (sent == null) {
            return;
        }
        if (!(sent instanceof JsonNumber number)) {
            throw objections.wrongType(name, "a decimal", sent);
        }
        if (number.decimal().signum() < 0) {
            throw outside(name, "below minimum", "decimal_below_min_value", ">= 0", number);
        }
        if (number.decimal().compareTo(new BigDecimal(most)) > 0) {
            throw outside(name, "above maximum", "decimal_above_max_value", "<= " + most, number);
        }
    }

    private RuntimeException outside(String name, String side, String code, String bound, JsonNumber number) {
        return objections.invalid(
                "Invalid '" + name + "': decimal " + side + " value. Expected a value " + bound + ", but got "
                        + number.literal() + " instead.",
                name,
                code);
    }

    private void budget(ResponsesBody body, ResponsesModel model) {
        JsonValue sent = body.value("max_output_tokens");
        if (sent == null) {
            return;
        }
        Long budget = body.wholeNumber("max_output_tokens");
        if (budget == null) {
            throw objections.wrongType("max_output_tokens", "an integer", sent);
        }
        if (budget < 1) {
            throw objections.invalid(
                    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 1, but got " + budget
                            + " instead.",
                    "max_output_tokens",
                    "integer_below_min_value");
        }
        if (budget > model.mostOutput() && !model.has(Trait.BUDGET_IGNORED)) {
            throw objections.invalid(
                    "Invalid 'max_output_tokens': integer above maximum value. Expected a value <= "
                            + model.mostOutput() + ", but got " + budget + " instead.",
                    "max_output_tokens",
                    "integer_above_max_value");
        }
    }

    private void include(ResponsesBody body) {
        JsonValue sent = body.value("include");
        if (sent == null) {
            return;
        }
        if (!(sent instanceof JsonArray(List<JsonValue> names))) {
            throw objections.wrongType("include", "an array of strings", sent);
        }
        for (int index = 0; index < names.size(); index++) {
            if (!(names.get(index) instanceof JsonString)) {
                throw objections.wrongType("include[" + index + "]", "a string", names.get(index));
            }
        }
    }

    private void stream(ResponsesBody body, ResponsesModel model) {
        if (body.stream() && model.has(Trait.NO_STREAM)) {
            throw objections.invalid(
                    "Unsupported value: 'stream' does not support true with this model. Supported values are: false.",
                    "stream",
                    "unsupported_value");
        }
        JsonValue options = body.value("stream_options");
        if (options != null && !body.stream()) {
            throw objections.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        if (habits.has(Habit.CLOSED)) {
            only(body, "stream_options", Set.of("include_obfuscation"));
        }
    }

    private void continuation(ResponsesBody body) {
        if (body.value("conversation") != null && body.value("previous_response_id") != null) {
            throw objections.invalid(
                    "Mutually exclusive parameters: Ensure you are only providing one of: 'previous_response_id' or"
                            + " 'conversation'.",
                    null,
                    "mutually_exclusive_parameters");
        }
        if (body.background() && !body.store()) {
            throw objections.invalid("Background mode requires 'store' to be true.", "background", null);
        }
    }

    /** Refuses members of an object member that nobody knows. */
    void only(ResponsesBody body, String name, Set<String> known) {
        JsonObject inner = body.members().object(name);
        if (inner != null) {
            for (String member : inner.members().keySet()) {
                if (!known.contains(member)) {
                    throw objections.unknownParameter(name + "." + member);
                }
            }
        }
    }
}
