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
    private @Nullable Thinking thinking;

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
        boolean cut = stop == StopReason.Kind.LENGTH;
        if (!cut && Boolean.FALSE.equals(reasoned)) {
            return "the same again";
        }
        // A host that names another reason did not run out of room; else room comes first, for it takes no thought
        // away.
        boolean roomFirst = cut || stop == null;
        if (roomFirst == (attempt % 2 == 1)) {
            return moreRoom(request);
        }
        Thinking lower = lower(apply(request).thinking());
        if (lower == null) {
            return moreRoom(request);
        }
        thinking = lower;
        return "thinking " + lower.word();
    }

    /** Doubles the output budget. */
    String moreRoom(ChatRequest request) {
        Long asked = apply(request).parameters().get(Parameter.MAX_OUTPUT_TOKENS) instanceof JsonNumber number
                ? number.wholeNumber()
                : null;
        long doubled = 2 * Math.min(asked == null ? ROOM_FOR_THINKING : asked, Integer.MAX_VALUE / 2);
        long more = Math.max(ROOM_FOR_THINKING, doubled);
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
