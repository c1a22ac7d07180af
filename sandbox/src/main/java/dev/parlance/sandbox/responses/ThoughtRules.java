package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning that comes back: sealed by this host for this family of models, unchanged, taken from the last event that carried it, and before
 * the item it led to.
 */
final class ThoughtRules {
    private final Objections objections;
    private final ResponsesHabits habits;

    ThoughtRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses reasoning that is not this host's own, or that has lost the item behind it. */
    void check(Conversation conversation, ResponsesModel model) {
        if (!habits.has(Habit.SEALS)) {
            return;
        }
        List<JsonObject> items = conversation.added();
        for (int index = 0; index < items.size(); index++) {
            JsonObject item = items.get(index);
            String type = ItemRules.type(item);
            if (!type.equals("reasoning") && !type.equals("compaction")) {
                continue;
            }
            SealedReasoning sealed = opened(item, model);
            if (type.equals("reasoning") && habits.has(Habit.WANTS_FOLLOWER)) {
                JsonObject next = index + 1 < items.size() ? items.get(index + 1) : JsonObject.EMPTY;
                followed(item, sealed, next);
            }
        }
    }

    private @Nullable SealedReasoning opened(JsonObject item, ResponsesModel model) {
        String text = item.text("encrypted_content");
        if (text == null) {
            return null;
        }
        SealedReasoning sealed = SealedReasoning.open(text);
        String reason = sealed == null
                        || !sealed.family().equals(habits.family())
                        || !sealed.models().equals(model.family())
                        || !sealed.whole()
                ? "Encrypted content could not be decrypted or parsed."
                : foreignItem(item, sealed);
        if (reason != null) {
            throw objections.invalid(
                    "The encrypted content " + shortened(text) + " could not be verified. Reason: " + reason,
                    null,
                    "invalid_encrypted_content");
        }
        return sealed;
    }

    private @Nullable String foreignItem(JsonObject item, SealedReasoning sealed) {
        String id = item.text("id");
        return habits.has(Habit.BINDS_IDS) && id != null && !id.equals(sealed.item())
                ? "Encrypted content item_id did not match the target item id."
                : null;
    }

    private void followed(JsonObject item, @Nullable SealedReasoning sealed, JsonObject next) {
        String follower = sealed == null ? null : sealed.follower();
        String type = ItemRules.type(next);
        boolean message = type.equals("message") && "assistant".equals(next.text("role"));
        boolean good;
        if (follower == null) {
            good = message || type.equals("reasoning") || type.endsWith("_call");
        } else if (follower.equals(SealedReasoning.MESSAGE)) {
            good = message;
        } else {
            good = follower.isEmpty() || follower.equals(next.text("call_id")) && type.endsWith("_call");
        }
        if (!good) {
            String id = item.text("id");
            throw objections.invalid(
                    "Item '" + (id == null ? "reasoning" : id)
                            + "' of type 'reasoning' was provided without its required following item.",
                    "input",
                    null);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 12 ? text : text.substring(0, 4) + "..." + text.substring(text.length() - 4);
    }
}
