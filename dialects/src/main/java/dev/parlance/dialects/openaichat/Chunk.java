package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chunk of a stream, or one whole body, as it was read: filled by {@link ChunkReader}, used up by {@link OpenAiChatDecoder}, cleared
 * and filled again. Not thread-safe.
 */
final class Chunk {
    @Nullable
    String id;

    @Nullable
    String model;

    long created;
    boolean hasChoices;
    boolean emptyChoices;

    @Nullable
    String content;

    @Nullable
    String refusal;

    @Nullable
    String finishReason;

    @Nullable
    JsonObject usage;

    @Nullable
    JsonValue error;

    /** Reasoning as it came: text by wire member, and payload that must go back unchanged. */
    final ReasoningPieces reasoning = new ReasoningPieces();

    final List<CallDelta> calls = new ArrayList<>();
    final List<OpaqueReceived> opaque = new ArrayList<>();

    /** One entry of {@code tool_calls}; index -1 for none. */
    record CallDelta(
            int index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments,
            Members extra) {}

    void clear() {
        id = null;
        model = null;
        created = 0;
        emptyChoices = false;
        usage = null;
        error = null;
        opaque.clear();
        clearChoice();
    }

    /** Forgets the choice, when it turns out to be one that does not count. */
    void clearChoice() {
        hasChoices = false;
        content = null;
        refusal = null;
        finishReason = null;
        reasoning.clear();
        calls.clear();
        opaque.removeIf(received -> received.place() != OpaqueReceived.Place.RESPONSE);
    }

    void opaque(OpaqueReceived.Place place, String name, RawJson json) {
        opaque.add(new OpaqueReceived(place, name, json));
    }
}
