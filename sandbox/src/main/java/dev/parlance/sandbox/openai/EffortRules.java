package dev.parlance.sandbox.openai;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasoning effort: which levels a model takes, and whether tools may stand beside it. */
public final class EffortRules {
    private EffortRules() {}

    /** How the refusal of a level is worded. */
    public enum Wording {
        /** OpenAI names the model. */
        OPENAI,
        /** Azure names the parameter. */
        AZURE
    }

    /** Refuses a level that the model does not take, and tools beside an effort where that is refused. */
    public static void check(ChatBody body, OpenAiModel model, Wording wording) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort != null && !model.reasons()) {
            throw OpenAiErrors.invalid("Unrecognized request argument supplied: reasoning_effort", null, null);
        }
        if (effort != null
                && !(effort instanceof JsonString(String level)
                        && model.efforts().contains(level))) {
            String asked = effort instanceof JsonString(String level) ? level : "that value";
            throw refused(asked, model.efforts(), model.id(), wording);
        }
        tools(body, model, effort);
    }

    /** The refusal of an effort level. */
    public static RuntimeException refused(String asked, List<String> supported, String model, Wording wording) {
        String start = switch (wording) {
            case OPENAI -> "Unsupported value: '" + asked + "' is not supported with the '" + model + "' model.";
            case AZURE -> "Unsupported value: 'reasoning_effort' does not support '" + asked + "' with this model.";
        };
        return OpenAiErrors.unsupportedValue(
                start + " Supported values are: " + listed(supported) + ".", "reasoning_effort");
    }

    private static void tools(ChatBody body, OpenAiModel model, @Nullable JsonValue effort) {
        if (body.tools().isEmpty() || effort instanceof JsonString(String level) && level.equals("none")) {
            return;
        }
        String start = "Function tools with reasoning_effort are not supported for " + body.model()
                + " in /v1/chat/completions. ";
        switch (model.toolRule()) {
            case FREE -> {}
            case NO_EFFORT -> {
                if (effort != null) {
                    throw OpenAiErrors.invalid(start + "Please use /v1/responses instead.", "reasoning_effort", null);
                }
            }
            case EXPLICIT_NONE ->
                throw OpenAiErrors.invalid(
                        start + "To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
                        "reasoning_effort",
                        null);
        }
    }

    private static String listed(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        return quoted.size() == 1
                ? quoted.getFirst()
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + ", and " + quoted.getLast();
    }
}
