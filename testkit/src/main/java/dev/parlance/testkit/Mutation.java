package dev.parlance.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Damages bytes at random, the same way for the same generator: flips, cuts, doubles, swaps pieces and puts in what readers stumble over. */
public final class Mutation {
    private static final byte[][] STUMBLING = {
        bytes("{"),
        bytes("}"),
        bytes("["),
        bytes("]"),
        bytes("\""),
        bytes("\\"),
        bytes("\\u"),
        bytes("\\ud83d"),
        bytes(":"),
        bytes(","),
        bytes("null"),
        bytes("-"),
        bytes("1e999999999"),
        bytes("\n"),
        bytes("\r"),
        bytes("\n\n"),
        bytes("data:"),
        bytes("data: [DONE]\n\n"),
        bytes("event: error\n"),
        bytes(": \n"),
        {0},
        {(byte) 0xff},
        {(byte) 0xc3},
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
        bytes("[".repeat(600)),
        bytes("{\"a\":".repeat(600)),
        bytes("9".repeat(2000)),
        bytes("\"error\":{},"),
        bytes("\"choices\":[[]],")
    };

    private Mutation() {}

    /** Damaged bytes; the given ones stay as they are. */
    public static byte[] of(byte[] original, Generator generator) {
        byte[] damaged = original.clone();
        for (int times = 1 + generator.number(6); times > 0; times--) {
            damaged = once(damaged, generator);
        }
        return damaged;
    }

    private static byte[] once(byte[] bytes, Generator generator) {
        if (bytes.length == 0) {
            return generator.pick(STUMBLING);
        }
        int place = generator.number(bytes.length);
        int length = generator.number(Math.min(64, bytes.length - place) + 1);
        return switch (generator.number(6)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[place] ^= (byte) (1 << generator.number(8));
                yield flipped;
            }
            case 1 -> join(Arrays.copyOf(bytes, place), Arrays.copyOfRange(bytes, place + length, bytes.length));
            case 2 -> join(Arrays.copyOf(bytes, place + length), Arrays.copyOfRange(bytes, place, bytes.length));
            case 3 -> Arrays.copyOf(bytes, place);
            case 4 ->
                join(
                        join(Arrays.copyOf(bytes, place), generator.pick(STUMBLING)),
                        Arrays.copyOfRange(bytes, place, bytes.length));
            default -> {
                byte[] written = bytes.clone();
                Arrays.fill(written, place, place + length, (byte) generator.number(256));
                yield written;
            }
        };
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
