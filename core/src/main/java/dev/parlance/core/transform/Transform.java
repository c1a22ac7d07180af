package dev.parlance.core.transform;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The named changes to a conversation. The kebab-case {@link #label} is what catalog data writes under {@code transforms}. */
public enum Transform {
    /** Leaves out assistant turns without text, calls or reasoning: hosts refuse them, and one would block the history for good. */
    DROP_EMPTY_ASSISTANT(EmptyAssistantTurns::drop),
    /** Rewrites tool-call ids to letters, digits, {@code _} and {@code -}, at most 64 long, call and result together. */
    NORMALIZE_TOOL_IDS(ToolCallIds::normalize),
    /** Brings tool schemas into the flavour of JSON Schema that Moonshot's validator takes. */
    MOONSHOT_TOOL_SCHEMA(MoonshotSchemas::normalize),
    /** Writes functions whose name starts with {@code $} as Moonshot's own built-in functions. */
    BUILTIN_FUNCTIONS(BuiltinFunctions::rewrite),
    /** Leaves out system messages that carry only tools, a form of Kimi alone. */
    DROP_TOOL_DECLARING_MESSAGES(ToolDeclaringMessages::drop),
    /** Writes developer messages as system messages, for hosts that know only these. */
    DEVELOPER_AS_SYSTEM(SystemRoles::developerAsSystem),
    /** Writes system messages as developer messages, for models that want these. */
    SYSTEM_AS_DEVELOPER(SystemRoles::systemAsDeveloper);

    private final UnaryOperator<Conversation> change;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Transform(UnaryOperator<Conversation> change) {
        this.change = change;
    }

    /** For example {@code normalize-tool-ids}. */
    public String label() {
        return label;
    }

    /** The conversation after the change; the same instance when there was nothing to change. */
    public Conversation apply(Conversation conversation) {
        return change.apply(conversation);
    }

    /** The transform with that label, or null. */
    public static @Nullable Transform ofLabel(String label) {
        for (Transform transform : values()) {
            if (transform.label.equals(label)) {
                return transform;
            }
        }
        return null;
    }
}
