package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs calls that Gemini 3 did not sign itself. It refuses a turn after the last user message whose first call carries no thought
 * signature ({@code Function call is missing a thought_signature in functionCall parts}); calls of other models, and invented ones, get the
 * word by which the host leaves the check out. Earlier turns and further calls of one turn need none.
 *
 * <p>Source: Google, "Thought signatures" (2026); vercel/ai, packages/google (2026-08).
 */
final class CallSignatures {
    private static final String SIGNATURE = "thoughtSignature";
    private static final String STAND_IN = "skip_thought_signature_validator";

    /** Marks a part that began a turn of its own before adjacent turns were joined. */
    private static final String BORDER = "item";

    private final List<String> signed = new ArrayList<>();

    private CallSignatures() {}

    static Conversation sign(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        int from = lastUser(messages) + 1;
        CallSignatures signatures = new CallSignatures();
        List<Message> changed = new ArrayList<>(messages.subList(0, from));
        for (Message message : messages.subList(from, messages.size())) {
            changed.add(message instanceof Message.Assistant assistant ? signatures.of(assistant) : message);
        }
        if (signatures.signed.isEmpty()) {
            return conversation;
        }
        signatures.report(conversation);
        return conversation.with(
                conversation.request().toBuilder().messages(changed).build());
    }

    private Message.Assistant of(Message.Assistant turn) {
        List<Content> content = new ArrayList<>(turn.content().size() + 1);
        boolean first = true;
        for (Content part : turn.content()) {
            first |= beginsStep(part);
            if (part instanceof Content.ToolCall call) {
                if (first && !isSignature(content.isEmpty() ? null : content.getLast())) {
                    content.add(new Content.Reasoning(
                            "", null, null, Members.of(SIGNATURE, RawJson.of(JsonValue.of(STAND_IN)))));
                    signed.add(call.name());
                }
                first = false;
            }
            content.add(part);
        }
        return content.size() == turn.content().size() ? turn : turn.withContent(content);
    }

    private static boolean beginsStep(Content part) {
        return part instanceof Content.ToolCall call && call.extra().get(BORDER) != null
                || part instanceof Content.Text text && text.extra().get(BORDER) != null;
    }

    /** A thought with words keeps its signature for itself; only one without stands for what follows it. */
    private static boolean isSignature(@Nullable Content before) {
        return before instanceof Content.Reasoning reasoning
                && reasoning.text().isEmpty()
                && reasoning.payload().get(SIGNATURE) != null;
    }

    private static int lastUser(List<Message> messages) {
        for (int index = messages.size() - 1; index >= 0; index--) {
            if (messages.get(index) instanceof Message.User) {
                return index;
            }
        }
        return -1;
    }

    private void report(Conversation conversation) {
        conversation
                .log()
                .add(Adjustment.of(
                                "reasoning",
                                Adjustment.Kind.ADDED,
                                null,
                                JsonValue.of(STAND_IN),
                                conversation.profile().source("transforms/" + Transform.GEMINI_CALL_SIGNATURES.label()))
                        .because(
                                "The model refuses calls of the current turn without a thought signature, and did not sign "
                                        + String.join(", ", signed) + "."));
    }
}
