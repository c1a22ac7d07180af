package dev.parlance.agent;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import org.jspecify.annotations.Nullable;

/**
 * How the rest of a run asks, after an answer in which the model only thought: with more room for output, or with less thinking. The numbers
 * follow the advice of {@code EmptyResponse}: thinking models want 16,000 tokens or more. Not thread-safe.
 */
final class AskedDifferently {
    private static final long ROOM_FOR_THINKING = 16_000;
    private static final int LEAST_THINKING = 1024;

    private @Nullable Long room;
    private @Nullable Long roomBefore;
    private @Nullable Thinking thinking;

    /** Whether nobody has said yet what they think of the latest room. */
    private boolean roomIsNew;

    /** Whether a host has refused more room. */
    private boolean roomIsAtItsEnd;

    /** The request with what was changed so far. */
    ChatRequest apply(ChatRequest request) {
        ChatRequest.Builder changed = request.toBuilder();
        if (room != null) {
            changed.maxOutputTokens(Math.toIntExact(room));
        }
        if (thinking != null) {
            changed.thinking(thinking);
        }
        return changed.build();
    }

    /**
     * Changes what may help against an empty answer and says what, for people.
     *
     * @param reasoned whether there was reasoning in the answer, or null when that is not known
     * @param attempt 1 for the first retry
     */
    String change(ChatRequest request, StopReason.@Nullable Kind stop, @Nullable Boolean reasoned, int attempt) {
        roomIsNew = false;
        boolean cut = stop == StopReason.Kind.LENGTH;
        if (!cut && Boolean.FALSE.equals(reasoned)) {
            return "the same again";
        }
        // A host that names another reason did not run out of room; else room comes first, for it takes no thought
        // away.
        boolean roomFirst = cut || stop == null;
        if (roomFirst == (attempt % 2 == 1) && !roomIsAtItsEnd) {
            return moreRoom(request);
        }
        String less = lessThinking(request);
        return less == null ? moreRoom(request) : less;
    }

    /** Takes some thought away and says how much is left, or null when there is no less. */
    @Nullable
    String lessThinking(ChatRequest request) {
        Thinking lower = lower(apply(request).thinking());
        if (lower == null) {
            return null;
        }
        thinking = lower;
        return "thinking " + lower.word();
    }

    /** Takes back the room that was just added, for the host takes no such number. Whether there was any. */
    boolean takeBackRoom() {
        if (!roomIsNew) {
            return false;
        }
        room = roomBefore;
        roomIsNew = false;
        roomIsAtItsEnd = true;
        return true;
    }

    /** The host has answered. */
    void answered() {
        roomIsNew = false;
    }

    /** Doubles the output budget. */
    String moreRoom(ChatRequest request) {
        if (roomIsAtItsEnd) {
            return "the same again";
        }
        Long asked = apply(request).parameters().get(Parameter.MAX_OUTPUT_TOKENS) instanceof JsonNumber number
                ? number.wholeNumber()
                : null;
        long doubled = 2 * Math.min(asked == null ? ROOM_FOR_THINKING : asked, Integer.MAX_VALUE / 2);
        long more = Math.max(ROOM_FOR_THINKING, doubled);
        roomBefore = room;
        roomIsNew = true;
        room = more;
        return "max-output-tokens " + more;
    }

    /** One step less, or null when there is no less. */
    private static @Nullable Thinking lower(Thinking wish) {
        return switch (wish) {
            case Thinking.Default none -> new Thinking.Effort("low");
            case Thinking.On on -> new Thinking.Effort("low");
            case Thinking.Off off -> null;
            case Thinking.Budget(int tokens) ->
                tokens <= LEAST_THINKING ? null : new Thinking.Budget(Math.max(LEAST_THINKING, tokens / 2));
            case Thinking.Effort(String level) ->
                switch (level) {
                    case "minimal", "low" -> null;
                    case "medium" -> new Thinking.Effort("low");
                    case "high" -> new Thinking.Effort("medium");
                    case "xhigh", "max" -> new Thinking.Effort("high");
                    default -> new Thinking.Effort("low");
                };
        };
    }
}
