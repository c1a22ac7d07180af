package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.host.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says: which answer a thought comes from and which of its thoughts it is. It covers the text and the model, so that a
 * changed text, a signature from elsewhere and the thought of another model are found out without any memory.
 *
 * @param nonce tells one answer from another
 * @param index zero-based place among the thoughts of the answer
 * @param count how many thoughts the answer has
 */
record Seal(String nonce, int index, int count) {
    private static final String MARK = "sandbox1";

    /** The signature of a thinking block. */
    String signature(ClaudeModel model, String thinking) {
        return sealed("thinking", model, thinking);
    }

    /** The data of a redacted block; what was thought is nobody's business. */
    String data(ClaudeModel model) {
        return sealed("redacted", model, "");
    }

    /** The seal of a block, or null when it was not made here, or for another model, or over another text. */
    static @Nullable Seal of(Turn.Block block, ClaudeModel model) {
        return block.is("thinking")
                ? opened("thinking", model, block.text("signature"), block.text("thinking"))
                : opened("redacted", model, block.text("data"), "");
    }

    private String sealed(String kind, ClaudeModel model, String text) {
        String plain = String.join(":", MARK, nonce, Integer.toString(index), Integer.toString(count));
        String all = plain + ":" + check(plain, kind, model, text);
        return Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Seal opened(String kind, ClaudeModel model, String sealed, String text) {
        List<String> parts;
        try {
            parts = Arrays.asList(
                    new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8).split(":", -1));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (parts.size() != 5
                || !parts.getLast().equals(check(String.join(":", parts.subList(0, 4)), kind, model, text))) {
            return null;
        }
        return new Seal(parts.get(1), Integer.parseInt(parts.get(2)), Integer.parseInt(parts.get(3)));
    }

    private static String check(String plain, String kind, ClaudeModel model, String text) {
        return Digest.of(String.join("\n", kind, model.family(), plain, text)).hex("seal", 40);
    }
}
