package dev.parlance.sandbox.xai;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.xai.GrokModel.Effort;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters that Grok models refuse. The penalties and the stop words are refused at any value, zero included. */
final class ParameterRules {
    private static final int MOST_CANDIDATES = 8;

    private ParameterRules() {}

    static void check(ChatBody body, GrokModel model) {
        if (body.value("search_parameters") != null) {
            throw XaiErrors.liveSearch();
        }
        if (model.strict()) {
            Map<String, String> refused = new LinkedHashMap<>();
            refused.put("presence_penalty", "presencePenalty");
            refused.put("frequency_penalty", "frequencyPenalty");
            refused.put("stop", "stop");
            refused.forEach((name, shown) -> {
                if (body.value(name) != null) {
                    throw XaiErrors.unsupported(model, shown);
                }
            });
        }
        effort(body, model);
        Long candidates = body.wholeNumber("top_logprobs");
        if (candidates != null && (candidates < 0 || candidates > MOST_CANDIDATES)) {
            throw XaiErrors.invalid("top_logprobs must be between 0 and " + MOST_CANDIDATES + ".");
        }
    }

    private static void effort(ChatBody body, GrokModel model) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort == null) {
            return;
        }
        if (model.effort() == Effort.REFUSED) {
            throw XaiErrors.unsupported(model, "reasoningEffort");
        }
        if (!(effort instanceof JsonString(String word)
                && model.effort().words().contains(word))) {
            throw XaiErrors.invalid("Model " + model.id() + " does not support this value of parameter reasoningEffort."
                    + " Supported values: " + String.join(", ", model.effort().words()) + ".");
        }
    }
}
