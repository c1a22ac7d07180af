package dev.parlance.sandbox.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that look random and are the same for equal requests. Thread-safe. */
public final class Digest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final byte[] seed;

    private Digest(byte[] seed) {
        this.seed = seed;
    }

    /** The digest of a request: its path and its body. */
    public static Digest of(SandboxRequest request) {
        return new Digest(sha256(request.path().getBytes(StandardCharsets.UTF_8), request.body()));
    }

    /** The digest of a text. */
    public static Digest of(String text) {
        return new Digest(sha256(new byte[0], text.getBytes(StandardCharsets.UTF_8)));
    }

    /** That many hexadecimal digits, at most 64, different for every purpose. */
    public String hex(String purpose, int length) {
        return HexFormat.of().formatHex(bytes(purpose)).substring(0, length);
    }

    /** That many letters and digits, at most 32, different for every purpose. */
    public String letters(String purpose, int length) {
        byte[] bytes = bytes(purpose);
        StringBuilder id = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            id.append(LETTERS.charAt((bytes[index] & 0xff) % LETTERS.length()));
        }
        return id.toString();
    }

    /** A number from zero up to the bound. */
    public int number(String purpose, int bound) {
        byte[] bytes = bytes(purpose);
        return ((bytes[0] & 0xff) << 16 | (bytes[1] & 0xff) << 8 | bytes[2] & 0xff) % bound;
    }

    /** A text of the form of a UUID. */
    public String uuid(String purpose) {
        String hex = hex(purpose, 32);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    private byte[] bytes(String purpose) {
        return sha256(seed, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            digest.update((byte) 0);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
