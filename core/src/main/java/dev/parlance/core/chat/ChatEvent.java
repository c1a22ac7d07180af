package dev.parlance.core.chat;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One step of an answer; the only currency of answers. A plain answer yields the same events as a streamed one. After
 * {@link ResponseStopped} or {@link ResponseFailed} nothing follows.
 */
public sealed interface ChatEvent {

    /**
     * The answer begins. May come again when the provider names id or model only later.
     *
     * @param created seconds since 1970, 0 when not told
     */
    record ResponseStarted(@Nullable String id, @Nullable String model, long created) implements ChatEvent {}

    /** More text. */
    record TextDelta(String text) implements ChatEvent {}

    /**
     * More reasoning; an empty text without payload says that the reasoning is explicitly empty.
     *
     * @param field the wire member it came in
     * @param payload what the provider wants back unchanged, by wire name
     */
    record ReasoningDelta(String text, @Nullable String field, Members payload) implements ChatEvent {}

    /** More of a refusal. */
    record RefusalDelta(String text) implements ChatEvent {}

    /**
     * A tool call begins, its name being known.
     *
     * @param call zero-based number of the call within the answer
     * @param id the provider's id, empty when it gave none
     */
    record ToolCallStarted(int call, String id, String name, Members extra) implements ChatEvent {}

    /** More of the text of a call's arguments. */
    record ToolCallDelta(int call, String arguments) implements ChatEvent {}

    /** The call is whole. Comes only when the stream or the block ended, never because the arguments happen to parse. */
    record ToolCallEnded(int call) implements ChatEvent {}

    /**
     * Something of the dialect's own that has no neutral form: filter results, annotations, log probabilities.
     *
     * @param place what it belonged to
     * @param name its wire name
     */
    record OpaqueReceived(Place place, String name, RawJson json) implements ChatEvent {
        /** What an opaque member belonged to. */
        public enum Place {
            /** The whole answer. */
            RESPONSE,
            /** The choice. */
            CHOICE,
            /** The message or delta. */
            MESSAGE
        }
    }

    /**
     * A part that comes in one piece: media, or something only its own dialect understands. It closes the part before it.
     *
     * @param part a {@link Content.Media} or {@link Content.Opaque}
     */
    record PartReceived(Content part) implements ChatEvent {}

    /**
     * The open text, reasoning or refusal is whole, and what follows begins a new part. Dialects without blocks never say so.
     *
     * @param extra vendor members of the text that ended, such as its citations
     */
    record PartEnded(Members extra) implements ChatEvent {}

    /**
     * What it cost so far. Hosts that count the input first tell it after the beginning already; each report replaces the one before, and the
     * last comes near the end.
     */
    record UsageReported(Usage usage) implements ChatEvent {}

    /** The answer is complete. */
    record ResponseStopped(StopReason reason) implements ChatEvent {}

    /**
     * The answer failed: an error body, an error within the stream, or a stream cut short.
     *
     * @param reason the finish reason that had come before, or null
     */
    record ResponseFailed(ParlanceException error, @Nullable StopReason reason) implements ChatEvent {}
}
