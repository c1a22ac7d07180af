package dev.parlance.sandbox.deepseek;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The parameters of DeepSeek's Chat Completions. What its documentation does not name is ignored, as the real host does. */
final class ParameterRules {
    private static final Set<String> THINKING = Set.of("enabled", "disabled", "adaptive");
    private static final List<String> EFFORTS = List.of("minimal", "low", "medium", "high", "xhigh", "max", "ultra");
    private static final Set<String> FREE_CHOICES = Set.of("none", "auto");

    private ParameterRules() {}

    static void check(SandboxRequest request, ChatBody body, DeepSeekModel model) {
        thinking(request, body);
        effort(request, body);
        tools(request, body);
        choice(body, model);
        format(request, body);
        logprobs(body, model);
        budget(body, model);
    }

    private static void thinking(SandboxRequest request, ChatBody body) {
        JsonValue thinking = body.value("thinking");
        String type = thinking instanceof JsonObject object ? object.text("type") : null;
        if (thinking != null && (type == null || !THINKING.contains(type))) {
            throw DeepSeekErrors.misshapen(
                    request, "thinking: unknown variant `" + type + "`, expected `enabled` or `disabled`");
        }
    }

    private static void effort(SandboxRequest request, ChatBody body) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort != null && !(effort instanceof JsonString(String level) && EFFORTS.contains(level))) {
            String asked = effort instanceof JsonString(String level) ? level : "?";
            throw DeepSeekErrors.misshapen(
                    request,
                    "reasoning_effort: unknown variant `" + asked + "`, expected one of `"
                            + String.join("`, `", EFFORTS) + "`");
        }
    }

    private static void tools(SandboxRequest request, ChatBody body) {
        List<JsonObject> tools = body.tools();
        for (int index = 0; index < tools.size(); index++) {
            String type = tools.get(index).text("type");
            if (!"function".equals(type)) {
                throw DeepSeekErrors.misshapen(
                        request,
                        type == null
                                ? "tools[" + index + "]: missing field `type`"
                                : "tools[" + index + "].type: unknown variant `" + type + "`, expected `function`");
            }
        }
    }

    private static void choice(ChatBody body, DeepSeekModel model) {
        String choice = body.toolChoice();
        if (choice != null && !FREE_CHOICES.contains(choice) && model.thinks(body)) {
            throw DeepSeekErrors.invalid(
                    model.generation() == Generation.V4
                            ? "Thinking mode does not support this tool_choice"
                            : "deepseek-reasoner does not support this tool_choice");
        }
    }

    private static void format(SandboxRequest request, ChatBody body) {
        JsonObject format = body.members().object("response_format");
        if (format == null) {
            return;
        }
        switch (format.text("type")) {
            case "text" -> {}
            case "json_object" -> saysJson(body);
            case "json_schema" -> throw DeepSeekErrors.invalid("This response_format type is unavailable now");
            case null, default ->
                throw DeepSeekErrors.misshapen(
                        request,
                        "response_format: unknown variant `" + format.text("type")
                                + "`, expected `text` or `json_object`");
        }
    }

    private static void saysJson(ChatBody body) {
        boolean said = body.messages().stream()
                .anyMatch(message -> ChatBody.textOf(message.get("content"))
                        .toLowerCase(Locale.ROOT)
                        .contains("json"));
        if (!said) {
            throw DeepSeekErrors.invalid("Prompt must contain the word 'json' in some form to use 'response_format' of"
                    + " type 'json_object'.");
        }
    }

    private static void logprobs(ChatBody body, DeepSeekModel model) {
        for (String name : List.of("logprobs", "top_logprobs")) {
            if (model.generation() == Generation.R1 && body.value(name) != null) {
                throw DeepSeekErrors.invalid("deepseek-reasoner does not support the parameter " + name);
            }
        }
    }

    private static void budget(ChatBody body, DeepSeekModel model) {
        Long budget = body.wholeNumber("max_tokens");
        if (budget != null && (budget < 1 || budget > model.mostOutput() && model.generation() == Generation.V4)) {
            throw DeepSeekErrors.invalid(
                    "Invalid max_tokens value, the valid range of max_tokens is [1, " + model.mostOutput() + "]");
        }
        long input = TokenEstimate.of(body);
        if (input > model.window() && model.generation() == Generation.V4) {
            throw DeepSeekErrors.invalid(DeepSeekErrors.tooLong(model, input));
        }
    }
}
