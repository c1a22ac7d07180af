package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;

/** Items that travel whole, because only the dialect understands them. */
final class OpaqueItem {
    static final String OUTPUT = "output";

    private OpaqueItem() {}

    /** An item of an answer. */
    static Content.Opaque of(JsonObject item) {
        return new Content.Opaque(Names.DIALECT, OUTPUT, RawJson.of(item));
    }
}
