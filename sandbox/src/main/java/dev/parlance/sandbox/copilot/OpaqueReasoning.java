package dev.parlance.sandbox.copilot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.replay.SealedCalls;
import java.util.List;

/**
 * The reasoning of the Gemini 3 models: a text that is shown and an opaque proof of it. Both come back on the assistant message that holds the
 * calls (anomalyco/opencode#4468; Google, "Thought Signatures"). Calls that were not issued here are left in peace.
 */
final class OpaqueReasoning {
    private OpaqueReasoning() {}

    /** The proof of a text. */
    static String proof(String text) {
        Digest digest = Digest.of("github-copilot\n" + text);
        return digest.letters("opaque", 32) + digest.letters("proof", 32);
    }

    static void check(ChatBody body, SealedCalls own) {
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            JsonValue opaque = ChatBody.present(message.get("reasoning_opaque"));
            String text = message.text("reasoning_text");
            String shown = text == null ? "" : text;
            boolean detached = opaque != null && message.elements("tool_calls").isEmpty();
            boolean forged = opaque != null && !JsonValue.of(proof(shown)).equals(opaque);
            if (detached || forged || opaque != null && !own.intact(message, shown)) {
                throw CopilotErrors.invalid("Corrupted thought signature.");
            }
            if (opaque == null && own.thoughtful(message)) {
                throw missing(message, index);
            }
        }
    }

    private static Refusal missing(JsonObject message, int index) {
        JsonValue first = message.elements("tool_calls").getFirst();
        JsonObject function = first instanceof JsonObject call ? call.object("function") : null;
        String name = function != null && function.get("name") instanceof JsonString(String text) ? text : "";
        return CopilotErrors.invalid(
                "Function call is missing a thought_signature in functionCall parts. This is required for tools to work"
                        + " correctly, and missing thought_signature may lead to degraded model performance. Additional"
                        + " data, function call `default_api:" + name + "` , position " + (index + 1) + ".");
    }
}
