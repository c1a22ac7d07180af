package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning of one delta or message, which may stand under several names at once. The first member that is a string wins, in the order
 * of MoonshotAI/kimi-code's reasoning-key.ts; details give the text only when no string does. Not thread-safe.
 */
final class ReasoningPieces {
    private @Nullable String content;
    private @Nullable String plain;
    private @Nullable String text;
    private @Nullable RawJson details;
    private @Nullable RawJson opaque;
    private @Nullable StringBuilder parts;

    void clear() {
        content = null;
        plain = null;
        text = null;
        details = null;
        opaque = null;
        parts = null;
    }

    /** Takes a string member. */
    void string(String member, String value) {
        switch (member) {
            case Names.REASONING_CONTENT -> content = value;
            case Names.REASONING -> plain = value;
            default -> text = value;
        }
    }

    /** Takes {@code reasoning_details} or {@code reasoning_opaque}. */
    void payload(String member, RawJson json) {
        if (member.equals(Names.REASONING_DETAILS)) {
            details = json;
        } else {
            opaque = json;
        }
    }

    /** Takes the text of a thinking part of the content array. */
    void part(String value) {
        parts = parts == null ? new StringBuilder() : parts;
        parts.append(value);
    }

    /** The event, or null when there is no reasoning here. */
    ChatEvent.@Nullable ReasoningDelta event() {
        Members payload = Members.NONE;
        if (details != null) {
            payload = payload.with(Names.REASONING_DETAILS, details);
        }
        if (opaque != null) {
            payload = payload.with(Names.REASONING_OPAQUE, opaque);
        }
        if (content != null) {
            return new ChatEvent.ReasoningDelta(content, Names.REASONING_CONTENT, payload);
        }
        String inDetails = details == null || plain != null ? null : textOf(details);
        if (inDetails != null && !inDetails.isEmpty()) {
            return new ChatEvent.ReasoningDelta(inDetails, null, payload);
        }
        if (plain != null) {
            return new ChatEvent.ReasoningDelta(plain, Names.REASONING, payload);
        }
        if (text != null) {
            return new ChatEvent.ReasoningDelta(text, Names.REASONING_TEXT, payload);
        }
        if (parts != null) {
            return new ChatEvent.ReasoningDelta(parts.toString(), null, payload);
        }
        return payload.isEmpty() ? null : new ChatEvent.ReasoningDelta("", null, payload);
    }

    private static String textOf(RawJson details) {
        if (details.valueOrNull() instanceof JsonValue.JsonString(String words)) {
            return words;
        }
        if (!(details.valueOrNull() instanceof JsonValue.JsonArray(var entries))) {
            return "";
        }
        StringBuilder joined = new StringBuilder();
        for (JsonValue entry : entries) {
            if (entry instanceof JsonObject object) {
                String words = object.text("text");
                words = words == null ? object.text("summary") : words;
                joined.append(words == null ? "" : words);
            }
        }
        return joined.toString();
    }
}
