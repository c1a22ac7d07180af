package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.anthropic.Speech.Part;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** A plain answer, and the parts of it that a stream shares. */
final class MessagesWire {
    private MessagesWire() {}

    static JsonObject plain(Speech speech, ClaudeModel model, Digest digest) {
        List<JsonValue> content = new ArrayList<>();
        speech.parts().forEach(part -> content.add(block(part)));
        return message(model, digest)
                .with("content", new JsonArray(content))
                .with("stop_reason", JsonValue.of(speech.stopReason()))
                .with("stop_sequence", stopSequence(speech))
                .with("stop_details", details(speech))
                .with("usage", speech.usage().whole());
    }

    /** The message before anything is said. */
    static JsonObject message(ClaudeModel model, Digest digest) {
        return object(
                member("model", model.snapshot()),
                member("id", "msg_01" + digest.letters("message", 22)),
                member("type", "message"),
                member("role", "assistant"),
                member("content", JsonValue.array()),
                member("stop_reason", null),
                member("stop_sequence", null),
                member("stop_details", null));
    }

    static JsonValue stopSequence(Speech speech) {
        String sequence = speech.stopSequence();
        return sequence == null ? JsonNull.NULL : JsonValue.of(sequence);
    }

    static JsonValue details(Speech speech) {
        return speech.stopReason().equals("refusal")
                ? object(
                        member("type", "refusal"),
                        member("category", "sandbox"),
                        member("explanation", "The sandbox was asked to refuse."))
                : JsonNull.NULL;
    }

    private static JsonObject block(Part part) {
        return switch (part) {
            case Part.Thought(List<String> pieces, String signature) ->
                object(
                        member("type", "thinking"),
                        member("thinking", String.join("", pieces)),
                        member("signature", signature));
            case Part.Redacted(String data) -> object(member("type", "redacted_thinking"), member("data", data));
            case Part.Text(List<String> pieces) ->
                object(member("type", "text"), member("text", String.join("", pieces)));
            case Part.Use(String id, String name, List<String> pieces) ->
                object(
                        member("type", "tool_use"),
                        member("id", id),
                        member("name", name),
                        member("input", input(String.join("", pieces))),
                        member("caller", object("type", "direct")));
        };
    }

    /** An input that the budget cut short is empty. */
    private static JsonValue input(String text) {
        try {
            return Json.parse(text) instanceof JsonObject input ? input : JsonObject.EMPTY;
        } catch (MalformedJson cutShort) {
            return JsonObject.EMPTY;
        }
    }
}
