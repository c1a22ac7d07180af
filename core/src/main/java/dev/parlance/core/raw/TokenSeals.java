package dev.parlance.core.raw;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts what only its issuer can read under our seal on the way to the client, so that it says who issued it when it comes back. The decoder
 * tells the tokens; wherever an event holds one as a string, its seal takes the place. Not thread-safe.
 */
public final class TokenSeals {
    private static final String[] NAMES = {"\"signature\"", "\"encrypted_content\"", "\"thoughtSignature\"", "\"data\""
    };

    private final @Nullable UnaryOperator<ChatEvent> seal;
    private final Map<String, String> sealed = new HashMap<>();

    private TokenSeals(@Nullable UnaryOperator<ChatEvent> seal) {
        this.seal = seal;
    }

    /** For hosts that sign nothing. */
    public static TokenSeals none() {
        return new TokenSeals(null);
    }

    /**
     * For the reasoning of an answer.
     *
     * @param seal gives the event that a client shall see
     */
    public static TokenSeals by(UnaryOperator<ChatEvent> seal) {
        return new TokenSeals(seal);
    }

    /** Whether the event may hold a token. */
    boolean concern(String frame) {
        if (seal != null) {
            for (String name : NAMES) {
                if (frame.contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    void take(ChatEvent.ReasoningDelta delta) {
        if (seal == null
                || delta.payload().isEmpty()
                || !(seal.apply(delta) instanceof ChatEvent.ReasoningDelta changed)) {
            return;
        }
        Members before = delta.payload();
        for (Map.Entry<String, RawJson> member : changed.payload().byName().entrySet()) {
            RawJson old = before.get(member.getKey());
            if (old != null
                    && !old.equals(member.getValue())
                    && old.valueOrNull() instanceof JsonString(String token)
                    && member.getValue().valueOrNull() instanceof JsonString(String seals)) {
                sealed.put(token, seals);
            }
        }
    }

    /** The bytes with seals, or null when nothing in them is sealed. */
    byte @Nullable [] sealed(byte[] bytes, int from, int to) {
        if (sealed.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream out = null;
        int done = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] != '"') {
                continue;
            }
            int end = StringScan.end(bytes, at + 1, to);
            if (end < 0) {
                break;
            }
            String seal = sealed.get(text(bytes, at, end + 1));
            if (seal != null) {
                out = out == null ? new ByteArrayOutputStream(to - from + seal.length()) : out;
                out.write(bytes, done, at + 1 - done);
                out.writeBytes(seal.getBytes(StandardCharsets.US_ASCII));
                done = end;
            }
            at = end;
        }
        if (out == null) {
            return null;
        }
        out.write(bytes, done, to - done);
        return out.toByteArray();
    }

    /** The same; the bytes themselves when nothing in them is sealed. */
    byte[] sealed(byte[] bytes) {
        byte[] changed = sealed(bytes, 0, bytes.length);
        return changed == null ? bytes : changed;
    }

    private static String text(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\\') {
                return Json.parse(Arrays.copyOfRange(bytes, from, to)) instanceof JsonString(String text) ? text : "";
            }
        }
        return new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }
}
