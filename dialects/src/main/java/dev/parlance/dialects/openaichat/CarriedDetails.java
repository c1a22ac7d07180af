package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning of another dialect as entries of {@code reasoning_details}, which clients of this dialect hand back as they came. What signs a
 * call stands on the call too, where Google's own Chat layer has it, for clients that know that place and not the details. Not thread-safe.
 */
final class CarriedDetails {
    /** What marks entries as ours: OpenRouter's member for the form of an entry. */
    private static final String FORMAT = "parlance";

    private static final String SIGNED_CALL = "thoughtSignature";

    private final Origin origin;
    private final StringBuilder text = new StringBuilder();
    private Members payload = Members.NONE;
    private @Nullable String field;
    private boolean open;
    private int written;
    private int calls;
    private @Nullable String signature;

    CarriedDetails(Origin origin) {
        this.origin = origin;
    }

    /** Whether the answer comes from another dialect, so that its reasoning must be carried. */
    boolean needed() {
        return !origin.dialect().equals(Names.DIALECT);
    }

    void add(ChatEvent.ReasoningDelta delta) {
        open = true;
        text.append(delta.text());
        payload = payload.withAll(delta.payload());
        field = field == null ? delta.field() : field;
    }

    void add(Content.Reasoning reasoning) {
        add(new ChatEvent.ReasoningDelta(reasoning.text(), reasoning.field(), reasoning.payload()));
    }

    /** Whether reasoning waits to be written: whatever follows it must come after. */
    boolean waits() {
        return open;
    }

    /** Writes the entry of the reasoning that ended, as an element of the array. */
    void write(JsonWriter out) {
        String sealed = CarriedReasoning.of(field, payload, origin).after(calls).sealed();
        out.beginObject();
        if (text.isEmpty()) {
            out.name("type").string("reasoning.encrypted").name("data").string(sealed);
        } else {
            out.name("type").string("reasoning.text").name("text").string(text.toString());
            out.name("signature").string(sealed);
        }
        out.name("format").string(FORMAT).name("index").number(written++).endObject();
        signature = payload.get(SIGNED_CALL) == null ? null : sealed;
        text.setLength(0);
        payload = Members.NONE;
        field = null;
        open = false;
    }

    /** Notes that a call begins, and writes the signature that it carries. */
    void call(JsonWriter out) {
        calls++;
        if (signature != null) {
            out.name("extra_content")
                    .beginObject()
                    .name("google")
                    .beginObject()
                    .name("thought_signature")
                    .string(signature)
                    .endObject()
                    .endObject();
            signature = null;
        }
    }

    /** A piece of reasoning that came back, and the calls before it. */
    record Returned(Content.Reasoning reasoning, int calls) {}

    /** The entries of ours among the details that a client returned. */
    static List<Returned> returned(@Nullable JsonValue details) {
        List<Returned> all = new ArrayList<>();
        if (details instanceof JsonValue.JsonArray(List<JsonValue> entries)) {
            for (JsonValue entry : entries) {
                if (entry instanceof JsonObject object) {
                    String words = object.text("text");
                    String signed = object.text("signature");
                    CarriedReasoning carried = CarriedReasoning.open(signed == null ? object.text("data") : signed);
                    if (carried != null) {
                        all.add(new Returned(carried.with(words == null ? "" : words), Math.max(0, carried.place())));
                    }
                }
            }
        }
        return all;
    }

    /** The signature of ours that a returned call carries, or null. */
    static Content.@Nullable Reasoning ofCall(@Nullable JsonValue extraContent) {
        CarriedReasoning carried = extraContent instanceof JsonObject object
                        && object.get("google") instanceof JsonObject google
                        && google.get("thought_signature") instanceof JsonString(String sealed)
                ? CarriedReasoning.open(sealed)
                : null;
        return carried == null ? null : carried.with("");
    }
}
