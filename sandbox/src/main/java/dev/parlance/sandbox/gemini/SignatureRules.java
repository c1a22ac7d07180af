package dev.parlance.sandbox.gemini;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/**
 * Signatures that come back: only the model's own, and from the third generation on one on the first call of every model content since the
 * user last said something (Google, thought signatures).
 */
final class SignatureRules {
    private SignatureRules() {}

    static void check(GeminiBody body, GeminiModel model) {
        List<JsonObject> contents = body.contents();
        for (JsonObject content : contents) {
            GeminiBody.parts(content).forEach(part -> own(part, model));
        }
        if (!model.signs()) {
            return;
        }
        for (int index = turnStart(contents); index < contents.size(); index++) {
            for (JsonObject part : GeminiBody.parts(contents.get(index))) {
                JsonObject call = part.object("functionCall");
                if (call != null) {
                    if (signature(part).isEmpty()) {
                        throw Complaint.invalid("Function call `" + call.text("name") + "` in the `" + (index + 1)
                                + ".` content block is missing a `thought_signature`.");
                    }
                    break;
                }
            }
        }
    }

    private static void own(JsonObject part, GeminiModel model) {
        String signature = signature(part);
        if (!signature.isEmpty() && !ThoughtSeal.skips(signature) && !ThoughtSeal.own(model, part, signature)) {
            throw Complaint.invalid("Corrupted thought signature.");
        }
    }

    /** Empty bytes are none. */
    private static String signature(JsonObject part) {
        String signature = part.text("thoughtSignature");
        return signature == null ? "" : signature;
    }

    /** The place of the last content in which a user says something that is no result. */
    private static int turnStart(List<JsonObject> contents) {
        for (int index = contents.size() - 1; index >= 0; index--) {
            JsonObject content = contents.get(index);
            boolean says = GeminiBody.parts(content).stream().anyMatch(part -> part.get("functionResponse") == null);
            if (!"model".equals(content.text("role")) && says) {
                return index;
            }
        }
        return 0;
    }
}
