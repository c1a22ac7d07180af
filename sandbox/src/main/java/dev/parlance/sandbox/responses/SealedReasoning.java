package dev.parlance.sandbox.responses;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted reasoning: what a host gives out and must get back unchanged. It says by itself who sealed it, so a host needs no memory to know
 * its own. Sealing is deterministic; two seals of one thought differ when their nonces do, as recorded.
 *
 * @param family who sealed it
 * @param models the models that can open it
 * @param item the id of the item it belongs to, empty where ids rotate
 * @param follower the call id that the thought led to, {@link #MESSAGE}, or empty when it led to nothing
 * @param whole whether the thought was complete when it was sealed
 */
public record SealedReasoning(String family, String models, String item, String follower, boolean whole) {
    /** The follower of a thought that led to a message. */
    public static final String MESSAGE = "message";

    private static final String OPENAI_START = "gAAAAAB";
    private static final int NONCE = 8;
    private static final int CHECK = 16;

    /** The text that stands on the wire. */
    public String sealed(String nonce) {
        byte[] start = Arrays.copyOf(digest(nonce.getBytes(StandardCharsets.UTF_8)), NONCE);
        byte[] plain = String.join("\n", family, models, item, follower, Boolean.toString(whole))
                .getBytes(StandardCharsets.UTF_8);
        byte[] covered = covered(start, plain);
        byte[] check = Arrays.copyOf(digest(start, covered), CHECK);
        byte[] all = ByteBuffer.allocate(NONCE + covered.length + CHECK)
                .put(start)
                .put(covered)
                .put(check)
                .array();
        return OPENAI_START + Base64.getUrlEncoder().encodeToString(all);
    }

    /** What was sealed, or null when nobody here sealed that or when it was altered. */
    public static @Nullable SealedReasoning open(String text) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text.startsWith(OPENAI_START) ? text.substring(7) : "");
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
        if (all.length <= NONCE + CHECK) {
            return null;
        }
        byte[] start = Arrays.copyOf(all, NONCE);
        byte[] covered = Arrays.copyOfRange(all, NONCE, all.length - CHECK);
        byte[] check = Arrays.copyOfRange(all, all.length - CHECK, all.length);
        if (!Arrays.equals(check, Arrays.copyOf(digest(start, covered), CHECK))) {
            return null;
        }
        String plain = new String(covered(start, covered), StandardCharsets.UTF_8);
        List<String> parts = Arrays.asList(plain.split("\n", -1));
        return parts.size() == 5
                ? new SealedReasoning(
                        parts.get(0), parts.get(1), parts.get(2), parts.get(3), Boolean.parseBoolean(parts.get(4)))
                : null;
    }

    /** Covers and uncovers. It hides nothing from an attacker; it only keeps readers from taking the content for text. */
    private static byte[] covered(byte[] start, byte[] bytes) {
        byte[] changed = bytes.clone();
        byte[] mask = digest(start);
        for (int index = 0; index < changed.length; index++) {
            changed[index] ^= mask[index % mask.length];
        }
        return changed;
    }

    private static byte[] digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("the sandbox".getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
