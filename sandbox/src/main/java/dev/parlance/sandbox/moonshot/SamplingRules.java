package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sampling, stop words and the token budget: pinned since kimi-k2.5, free within bounds before. */
final class SamplingRules {
    private static final int MOST_STOP_WORDS = 5;
    private static final int LONGEST_STOP_WORD = 32;

    private SamplingRules() {}

    static void check(ChatBody body, KimiModel model) {
        if (model.family().pinned()) {
            pins(body, model);
        } else {
            within(body, "temperature", "0", model.family() == Family.MOONSHOT_V1 ? "1" : "2");
            within(body, "top_p", "0", "1");
            within(body, "n", "1", "5");
            within(body, "presence_penalty", "-2", "2");
            within(body, "frequency_penalty", "-2", "2");
        }
        stop(body);
        budget(body, model);
    }

    private static void pins(ChatBody body, KimiModel model) {
        Map<String, String> pins = new LinkedHashMap<>();
        pins.put("temperature", model.thinks(body) ? "1" : "0.6");
        pins.put("top_p", "0.95");
        pins.put("n", "1");
        pins.put("presence_penalty", "0");
        pins.put("frequency_penalty", "0");
        pins.forEach((name, only) -> {
            JsonValue value = body.value(name);
            boolean equal = value == null
                    || value instanceof JsonNumber number && number.decimal().compareTo(new BigDecimal(only)) == 0;
            if (!equal) {
                throw MoonshotErrors.invalid("invalid " + name + ": only " + only + " is allowed for this model");
            }
        });
    }

    private static void within(ChatBody body, String name, String least, String most) {
        JsonValue value = body.value(name);
        boolean inside = value == null
                || value instanceof JsonNumber number
                        && number.decimal().compareTo(new BigDecimal(least)) >= 0
                        && number.decimal().compareTo(new BigDecimal(most)) <= 0;
        if (!inside) {
            throw MoonshotErrors.invalid(
                    "Invalid request: " + name + " must be a number between " + least + " and " + most);
        }
    }

    private static void stop(ChatBody body) {
        List<JsonValue> words = switch (body.value("stop")) {
            case null -> List.of();
            case JsonArray(List<JsonValue> several) -> several;
            case JsonValue one -> List.of(one);
        };
        if (words.size() > MOST_STOP_WORDS) {
            throw MoonshotErrors.invalid("Invalid request: stop must not have more than 5 strings");
        }
        for (JsonValue word : words) {
            if (!(word instanceof JsonString(String text))) {
                throw MoonshotErrors.invalid("Invalid request: stop must be a string or an array of strings");
            }
            if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_STOP_WORD) {
                throw MoonshotErrors.invalid("Invalid request: a stop string must not be longer than 32 bytes");
            }
        }
    }

    private static void budget(ChatBody body, KimiModel model) {
        for (String name : List.of("max_tokens", "max_completion_tokens")) {
            Long budget = body.wholeNumber(name);
            if (body.value(name) != null && (budget == null || budget < 1)) {
                throw MoonshotErrors.invalid("Invalid request: " + name + " must be a positive integer");
            }
        }
        Long budget = body.outputBudget();
        long requested = TokenEstimate.of(body) + (budget == null ? 0 : budget);
        if (requested > model.window()) {
            throw MoonshotErrors.invalid("Invalid request: Your request exceeded model token limit: " + model.window()
                    + " (requested: " + requested + ")");
        }
    }
}
