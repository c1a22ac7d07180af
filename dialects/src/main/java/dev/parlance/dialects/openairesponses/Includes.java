package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The array {@code include}, which names what the answer is to hold besides the usual. */
final class Includes {
    private static final String ENCRYPTED_REASONING = "reasoning." + Names.ENCRYPTED_CONTENT;

    private Includes() {}

    /** Whether the caller keeps the conversation, and wants with each answer what is needed for that. */
    static boolean encryptedReasoning(ChatRequest request) {
        RawJson include = request.extraBody().get(Names.INCLUDE);
        return include != null && holds(include, ENCRYPTED_REASONING);
    }

    static boolean holds(RawJson include, String entry) {
        return include.valueOrNull() instanceof JsonArray(List<JsonValue> entries)
                && entries.contains(JsonValue.of(entry));
    }

    /** With that entry; what is no array stays as it is. */
    static RawJson with(@Nullable RawJson include, String entry) {
        if (include == null) {
            return RawJson.of(JsonValue.strings(List.of(entry)));
        }
        if (!(include.valueOrNull() instanceof JsonArray(List<JsonValue> entries)) || holds(include, entry)) {
            return include;
        }
        List<JsonValue> all = new ArrayList<>(entries);
        all.add(JsonValue.of(entry));
        return RawJson.of(new JsonArray(all));
    }

    /** Without that entry; null when nothing is left. */
    static @Nullable RawJson without(RawJson include, String entry) {
        if (!(include.valueOrNull() instanceof JsonArray(List<JsonValue> entries))) {
            return include;
        }
        List<JsonValue> rest =
                entries.stream().filter(one -> !one.equals(JsonValue.of(entry))).toList();
        return rest.isEmpty() ? null : RawJson.of(new JsonArray(rest));
    }
}
