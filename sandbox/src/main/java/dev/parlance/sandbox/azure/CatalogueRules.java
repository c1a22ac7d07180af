package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.azure.Deployment.Maker;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.openai.EffortRules;
import dev.parlance.sandbox.openai.OpenAiErrors;
import java.util.List;
import java.util.Set;

/** What catalogue deployments refuse: members that no Azure schema has, the vendors' own thinking switches, a budget beyond the window. */
final class CatalogueRules {
    private static final Set<String> KNOWN = Set.of(
            "messages",
            "model",
            "functions",
            "function_call",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "logit_bias",
            "user",
            "n",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "stream",
            "stream_options",
            "data_sources",
            "seed",
            "logprobs",
            "top_logprobs",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "store",
            "metadata",
            "reasoning_effort",
            "user_security_context",
            "modalities",
            "prediction",
            "audio",
            "service_tier");

    private CatalogueRules() {}

    static void check(ChatBody body, Catalogue deployment) {
        for (String name : body.members().members().keySet()) {
            if (!KNOWN.contains(name)) {
                throw OpenAiErrors.invalid(
                        "Unrecognized request argument supplied: " + name, null, "unrecognized_request_argument");
            }
        }
        if (deployment.maker() == Maker.KIMI && body.value("max_tokens") != null) {
            throw OpenAiErrors.maxTokens();
        }
        effort(body, deployment);
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        Long budget = body.outputBudget();
        if (budget != null && budget < 1) {
            throw OpenAiErrors.invalid("The output budget must be at least 1.", null, "invalid_value");
        }
        long input = TokenEstimate.of(body);
        long output = budget == null ? 0 : budget;
        if (input + output > deployment.window()) {
            throw new Refusal(AzureErrors.overflow(deployment.window(), input, output));
        }
    }

    private static void effort(ChatBody body, Catalogue deployment) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort == null) {
            return;
        }
        List<String> supported = switch (deployment.maker()) {
            case KIMI, DEEPSEEK -> List.of("low", "medium", "high");
            case GROK -> List.of("low", "medium", "high", "xhigh");
            case LLAMA, MISTRAL, COHERE, PHI, MAI ->
                throw OpenAiErrors.invalid(
                        "Unrecognized request argument supplied: reasoning_effort",
                        null,
                        "unrecognized_request_argument");
        };
        String asked = effort instanceof JsonString(String level) ? level : "that value";
        if (!supported.contains(asked)) {
            throw EffortRules.refused(asked, supported, deployment.underlying(), EffortRules.Wording.AZURE);
        }
    }
}
