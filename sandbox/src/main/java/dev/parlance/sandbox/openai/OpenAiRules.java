package dev.parlance.sandbox.openai;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The parameters of an OpenAI model on Chat Completions. They are the same at OpenAI and at Azure, up to a few words. */
public final class OpenAiRules {
    /** Every member that the API reference knows. */
    public static final Set<String> KNOWN = Set.of(
            "messages",
            "model",
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "metadata",
            "modalities",
            "moderation",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");

    private static final List<String> NEVER_WHILE_REASONING =
            List.of("presence_penalty", "frequency_penalty", "logit_bias", "top_logprobs");
    private static final int MOST_STOP_WORDS = 4;

    private OpenAiRules() {}

    /** Refuses members that nobody knows. The first in the order of the body is named. */
    public static void checkKnown(ChatBody body, Set<String> known) {
        for (String name : body.members().members().keySet()) {
            if (!known.contains(name)) {
                throw OpenAiErrors.unknownParameter(name);
            }
        }
    }

    /** Refuses parameters and values that the model does not take. */
    public static void checkParameters(ChatBody body, OpenAiModel model) {
        if (model.reasons()) {
            reasoningModel(body, model);
        } else {
            range(body, "temperature", "0", "2");
            range(body, "top_p", "0", "1");
            range(body, "presence_penalty", "-2", "2");
            range(body, "frequency_penalty", "-2", "2");
        }
        if (body.value("stop") != null && !model.has(Oddity.TAKES_STOP)) {
            throw OpenAiErrors.unsupportedParameter("stop");
        }
        if (body.value("stop") instanceof JsonArray(List<JsonValue> words) && words.size() > MOST_STOP_WORDS) {
            throw OpenAiErrors.invalid(
                    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length "
                            + words.size() + " instead.",
                    "stop",
                    "array_above_max_length");
        }
        if (body.value("stream_options") != null && !body.stream()) {
            throw OpenAiErrors.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        budget(body, model);
    }

    private static void reasoningModel(ChatBody body, OpenAiModel model) {
        if (body.value("max_tokens") != null) {
            throw OpenAiErrors.maxTokens();
        }
        // Sampling came back with the effort none, and only with it; the penalties did not.
        if (model.thinks(body)) {
            temperature(body, model);
            for (String name : List.of("top_p", "logprobs")) {
                forbid(body, name);
            }
        }
        NEVER_WHILE_REASONING.forEach(name -> forbid(body, name));
    }

    private static void temperature(ChatBody body, OpenAiModel model) {
        JsonValue temperature = body.value("temperature");
        if (temperature == null) {
            return;
        }
        if (model.has(Oddity.NO_TEMPERATURE_AT_ALL)) {
            throw OpenAiErrors.unsupportedParameter("temperature");
        }
        if (!(temperature instanceof JsonNumber number) || number.decimal().compareTo(BigDecimal.ONE) != 0) {
            String sent = temperature instanceof JsonNumber number ? number.literal() : "that value";
            throw OpenAiErrors.unsupportedValue(
                    "Unsupported value: 'temperature' does not support " + sent
                            + " with this model. Only the default (1) value is supported.",
                    "temperature");
        }
    }

    private static void forbid(ChatBody body, String name) {
        if (body.value(name) != null) {
            throw OpenAiErrors.unsupportedParameter(name);
        }
    }

    private static void range(ChatBody body, String name, String least, String most) {
        switch (body.value(name)) {
            case null -> {}
            case JsonNumber number -> {
                if (number.decimal().compareTo(new BigDecimal(least)) < 0) {
                    throw outside(name, "below minimum", "decimal_below_min_value", ">= " + least, number);
                }
                if (number.decimal().compareTo(new BigDecimal(most)) > 0) {
                    throw outside(name, "above maximum", "decimal_above_max_value", "<= " + most, number);
                }
            }
            case JsonValue other ->
                throw OpenAiErrors.invalid(
                        "Invalid type for '" + name + "': expected a decimal, but got something else instead.",
                        name,
                        "invalid_type");
        }
    }

    private static RuntimeException outside(String name, String side, String code, String bound, JsonNumber number) {
        return OpenAiErrors.invalid(
                "Invalid '" + name + "': decimal " + side + " value. Expected a value " + bound + ", but got "
                        + number.literal() + " instead.",
                name,
                code);
    }

    private static void budget(ChatBody body, OpenAiModel model) {
        for (String name : List.of("max_tokens", "max_completion_tokens")) {
            Long budget = body.wholeNumber(name);
            if (budget != null && budget < 1) {
                throw OpenAiErrors.invalid(
                        "Invalid '" + name + "': integer below minimum value. Expected a value >= 1, but got " + budget
                                + " instead.",
                        name,
                        "integer_below_min_value");
            }
            if (budget != null && budget > model.mostOutput()) {
                throw OpenAiErrors.invalid(
                        name + " is too large: " + budget + ". This model supports at most " + model.mostOutput()
                                + " completion tokens, whereas you provided " + budget + ".",
                        name,
                        "invalid_value");
            }
        }
        long input = TokenEstimate.of(body);
        if (input > model.window()) {
            throw OpenAiErrors.invalid(
                    "This model's maximum context length is " + model.window()
                            + " tokens. However, your messages resulted in " + input
                            + " tokens. Please reduce the length of the messages.",
                    "messages",
                    "context_length_exceeded");
        }
    }

    /** Refuses a JSON object format unless a message says the word. */
    public static void checkFormat(ChatBody body) {
        var format = body.members().object("response_format");
        if (format == null || !"json_object".equals(format.text("type"))) {
            return;
        }
        boolean named = body.messages().stream()
                .anyMatch(message -> ChatBody.textOf(message.get("content"))
                        .toLowerCase(Locale.ROOT)
                        .contains("json"));
        if (!named) {
            throw OpenAiErrors.invalid(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
                    "messages",
                    null);
        }
    }
}
