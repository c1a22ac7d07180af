package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, or one whole body, as it was read: filled by {@link WireEventReader}, used up by {@link OpenAiResponsesDecoder},
 * cleared and filled again. Not thread-safe.
 */
final class WireEvent {
    @Nullable
    String type;

    /** Number of the item it is about, or -1. */
    int item;

    /** Number of the item's part it is about, or -1. */
    int part;

    @Nullable
    String delta;

    /** The item, when it comes whole. */
    @Nullable
    JsonObject itemJson;

    /** The part, when it comes whole. */
    @Nullable
    JsonObject partJson;

    /** The error of an {@code error} event, in the shape of an error body. */
    @Nullable
    JsonValue error;

    /** The response object within the event; its fields stay empty when the event has none. */
    final ResponseFields response = new ResponseFields();

    /** The fields of a response object that an answer is made of. */
    static final class ResponseFields {
        boolean present;

        @Nullable
        String id;

        @Nullable
        String object;

        @Nullable
        String model;

        long created;

        @Nullable
        String status;

        @Nullable
        String incompleteReason;

        /** The array of items, unread. */
        @Nullable
        RawJson output;

        @Nullable
        JsonObject usage;

        @Nullable
        JsonValue error;

        final List<OpaqueReceived> opaque = new ArrayList<>();

        void clear() {
            present = false;
            id = null;
            object = null;
            model = null;
            created = 0;
            status = null;
            incompleteReason = null;
            output = null;
            usage = null;
            error = null;
            opaque.clear();
        }
    }

    void clear() {
        type = null;
        item = -1;
        part = -1;
        delta = null;
        itemJson = null;
        partJson = null;
        error = null;
        response.clear();
    }
}
