package dev.parlance.core.wire;

import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values made up from a seed: the same seed gives the same values, so a failing case can be run again. */
public final class Generated {
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "\"quoted\" \\ and /",
            "line\nfeed\r\ttab\b\f",
            "\u0000\u0001\u001f\u007f\u0080\u009f",
            "ünïcödé ﬀ 漢字",
            "😀👩‍👩‍👧",
            "\u2028\u2029\ufeff",
            "half \ud83d pair",
            "\udc00 other half",
            "\ud83d\ud83d\ude00");

    private final SplittableRandom random;

    /** A generator for that seed. */
    public Generated(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A whole number from 0 to just below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in that many times, on average. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T extends @Nullable Object> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Text with everything that is hard about text. */
    public String text() {
        if (oneIn(3)) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append((char) (oneIn(4) ? random.nextInt(0x10000) : random.nextInt(0x20, 0x7f)));
        }
        return text.toString();
    }

    /** Text without half surrogate pairs, which no reader takes in a name. */
    public String name() {
        return new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A number as it may stand on a wire. */
    public JsonNumber number() {
        return switch (random.nextInt(6)) {
            case 0 -> JsonValue.of(random.nextLong());
            case 1 -> JsonValue.of(random.nextInt(-10, 10));
            case 2 -> JsonValue.of(random.nextDouble(-1000, 1000));
            case 3 -> new JsonNumber(new BigInteger(300, new java.util.Random(random.nextLong())).toString());
            case 4 ->
                new JsonNumber(random.nextInt(100) + "." + random.nextInt(1000) + any("e", "E") + any("", "+", "-")
                        + random.nextInt(400));
            default -> new JsonNumber(any("0", "-0", "0.0", "1e2", "100", "-1.50", "0.1"));
        };
    }

    /** Any value, at most that deep. */
    public JsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> number();
            case 3, 4 -> new JsonString(text());
            case 5 -> array(depth);
            default -> object(depth);
        };
    }

    /** Any array. */
    public JsonArray array(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        for (int size = random.nextInt(5); size > 0; size--) {
            elements.add(value(depth - 1));
        }
        return new JsonArray(elements);
    }

    /** Any object. */
    public JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int size = random.nextInt(5); size > 0; size--) {
            members.put(name(), value(depth - 1));
        }
        return new JsonObject(members);
    }

    /** The bytes with a few of them changed, left out or doubled. */
    public byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && damaged.length > 0; times--) {
            int place = random.nextInt(damaged.length);
            switch (random.nextInt(3)) {
                case 0 -> damaged[place] = (byte) random.nextInt(256);
                case 1 -> damaged = joined(damaged, place, place + 1);
                default -> damaged = joined(damaged, Math.min(place + 1, damaged.length), place);
            }
        }
        return damaged;
    }

    /** Everything before the one place and everything from the other. */
    private static byte[] joined(byte[] bytes, int end, int start) {
        byte[] joined = new byte[end + bytes.length - start];
        System.arraycopy(bytes, 0, joined, 0, end);
        System.arraycopy(bytes, start, joined, end, bytes.length - start);
        return joined;
    }
}
