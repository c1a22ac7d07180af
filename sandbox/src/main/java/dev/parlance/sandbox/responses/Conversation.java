package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.responses.ResponseStore.Kept;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole conversation that a request stands for: what was kept under the former answer's id, and the new items with their references
 * resolved.
 *
 * @param former what was kept, empty without a former answer
 * @param added the new items
 */
record Conversation(List<JsonObject> former, List<JsonObject> added) {

    /** Former and new items, in order. */
    List<JsonObject> items() {
        List<JsonObject> all = new ArrayList<>(former);
        all.addAll(added);
        return all;
    }

    /**
     * Finds what the request refers to.
     *
     * @throws dev.parlance.sandbox.host.Refusal when an answer or an item is not kept, or when items come again that are kept already
     */
    static Conversation of(ResponsesBody body, ResponseStore store, Objections objections, ResponsesHabits habits) {
        List<JsonObject> former = former(body, store, objections, habits);
        Set<String> known = new HashSet<>();
        former.forEach(item -> known.addAll(identities(item)));
        List<JsonObject> added = new ArrayList<>();
        for (JsonObject item : body.input()) {
            JsonObject resolved = resolved(item, body, store, objections, habits);
            boolean unique = ItemRules.type(resolved).equals("reasoning") || !former.isEmpty();
            for (String identity : identities(resolved)) {
                if (!known.add(identity) && unique) {
                    throw objections.invalid(
                            "Duplicate item found with id " + identity
                                    + ". Remove duplicate items from your input and try again.",
                            "input",
                            null);
                }
            }
            added.add(resolved);
        }
        return new Conversation(former, added);
    }

    private static List<JsonObject> former(
            ResponsesBody body, ResponseStore store, Objections objections, ResponsesHabits habits) {
        String id = body.previous();
        if (id == null) {
            return List.of();
        }
        Kept former = store.find(id);
        if (former == null) {
            throw objections.of(
                    habits.has(Habit.FORMER_404) ? 404 : 400,
                    "Previous response with id '" + id + "' not found.",
                    "previous_response_id",
                    "previous_response_not_found");
        }
        return former.context();
    }

    private static JsonObject resolved(
            JsonObject item, ResponsesBody body, ResponseStore store, Objections objections, ResponsesHabits habits) {
        String id = item.text("id");
        boolean reference = ItemRules.type(item).equals("item_reference");
        boolean bareThought = ItemRules.type(item).equals("reasoning")
                && item.text("encrypted_content") == null
                && habits.thoughts() != ResponsesHabits.Thoughts.TEXT;
        if (!reference && !bareThought) {
            return item;
        }
        JsonObject kept = id == null ? null : store.item(id);
        if (kept == null) {
            boolean forgetful = !habits.has(Habit.STORES) || !body.store();
            throw objections.of(
                    404,
                    "Item with id '" + (id == null ? "" : id) + "' not found."
                            + (forgetful
                                    ? " Items are not persisted when `store` is set to false. Try again with `store` set to"
                                            + " true, or remove this item from your input."
                                    : ""),
                    "input",
                    null);
        }
        return kept;
    }

    /** What an item is known by: its own id and the call it makes. */
    private static List<String> identities(JsonObject item) {
        List<String> identities = new ArrayList<>();
        String id = item.text("id");
        if (id != null) {
            identities.add(id);
        }
        String call = item.text("call_id");
        if (call != null && ItemRules.type(item).endsWith("_call")) {
            identities.add(call);
        }
        return identities;
    }
}
