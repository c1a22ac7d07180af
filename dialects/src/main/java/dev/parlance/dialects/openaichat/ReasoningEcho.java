package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning that a client returns with an assistant message, under whichever names. Null says nothing; an empty string says that the
 * reasoning was empty. Not thread-safe.
 */
final class ReasoningEcho {
    private static final List<String> ORDER = List.of(Names.REASONING_CONTENT, Names.REASONING, Names.REASONING_TEXT);

    private final Map<String, String> texts = new LinkedHashMap<>();
    private Members payload = Members.NONE;

    /** Takes a text member: a string, or an object with the text under {@code content} as CodeCompanion keeps it. */
    void text(String name, JsonReader reader) {
        switch (reader.value()) {
            case JsonString(String text) -> texts.put(name, text);
            case JsonObject object
            when object.text("content") != null -> texts.put(name, String.valueOf(object.text("content")));
            default -> {}
        }
    }

    /** Takes details or an opaque payload. */
    void payload(String name, JsonReader reader) {
        if (reader.isNull()) {
            reader.skip();
        } else {
            payload = payload.with(name, reader.raw());
        }
    }

    /** The pieces that another dialect issued and this message carries back; empty when it carries none. */
    List<CarriedDetails.Returned> carried() {
        RawJson details = payload.get(Names.REASONING_DETAILS);
        return details == null ? List.of() : CarriedDetails.returned(details.valueOrNull());
    }

    /** The reasoning, or null when the message carries none. The same thing said under a second name is left out, and reported. */
    Content.@Nullable Reasoning content(String place, List<Adjustment> adjustments) {
        String field = null;
        for (String name : ORDER) {
            String text = texts.get(name);
            if (text == null) {
                continue;
            }
            if (field == null) {
                field = name;
            } else {
                adjustments.add(new Adjustment(
                        "reasoning",
                        Adjustment.Kind.DROPPED,
                        JsonValue.object(name, JsonValue.of(text)),
                        null,
                        "inbound/" + Names.DIALECT + "#messages",
                        place + " carries its reasoning twice; " + field + " counts.",
                        null));
            }
        }
        if (field == null && payload.isEmpty()) {
            return null;
        }
        String text = field == null ? textOf(payload.get(Names.REASONING_DETAILS)) : texts.get(field);
        return new Content.Reasoning(text == null ? "" : text, null, field, payload);
    }

    private static @Nullable String textOf(@Nullable RawJson details) {
        return details != null && details.valueOrNull() instanceof JsonString(String text) ? text : null;
    }
}
