package dev.parlance.dialects.shared;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning of one dialect on its way through a client of another: whatever the host wants back, in a text that stands where the client's
 * own dialect has a signature or an encrypted item, and that the client returns unread. Nothing in it is secret, and nothing is trusted
 * but by the host that issued it.
 *
 * @param host who issued the reasoning: {@code host}, or {@code host/model} where only that model can read it
 * @param field the wire member its text came in, or null
 * @param payload what the host wants back
 * @param place where the reasoning stood, in dialects that keep reasoning apart from the rest of the turn: calls before it, or -1
 */
public record CarriedReasoning(String host, @Nullable String field, Members payload, int place) {
    private static final String MAGIC = "parlance1";

    /** Whether the text begins as ours do. Some clients read it as bytes and write it anew, so it is plain base64. */
    private static final String BEGINNING =
            Base64.getEncoder().encodeToString(MAGIC.getBytes(StandardCharsets.US_ASCII));

    /** The reasoning of an answer, by whoever gave it. */
    public static CarriedReasoning of(@Nullable String field, Members payload, Origin origin) {
        return new CarriedReasoning(origin.issuer(), field, payload, -1);
    }

    /** The same with its place in the turn. */
    public CarriedReasoning after(int calls) {
        return new CarriedReasoning(host, field, payload, calls);
    }

    /** The text for the client: standard base64 of a fixed word and a JSON object. */
    public String sealed() {
        JsonObject members = JsonValue.object("h", JsonValue.of(host));
        members = field == null ? members : members.with("f", JsonValue.of(field));
        members = place < 0 ? members : members.with("c", JsonValue.of(place));
        if (!payload.isEmpty()) {
            JsonObject values = JsonObject.EMPTY;
            for (var member : payload.byName().entrySet()) {
                values = values.with(member.getKey(), member.getValue().valueOrText());
            }
            members = members.with("p", values);
        }
        return Base64.getEncoder().encodeToString((MAGIC + Json.text(members)).getBytes(StandardCharsets.UTF_8));
    }

    /** What the client returned, or null when it is none of ours: then it is the signature of the client's own dialect. */
    public static @Nullable CarriedReasoning open(@Nullable String returned) {
        if (returned == null || !returned.startsWith(BEGINNING)) {
            return null;
        }
        try {
            String text = new String(
                    Base64.getDecoder().decode(returned.replace('-', '+').replace('_', '/')), StandardCharsets.UTF_8);
            return text.startsWith(MAGIC)
                            && Json.parse(text.substring(MAGIC.length()).getBytes(StandardCharsets.UTF_8))
                                    instanceof JsonObject members
                            && members.get("h") instanceof JsonString(String host)
                    ? new CarriedReasoning(host, members.text("f"), payload(members), place(members))
                    : null;
        } catch (IllegalArgumentException | MalformedJson damaged) {
            return null;
        }
    }

    /** The reasoning as the host issued it, with the text that the client returned beside it. */
    public Content.Reasoning with(String text) {
        return new Content.Reasoning(text, host, field, payload);
    }

    private static Members payload(JsonObject members) {
        Members payload = Members.NONE;
        if (members.get("p") instanceof JsonObject values) {
            for (var member : values.members().entrySet()) {
                payload = payload.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return payload;
    }

    private static int place(JsonObject members) {
        Long place = members.get("c") instanceof JsonValue.JsonNumber number ? number.wholeNumber() : null;
        return place == null ? -1 : Math.toIntExact(Math.clamp(place, -1, Integer.MAX_VALUE));
    }
}
