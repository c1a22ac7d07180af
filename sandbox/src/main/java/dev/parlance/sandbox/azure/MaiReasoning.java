package dev.parlance.sandbox.azure;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.openai.OpenAiErrors;
import dev.parlance.sandbox.responses.SealedReasoning;

/** The encrypted reasoning of MAI: it belongs to one assistant message, which must come back as it was given out. */
final class MaiReasoning {
    private static final String FAMILY = "mai";

    private MaiReasoning() {}

    /** What goes out with an answer. */
    static JsonObject of(Reply reply, Digest digest) {
        StringBuilder said = new StringBuilder(reply.text());
        for (Call call : reply.calls()) {
            said.append('\n').append(call.id()).append(call.name()).append(call.arguments());
        }
        String sealed = new SealedReasoning(FAMILY, MaiChat.MODEL, print(said.toString()), "", true)
                .sealed(digest.hex("reasoning", 32));
        return object(member("encrypted_content", sealed), member("content", null), member("summary", array()));
    }

    /** Refuses reasoning that nobody here sealed, and reasoning on another message than its own. */
    static void check(ChatBody body) {
        for (int index = 0; index < body.messages().size(); index++) {
            JsonObject message = body.messages().get(index);
            JsonObject reasoning = message.object("reasoning");
            if (reasoning == null || !(reasoning.get("encrypted_content") instanceof JsonString(String text))) {
                continue;
            }
            SealedReasoning sealed = SealedReasoning.open(text);
            if (sealed == null
                    || !sealed.family().equals(FAMILY)
                    || !sealed.item().equals(print(said(message)))) {
                throw OpenAiErrors.invalid(
                        "The encrypted reasoning could not be verified. Return the whole assistant message unchanged.",
                        "messages[" + index + "].reasoning.encrypted_content",
                        "invalid_encrypted_content");
            }
        }
    }

    private static String said(JsonObject message) {
        StringBuilder said = new StringBuilder(ChatBody.textOf(message.get("content")));
        for (var call : message.elements("tool_calls")) {
            JsonObject object = call instanceof JsonObject made ? made : JsonObject.EMPTY;
            JsonObject function = object.object("function");
            if (function != null) {
                said.append('\n')
                        .append(object.text("id"))
                        .append(function.text("name"))
                        .append(function.text("arguments"));
            }
        }
        return said.toString();
    }

    private static String print(String said) {
        return Digest.of(said).hex("said", 32);
    }
}
