package dev.parlance.core.raw;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two pieces of valid JSON say the same, without trees where they are written alike: the order of members does not count, the
 * spelling of numbers does. In doubt they differ. Used once.
 */
final class SameJson {
    private final byte[] one;
    private final byte[] other;
    private int at;
    private int otherAt;

    private SameJson(byte[] one, int from, byte[] other, int otherFrom) {
        this.one = one;
        this.other = other;
        this.at = from;
        this.otherAt = otherFrom;
    }

    /** Whether the values that begin there are the same. */
    static boolean same(byte[] one, int from, byte[] other, int otherFrom) {
        return new SameJson(one, from, other, otherFrom).value();
    }

    private boolean value() {
        at = blanks(one, at);
        otherAt = blanks(other, otherAt);
        if (one[at] != other[otherAt]) {
            return false;
        }
        return switch (one[at]) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            default -> literal();
        };
    }

    private boolean literal() {
        int end = literalEnd(one, at);
        int otherEnd = literalEnd(other, otherAt);
        boolean same = Arrays.equals(one, at, end, other, otherAt, otherEnd);
        at = end;
        otherAt = otherEnd;
        return same;
    }

    private boolean string() {
        int from = at;
        int otherFrom = otherAt;
        at = valueEnd(one, at);
        otherAt = valueEnd(other, otherAt);
        return Arrays.equals(one, from, at, other, otherFrom, otherAt)
                || (escapes(one, from, at) || escapes(other, otherFrom, otherAt))
                        && text(one, from, at).equals(text(other, otherFrom, otherAt));
    }

    private boolean array() {
        at = blanks(one, at + 1);
        otherAt = blanks(other, otherAt + 1);
        while (one[at] != ']' && other[otherAt] != ']') {
            if (!value()) {
                return false;
            }
            step();
        }
        return one[at++] == other[otherAt++];
    }

    private boolean object() {
        int from = at;
        int otherFrom = otherAt;
        at = blanks(one, at + 1);
        otherAt = blanks(other, otherAt + 1);
        while (one[at] != '}' && other[otherAt] != '}') {
            if (!string()) {
                return shuffled(from, otherFrom);
            }
            at = blanks(one, at) + 1;
            otherAt = blanks(other, otherAt) + 1;
            if (!value()) {
                return false;
            }
            step();
        }
        return one[at++] == other[otherAt++];
    }

    /** The members in another order. */
    private boolean shuffled(int from, int otherFrom) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> otherPlaces = new HashMap<>();
        int end = members(one, from, places);
        int otherEnd = members(other, otherFrom, otherPlaces);
        if (end < 0 || otherEnd < 0 || !places.keySet().equals(otherPlaces.keySet())) {
            return false;
        }
        for (Map.Entry<String, Integer> place : places.entrySet()) {
            Integer otherPlace = otherPlaces.get(place.getKey());
            if (otherPlace == null || !same(one, place.getValue(), other, otherPlace)) {
                return false;
            }
        }
        at = end;
        otherAt = otherEnd;
        return true;
    }

    /** Behind the object, or -1 when a name stands in it twice. */
    private static int members(byte[] json, int from, Map<String, Integer> places) {
        int at = blanks(json, from + 1);
        while (json[at] != '}') {
            int end = valueEnd(json, at);
            String name = text(json, at, end);
            int value = blanks(json, blanks(json, end) + 1);
            if (places.put(name, value) != null) {
                return -1;
            }
            at = blanks(json, valueEnd(json, value));
            at = json[at] == ',' ? blanks(json, at + 1) : at;
        }
        return at + 1;
    }

    private void step() {
        at = blanks(one, at);
        otherAt = blanks(other, otherAt);
        at = one[at] == ',' ? blanks(one, at + 1) : at;
        otherAt = other[otherAt] == ',' ? blanks(other, otherAt + 1) : otherAt;
    }

    private static int valueEnd(byte[] json, int from) {
        int depth = 0;
        int at = from;
        do {
            switch (json[at]) {
                case '"' -> at = StringScan.end(json, at + 1, json.length) + 1;
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':', ' ', '\n', '\r', '\t' -> at++;
                default -> at = literalEnd(json, at);
            }
        } while (depth > 0);
        return at;
    }

    private static int literalEnd(byte[] json, int from) {
        int at = from;
        while (at < json.length
                && switch (json[at]) {
                    case ',', ']', '}', ' ', '\n', '\r', '\t' -> false;
                    default -> true;
                }) {
            at++;
        }
        return at;
    }

    private static boolean escapes(byte[] json, int from, int to) {
        for (int at = from; at < to; at++) {
            if (json[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] json, int from, int to) {
        @Nullable JsonValue value = Json.parse(Arrays.copyOfRange(json, from, to));
        return value instanceof JsonValue.JsonString(String text) ? text : "";
    }

    private static int blanks(byte[] json, int from) {
        int at = from;
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }
}
