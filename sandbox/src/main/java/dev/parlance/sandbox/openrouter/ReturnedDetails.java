package dev.parlance.sandbox.openrouter;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.openrouter.RoutedModel.Details;
import java.util.ArrayList;
import java.util.List;

/**
 * What the providers behind the signed families check: details that come back are unchanged (OpenRouter, "Reasoning Tokens"), and those of
 * an open tool loop do come back (Google, "Thought Signatures"). Details of another family's format are nobody's and are let pass; so are
 * calls that were not issued here.
 */
final class ReturnedDetails {
    private ReturnedDetails() {}

    static void check(ChatBody body, RoutedModel model, ReasoningWish wish) {
        if (!model.signed()) {
            return;
        }
        List<JsonObject> messages = body.messages();
        int lastUser = -1;
        for (int index = 0; index < messages.size(); index++) {
            lastUser = "user".equals(messages.get(index).text("role")) ? index : lastUser;
        }
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            List<JsonObject> own = own(message, model);
            if (!unchanged(own, model)) {
                throw changed(model, index);
            }
            boolean open = index > lastUser && wish.thinks(model) && !wish.excluded();
            boolean thought = Turns.callIds(message).stream().anyMatch(id -> RoutedCalls.thought(id, model));
            if (open && thought && !proven(own)) {
                throw missing(model, message, index);
            }
        }
    }

    private static List<JsonObject> own(JsonObject message, RoutedModel model) {
        List<JsonObject> own = new ArrayList<>();
        for (JsonValue detail : message.elements("reasoning_details")) {
            // A detail that has lost its format is taken for an own one that was changed.
            if (detail instanceof JsonObject object
                    && (object.get("format") == null || model.format().equals(object.text("format")))) {
                own.add(object);
            }
        }
        return own;
    }

    private static boolean unchanged(List<JsonObject> details, RoutedModel model) {
        StringBuilder texts = new StringBuilder();
        for (JsonObject detail : details) {
            String text = detail.text("text");
            String type = detail.text("type");
            if ("reasoning.text".equals(type) && text != null) {
                texts.append(text);
                if (model.details() == Details.SIGNED_TEXT
                        && !ReasoningDetails.signature(model, text).equals(detail.text("signature"))) {
                    return false;
                }
            } else if (!"reasoning.encrypted".equals(type) || !intact(detail, model, texts.toString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean intact(JsonObject detail, RoutedModel model, String texts) {
        String id = detail.text("id");
        return model.details() == Details.TEXT_AND_ENCRYPTED
                && id != null
                && ReasoningDetails.data(model, id, texts).equals(detail.text("data"));
    }

    private static boolean proven(List<JsonObject> own) {
        return own.stream().anyMatch(detail -> detail.get("signature") != null || detail.get("data") != null);
    }

    private static Refusal changed(RoutedModel model, int index) {
        String message = model.details() == Details.SIGNED_TEXT
                ? "messages." + index + ".content.0: Invalid `signature` in `thinking` block"
                : "Corrupted thought signature.";
        return refusal(model, message);
    }

    private static Refusal missing(RoutedModel model, JsonObject message, int index) {
        if (model.details() == Details.SIGNED_TEXT) {
            return refusal(
                    model,
                    "messages." + index
                            + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.");
        }
        JsonValue call = message.elements("tool_calls").getFirst();
        JsonObject function = call instanceof JsonObject object ? object.object("function") : null;
        String name = function == null ? null : function.text("name");
        return refusal(
                model,
                "Function call `" + name + "` in the `" + (index + 1)
                        + ".` content block is missing a `thought_signature`.");
    }

    private static Refusal refusal(RoutedModel model, String message) {
        JsonObject raw = model.details() == Details.SIGNED_TEXT
                ? object("message", message)
                : object(
                        "error",
                        object(member("code", 400), member("message", message), member("status", "INVALID_ARGUMENT")));
        return new Refusal(RouterErrors.provider(400, model, raw));
    }
}
