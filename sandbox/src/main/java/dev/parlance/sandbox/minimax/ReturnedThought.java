package dev.parlance.sandbox.minimax;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.minimax.MiniMaxModel.Series;
import dev.parlance.sandbox.replay.RetoldTurn;
import dev.parlance.sandbox.replay.SealedCalls;
import java.util.List;

/**
 * Every thought of the host's own comes back unchanged, with or without calls: as details, between tags, or as {@code reasoning_content} with
 * the model that answers so (MiniMax, "OpenAI API"). Foreign turns are left in peace.
 */
final class ReturnedThought {
    private ReturnedThought() {}

    /** The details of a thought. */
    static JsonArray details(String text) {
        return array(object(
                member("type", "reasoning.text"),
                member("id", "reasoning-text-1"),
                member("format", "MiniMax-response-v1"),
                member("index", 0),
                member("text", text)));
    }

    static void check(ChatBody body, MiniMaxModel model, SealedCalls own) {
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            if ("assistant".equals(message.text("role")) && lost(body, message, index, model, own)) {
                throw MiniMaxErrors.invalid(
                        "the thinking of the assistant message at index " + index + " must be passed back unchanged");
            }
        }
    }

    private static boolean lost(ChatBody body, JsonObject message, int index, MiniMaxModel model, SealedCalls own) {
        String returned = returned(message, model);
        if (own.thoughtful(message)) {
            return !own.intact(message, returned);
        }
        String visible = ThoughtTags.visible(ChatBody.textOf(message.get("content")));
        String thought = RetoldTurn.thought(body, index, visible);
        return thought != null && !thought.equals(returned);
    }

    private static String returned(JsonObject message, MiniMaxModel model) {
        String text = detailText(message);
        if (!text.isEmpty() && details(text).equals(message.get("reasoning_details"))) {
            return text;
        }
        if (model.series() == Series.M3_1 && message.get("reasoning_content") instanceof JsonString(String reasoning)) {
            return reasoning;
        }
        return text.isEmpty() ? ThoughtTags.thought(ChatBody.textOf(message.get("content"))) : "";
    }

    private static String detailText(JsonObject message) {
        List<JsonValue> details = message.elements("reasoning_details");
        String text =
                details.size() == 1 && details.getFirst() instanceof JsonObject detail ? detail.text("text") : null;
        return text == null ? "" : text;
    }
}
