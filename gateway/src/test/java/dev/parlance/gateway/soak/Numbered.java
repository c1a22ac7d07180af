package dev.parlance.gateway.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words in which a call's number stands, at any number of places, always as wide. So every call has words of its own that cost a copy, and an
 * answer that belongs to another call is found out. Immutable.
 */
final class Numbered {
    /** How a number stands in words before a call has one. */
    static final String NUMBER = "q0000000";

    private static final int WIDTH = NUMBER.length();

    private final byte[] words;
    private final int[] places;

    private Numbered(byte[] words, int[] places) {
        this.words = words;
        this.places = places;
    }

    /** Words with {@link #NUMBER} where the number belongs. */
    static Numbered of(String words) {
        return in(words.getBytes(StandardCharsets.UTF_8), digits(0));
    }

    /** Words that were heard, with that number in them. */
    static Numbered in(byte[] words, byte[] number) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + WIDTH <= words.length; at++) {
            if (words[at] == number[0] && Arrays.equals(words, at, at + WIDTH, number, 0, WIDTH)) {
                places.add(at);
            }
        }
        return new Numbered(words, places.stream().mapToInt(place -> place).toArray());
    }

    /** The number as it stands in words. */
    static byte[] digits(long number) {
        byte[] digits = NUMBER.getBytes(StandardCharsets.US_ASCII);
        long rest = number;
        for (int at = WIDTH - 1; at > 0; at--) {
            digits[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    /** How often the number stands in the words. */
    int count() {
        return places.length;
    }

    /** The words with that number. */
    byte[] with(byte[] number) {
        byte[] own = words.clone();
        for (int place : places) {
            System.arraycopy(number, 0, own, place, WIDTH);
        }
        return own;
    }

    @Override
    public String toString() {
        return new String(words, StandardCharsets.UTF_8);
    }
}
