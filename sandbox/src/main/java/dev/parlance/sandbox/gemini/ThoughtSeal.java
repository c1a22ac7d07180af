package dev.parlance.sandbox.gemini;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Thought signatures: made over the model and the part they sit on, so that one from elsewhere, one of another model and one that was moved
 * to another part are found out without any memory.
 */
final class ThoughtSeal {
    /** Stands in for the signature of a call that the model did not make (Google, thought signatures). */
    static final String SKIP = "skip_thought_signature_validator";

    private static final String MARK = "sandbox1";

    /** The same as a careful client sends it, for the field holds bytes (recorded: pydantic/pydantic-ai, history of another provider). */
    private static final Set<String> SKIPS =
            Set.of(SKIP, Base64.getEncoder().encodeToString(SKIP.getBytes(StandardCharsets.UTF_8)));

    private ThoughtSeal() {}

    static String ofCall(GeminiModel model, String nonce, String function) {
        return sealed(model, nonce, "call " + function);
    }

    static String ofText(GeminiModel model, String nonce) {
        return sealed(model, nonce, "text");
    }

    static boolean skips(String signature) {
        return SKIPS.contains(signature);
    }

    /** Whether the model gave out the signature on such a part. */
    static boolean own(GeminiModel model, JsonObject part, String signature) {
        JsonObject call = part.object("functionCall");
        String place = call == null ? "text" : "call " + call.text("name");
        List<String> pieces;
        try {
            byte[] plain = Base64.getDecoder().decode(ShapeReader.standard(signature));
            pieces = Arrays.asList(new String(plain, StandardCharsets.UTF_8).split(":", -1));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        return pieces.size() == 3 && pieces.getLast().equals(check(model, pieces.get(1), place));
    }

    private static String sealed(GeminiModel model, String nonce, String place) {
        String all = String.join(":", MARK, nonce, check(model, nonce, place));
        return Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String check(GeminiModel model, String nonce, String place) {
        return Digest.of(String.join("\n", model.version(), nonce, place)).hex("thought", 40);
    }
}
