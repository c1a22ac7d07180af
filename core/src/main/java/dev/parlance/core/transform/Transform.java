package dev.parlance.core.transform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The named changes to a conversation. The kebab-case {@link #label} is what catalog data writes under {@code transforms}. */
public enum Transform {
    /** Leaves out assistant turns without text, calls or reasoning: hosts refuse them, and one would block the history for good. */
    DROP_EMPTY_ASSISTANT,
    /** Rewrites tool-call ids to letters, digits, {@code _} and {@code -}, at most 64 long, call and result together. */
    NORMALIZE_TOOL_IDS,
    /** The same, but leaves the ids that Kimi issues itself, {@code name:0}, as they are. */
    KIMI_TOOL_IDS,
    /** Rewrites tool-call ids that are not nine letters and digits to such a hash of theirs, call and result together. */
    SHORT_TOOL_IDS,
    /** Gives tools without parameters the schema of an empty object. */
    TOOL_PARAMETERS_REQUIRED,
    /** Brings tool schemas into the flavour of JSON Schema that Moonshot's validator takes. */
    MOONSHOT_TOOL_SCHEMA,
    /** Writes functions whose name starts with {@code $} as Moonshot's own built-in functions. */
    BUILTIN_FUNCTIONS,
    /** Leaves out system messages that carry only tools, a form of Kimi alone. */
    DROP_TOOL_DECLARING_MESSAGES,
    /** Writes developer messages as system messages, for hosts that know only these. */
    DEVELOPER_AS_SYSTEM,
    /** Writes system messages as developer messages, for models that want these. */
    SYSTEM_AS_DEVELOPER,
    /** Brings all system messages into one at the beginning, for hosts that take no other. */
    SINGLE_SYSTEM_MESSAGE,
    /** Says in a system message which JSON is wanted, for hosts whose JSON mode knows no schema and wants the word in the prompt. */
    JSON_IN_TEXT,
    /** Writes the texts of a tool result as one, for hosts that take no list there. */
    TOOL_RESULT_AS_TEXT,
    /** Leaves out the status of items that come back, for hosts of Responses that refuse it. */
    DROP_ITEM_STATUS,
    /** Leaves the tools out where the caller wants no call and the host has no word for that. */
    NO_TOOLS_FOR_NONE,
    /** Puts system messages in front of the first user turn, for models that have no place above the conversation. */
    SYSTEM_IN_FIRST_USER,
    /** Gives the calls of the current turn that Gemini did not sign the word by which it leaves the check of signatures out. */
    GEMINI_CALL_SIGNATURES,
    /** Asks a host that would store answers to store none and to hand out its reasoning, for callers who send the whole conversation. */
    STATELESS_RESPONSES,
    /** Moves system messages from between the turns to the beginning, for hosts that know instructions there only. */
    SYSTEM_FIRST,
    /** Lets a user speak before an assistant that began, for hosts that want the user first. */
    USER_FIRST,
    /** Puts call arguments that are no JSON object into one, for hosts that take objects only. */
    OBJECT_ARGUMENTS,
    /** Says in words what Anthropic's grammar does not know in schemas that must be fitted exactly. */
    CLAUDE_STRICT_SCHEMA;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For example {@code normalize-tool-ids}. */
    public String label() {
        return label;
    }

    /** The conversation after the change; the same instance when there was nothing to change. */
    public Conversation apply(Conversation conversation) {
        // No method references: each would become a class at the start of every program.
        return switch (this) {
            case DROP_EMPTY_ASSISTANT -> EmptyAssistantTurns.drop(conversation);
            case NORMALIZE_TOOL_IDS -> ToolCallIds.normalize(conversation);
            case KIMI_TOOL_IDS -> ToolCallIds.kimi(conversation);
            case SHORT_TOOL_IDS -> ToolCallIds.shorten(conversation);
            case TOOL_PARAMETERS_REQUIRED -> ToolParameters.fill(conversation);
            case MOONSHOT_TOOL_SCHEMA -> MoonshotSchemas.normalize(conversation);
            case BUILTIN_FUNCTIONS -> BuiltinFunctions.rewrite(conversation);
            case DROP_TOOL_DECLARING_MESSAGES -> ToolDeclaringMessages.drop(conversation);
            case DEVELOPER_AS_SYSTEM -> SystemRoles.developerAsSystem(conversation);
            case SYSTEM_AS_DEVELOPER -> SystemRoles.systemAsDeveloper(conversation);
            case SINGLE_SYSTEM_MESSAGE -> SystemMessages.join(conversation);
            case JSON_IN_TEXT -> JsonInText.say(conversation);
            case TOOL_RESULT_AS_TEXT -> ToolResultTexts.join(conversation);
            case DROP_ITEM_STATUS -> ItemStatus.drop(conversation);
            case NO_TOOLS_FOR_NONE -> UnwantedTools.drop(conversation);
            case SYSTEM_IN_FIRST_USER -> SystemAsUser.move(conversation);
            case GEMINI_CALL_SIGNATURES -> CallSignatures.sign(conversation);
            case STATELESS_RESPONSES -> StatelessResponses.ask(conversation);
            case SYSTEM_FIRST -> OpeningTurns.systemFirst(conversation);
            case USER_FIRST -> OpeningTurns.userFirst(conversation);
            case OBJECT_ARGUMENTS -> CallArguments.wrap(conversation);
            case CLAUDE_STRICT_SCHEMA -> StrictSchemas.loosen(conversation);
        };
    }

    /** Whether it goes by what the arguments of calls say: the raw lane shows the others conversations with long arguments cut. */
    public boolean readsArguments() {
        return this == OBJECT_ARGUMENTS;
    }

    /** Whether it looks for a word where JSON is wanted: the raw lane shows the others conversations with long texts cut. */
    public boolean readsWords() {
        return this == JSON_IN_TEXT;
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
