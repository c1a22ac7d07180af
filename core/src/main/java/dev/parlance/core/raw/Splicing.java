package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the client's bytes back where their stand-ins came out. What a JSON string says does not depend on the dialect: between the quotes it
 * stays as the client wrote it, and within a string that holds JSON it gets the backslashes that such a string has. In doubt nothing is put
 * back. Used once.
 */
final class Splicing {
    private static final byte[] MARK = StandIns.MARK.getBytes(StandardCharsets.US_ASCII);

    /** Around the arguments of a call: as an object, and as the text of one in a string. */
    private static final byte[][] OBJECT = {ascii("{\""), ascii("\":0}")};

    private static final byte[][] TEXT = {ascii("{\\\""), ascii("\\\":0}")};

    /** By the letter under the end of the mark, how far the mark can be moved at least. */
    private static final byte[] STEPS = new byte[256];

    static {
        Arrays.fill(STEPS, (byte) MARK.length);
        for (int at = 0; at < MARK.length - 1; at++) {
            STEPS[MARK[at]] = (byte) (MARK.length - 1 - at);
        }
    }

    private final byte[] body;
    private final List<StandIn> standIns;
    private final byte[] encoded;
    private final BitSet seen = new BitSet();
    private byte[] out;
    private int length;
    private int done;

    private Splicing(byte[] body, List<StandIn> standIns, byte[] encoded) {
        this.body = body;
        this.standIns = standIns;
        this.encoded = encoded;
        int size = encoded.length;
        for (StandIn standIn : standIns) {
            size += Math.max(0, standIn.saved());
        }
        this.out = new byte[size];
    }

    /**
     * What is sent.
     *
     * @param body the client's bytes
     * @param encoded what the full lane made of them with the stand-ins in their place
     * @param mayLeaveOut whether it said that it left something out
     * @return null when it cannot be told
     */
    static byte @Nullable [] spliced(byte[] body, List<StandIn> standIns, byte[] encoded, boolean mayLeaveOut) {
        Splicing splicing = new Splicing(body, standIns, encoded);
        return splicing.all() && splicing.isComplete(mayLeaveOut) ? splicing.written() : null;
    }

    /** How often the mark of stand-ins occurs. */
    static int marks(byte[] text) {
        int count = 0;
        for (int at = markFrom(text, 0); at >= 0; at = markFrom(text, at + MARK.length)) {
            count++;
        }
        return count;
    }

    private byte[] written() {
        copy(encoded, done, encoded.length);
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    /** Tokens of others and, where it was said, words may stay behind; encoded bytes that are gone were read by somebody. */
    private boolean isComplete(boolean mayLeaveOut) {
        for (StandIn standIn : standIns) {
            boolean optional = standIn.cut() == Cut.TOKEN || standIn.cut() == Cut.WORDS;
            if (!seen.get(standIn.number()) && !(mayLeaveOut && optional)) {
                return false;
            }
        }
        return true;
    }

    private boolean all() {
        for (int at = markFrom(encoded, 0); at >= 0; at = markFrom(encoded, done)) {
            StandIn standIn = standIn(at + MARK.length);
            // Where one comes out twice somebody copied it, and may have weighed it too.
            if (standIn == null || seen.get(standIn.number())) {
                return false;
            }
            seen.set(standIn.number());
            if (!(standIn.cut() == Cut.ARGUMENTS ? arguments(standIn, at) : text(standIn, at))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable StandIn standIn(int from) {
        int number = 0;
        int at = from;
        while (at < encoded.length && at - from < 9 && encoded[at] >= '0' && encoded[at] <= '9') {
            number = number * 10 + encoded[at++] - '0';
        }
        return at > from && at < encoded.length && encoded[at] == StandIns.END && number < standIns.size()
                ? standIns.get(number)
                : null;
    }

    private boolean arguments(StandIn standIn, int at) {
        int end = encodedMarkEnd(at);
        if (isBefore(TEXT[0], at) && isAt(TEXT[1], end)) {
            put(at - TEXT[0].length, body, standIn.from(), standIn.to(), end + TEXT[1].length);
            return true;
        }
        if (isBefore(OBJECT[0], at) && isAt(OBJECT[1], end)) {
            RawJson arguments = argumentsOf(body, standIn);
            JsonWriter object = new JsonWriter(standIn.to() - standIn.from() + 16);
            byte[] bytes = object.raw(arguments).toBytes();
            put(at - OBJECT[0].length, bytes, 0, bytes.length, end + OBJECT[1].length);
            return true;
        }
        return false;
    }

    /** What the arguments say that were cut, which may be no JSON. */
    static RawJson argumentsOf(byte[] body, StandIn standIn) {
        byte[] quoted = Arrays.copyOfRange(body, standIn.from() - 1, standIn.to() + 1);
        return RawJson.ofText(Json.parse(quoted) instanceof JsonString(String text) ? text : "");
    }

    private boolean text(StandIn standIn, int at) {
        int end = at + standIn.text().length;
        if (!isAt(standIn.text(), at)) {
            return false;
        }
        if (standIn.cut() == Cut.BASE64 || !hasEscapes(standIn)) {
            put(at, body, standIn.from(), standIn.to(), end);
            return true;
        }
        return switch (depth(at)) {
            case 0 -> {
                put(at, body, standIn.from(), standIn.to(), end);
                yield true;
            }
            case 1 -> putEscaped(standIn, at, end);
            default -> false;
        };
    }

    private boolean hasEscapes(StandIn standIn) {
        for (int at = standIn.from(); at < standIn.to(); at++) {
            if (body[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** 0 in a string, 1 in a string within a string that holds nothing else, -1 where it cannot be told. */
    private int depth(int mark) {
        int at = mark - 1;
        while (encoded[at] != '"') {
            at--;
        }
        if (encoded[at - 1] != '\\') {
            return 0;
        }
        return at == mark - 1 && encoded[at - 2] != '\\' ? 1 : -1;
    }

    /** Only escapes that every writer spells the same: the string that holds the JSON is compared by its letters. */
    private boolean putEscaped(StandIn standIn, int at, int end) {
        byte[] escaped = new byte[2 * (standIn.to() - standIn.from())];
        int size = 0;
        for (int from = standIn.from(); from < standIn.to(); from++) {
            byte value = body[from];
            if (value != '\\') {
                escaped[size++] = value;
                continue;
            }
            byte letter = body[++from];
            escaped[size++] = '\\';
            escaped[size++] = '\\';
            switch (letter) {
                case 'n', 't', 'r' -> {}
                case '"', '\\' -> escaped[size++] = '\\';
                default -> {
                    return false;
                }
            }
            escaped[size++] = letter;
        }
        put(at, escaped, 0, size, end);
        return true;
    }

    private int encodedMarkEnd(int at) {
        int end = at + MARK.length;
        while (encoded[end] != StandIns.END) {
            end++;
        }
        return end + 1;
    }

    private void put(int at, byte[] bytes, int from, int to, int end) {
        copy(encoded, done, at);
        copy(bytes, from, to);
        done = end;
    }

    private void copy(byte[] bytes, int from, int to) {
        int more = to - from;
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(out.length + out.length / 4, length + more));
        }
        System.arraycopy(bytes, from, out, length, more);
        length += more;
    }

    private boolean isBefore(byte[] word, int at) {
        return at - word.length >= done && isAt(word, at - word.length);
    }

    private boolean isAt(byte[] word, int at) {
        return at + word.length <= encoded.length && Arrays.equals(encoded, at, at + word.length, word, 0, word.length);
    }

    private static int markFrom(byte[] text, int from) {
        int last = MARK.length - 1;
        for (int at = from + last; at < text.length; at += STEPS[text[at] & 0xff]) {
            if (text[at] == MARK[last] && Arrays.equals(text, at - last, at + 1, MARK, 0, MARK.length)) {
                return at - last;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
