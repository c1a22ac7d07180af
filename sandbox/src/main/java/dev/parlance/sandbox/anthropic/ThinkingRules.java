package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.ClaudeModel.Mode;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The thinking object and the effort, by generation. */
final class ThinkingRules {
    private static final int LEAST_BUDGET = 1_024;
    private static final Set<String> DISPLAYS = Set.of("summarized", "omitted");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final Set<String> NOT_THINKING = Set.of("disabled", "between_tools");
    private static final Set<String> HIGHEST = Set.of("xhigh", "max");

    private ThinkingRules() {}

    static void check(MessagesBody body, ClaudeModel model, boolean counting) {
        if (body.value("thinking") != null) {
            thinking(body, model, counting);
        }
        effort(body, model);
    }

    private static void thinking(MessagesBody body, ClaudeModel model, boolean counting) {
        JsonObject object = body.members().object("thinking");
        String type = body.thinkingType();
        if (object == null || type == null) {
            throw Complaint.missing("thinking.type");
        }
        switch (type) {
            case "enabled" -> {
                BodyRules.only(object, Set.of("type", "budget_tokens", "display"), "thinking.enabled");
                enabled(body, model, object, counting);
            }
            case "adaptive" -> {
                BodyRules.only(object, Set.of("type", "display"), "thinking.adaptive");
                if (!model.modes().contains(Mode.ADAPTIVE)) {
                    throw Complaint.invalid("adaptive thinking is not supported on this model");
                }
            }
            case "disabled" -> {
                BodyRules.only(object, Set.of("type"), "thinking.disabled");
                if (model.has(Trait.NEVER_OFF)) {
                    throw unsupported(type);
                }
            }
            case "between_tools" -> {
                BodyRules.only(object, Set.of("type", "display"), "thinking.between_tools");
                if (!model.modes().contains(Mode.BETWEEN_TOOLS)) {
                    throw unsupported(type);
                }
            }
            default ->
                throw Complaint.invalid(
                        "thinking: Input tag '" + type
                                + "' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'");
        }
        display(object.text("display"), type);
    }

    private static Complaint unsupported(String type) {
        return Complaint.invalid("\"thinking.type." + type + "\" is not supported for this model. Use"
                + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
    }

    private static void display(@Nullable String display, String type) {
        if (display != null && !DISPLAYS.contains(display)) {
            throw Complaint.invalid("thinking." + type + ".display: Input should be 'summarized' or 'omitted'");
        }
    }

    private static void enabled(MessagesBody body, ClaudeModel model, JsonObject object, boolean counting) {
        if (model.modes().isEmpty()) {
            throw Complaint.invalid("'" + model.snapshot() + "' does not support thinking.");
        }
        if (!model.modes().contains(Mode.ENABLED)) {
            throw unsupported("enabled");
        }
        Long budget = object.get("budget_tokens") instanceof JsonNumber number ? number.wholeNumber() : null;
        if (budget == null) {
            throw Complaint.missing("thinking.enabled.budget_tokens");
        }
        if (budget < LEAST_BUDGET) {
            throw Complaint.invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        }
        Long most = body.wholeNumber("max_tokens");
        if (!counting && most != null && budget >= most) {
            throw Complaint.invalid("`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our"
                    + " documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking"
                    + "#max-tokens-and-context-window-size");
        }
        String choice = body.toolChoice();
        if ("any".equals(choice) || "tool".equals(choice)) {
            throw Complaint.invalid("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    private static void effort(MessagesBody body, ClaudeModel model) {
        String effort = body.effort();
        if (effort == null) {
            return;
        }
        if (!EFFORTS.contains(effort)) {
            throw Complaint.invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
        }
        if (model.efforts().isEmpty()) {
            throw Complaint.invalid("This model does not support the effort parameter.");
        }
        if (!model.efforts().contains(effort)) {
            throw Complaint.invalid("This model does not support effort level '" + effort + "'. Supported levels: "
                    + String.join(", ", model.efforts().stream().sorted().toList()) + ".");
        }
        if (model.has(Trait.EFFORT_NEEDS_THINKING)
                && body.thinkingType() != null
                && NOT_THINKING.contains(body.thinkingType())
                && HIGHEST.contains(effort)) {
            throw Complaint.invalid("output_config.effort '" + effort
                    + "' is not supported when thinking is disabled on this model. Use effort 'high' or below, or enable"
                    + " thinking.");
        }
    }
}
