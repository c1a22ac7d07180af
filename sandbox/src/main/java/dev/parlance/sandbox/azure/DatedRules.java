package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.openai.OpenAiErrors;
import dev.parlance.sandbox.responses.ResponsesBody;
import java.util.List;

/**
 * What a dated version does not have yet (Microsoft's API lifecycle page). The gpt-5 family takes an effort and the new name of the budget on
 * older versions too: recorded with 2024-02-01 (traceloop/openllmetry).
 */
final class DatedRules {
    private static final List<Addition> ADDITIONS = List.of(
            new Addition("2023-12-01", List.of("tool_choice")),
            new Addition("2024-09-01", List.of("max_completion_tokens", "parallel_tool_calls", "stream_options")),
            new Addition("2024-12-01", List.of("store", "metadata", "reasoning_effort", "user_security_context")),
            new Addition("2025-01-01", List.of("prediction", "audio", "modalities")));
    private static final List<String> NOT_FOR_GPT_5 = List.of("reasoning_effort", "max_completion_tokens");

    /** The members that came with the version of a day. */
    private record Addition(String date, List<String> members) {}

    private DatedRules() {}

    /**
     * Refuses what the version does not have on Chat Completions.
     *
     * @param model the underlying model
     */
    static void check(ChatBody body, String model, ApiVersion version) {
        if (model.equals("o1") && !version.since("2024-12-01")) {
            throw AzureErrors.wrongVersion("Model o1 is enabled only for api versions 2024-12-01-preview and later");
        }
        for (Addition addition : ADDITIONS) {
            for (String name : version.since(addition.date()) ? List.<String>of() : addition.members()) {
                boolean exempt = model.startsWith("gpt-5") && NOT_FOR_GPT_5.contains(name);
                if (!exempt && body.value(name) != null) {
                    throw OpenAiErrors.unknownParameter(name);
                }
            }
        }
        if (!version.since("2024-06-01") && "required".equals(body.toolChoice())) {
            throw OpenAiErrors.invalid(
                    "Invalid value: 'required'. Supported values are: 'none' and 'auto'.",
                    "tool_choice",
                    "invalid_value");
        }
        JsonObject format = body.members().object("response_format");
        if (format != null && "json_schema".equals(format.text("type")) && !version.since("2024-08-01")) {
            throw AzureErrors.wrongVersion(
                    "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later");
        }
    }

    /**
     * Refuses what no dated version has on Responses: encrypted reasoning and background tasks came with v1.
     *
     * @param model the underlying model
     */
    static void check(ResponsesBody body, String model, ApiVersion version) {
        List<JsonValue> included = body.members().elements("include");
        for (int index = 0; index < included.size(); index++) {
            if (included.get(index) instanceof JsonString(String name) && name.equals("reasoning.encrypted_content")) {
                throw OpenAiErrors.invalid(
                        "Invalid value: 'reasoning.encrypted_content'. Supported values are: 'file_search_call.results',"
                                + " 'message.input_image.image_url', and 'computer_call_output.output.image_url'.",
                        "include[" + index + "]",
                        "invalid_value");
            }
        }
        if (body.background()) {
            throw OpenAiErrors.unknownParameter("background");
        }
        boolean summary = body.value("reasoning", "summary") != null;
        if (summary && List.of("o3", "o4-mini").contains(model) && !version.since("2025-04-01")) {
            throw OpenAiErrors.unknownParameter("reasoning.summary");
        }
    }
}
