package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells thinking and answer apart in the text of models that write both into it: {@code <think>...</think>} at its beginning. The tags may be
 * cut anywhere. Where the profile names no tag, text passes as it is. Not thread-safe.
 */
final class TaggedThinking {
    private final @Nullable String opening;
    private final String closing;
    private final StringBuilder held = new StringBuilder();
    private State state;

    private enum State {
        /** Nothing but white space and the beginning of the tag has come. */
        BEFORE,
        WITHIN,
        /** The line breaks between thinking and answer are still to come. */
        AFTER,
        PAST
    }

    /** @param tag the name of the tag, or null for none */
    TaggedThinking(@Nullable String tag) {
        opening = tag == null ? null : "<" + tag + ">";
        closing = "</" + tag + ">";
        state = tag == null ? State.PAST : State.BEFORE;
    }

    void text(String text, Consumer<ChatEvent> sink) {
        if (state == State.PAST || opening == null) {
            sink.accept(new ChatEvent.TextDelta(text));
            return;
        }
        held.append(text);
        if (state == State.BEFORE) {
            before(opening, sink);
        }
        if (state == State.WITHIN) {
            within(sink);
        }
        if (state == State.AFTER) {
            after(sink);
        }
    }

    /** No more text comes. */
    void end(Consumer<ChatEvent> sink) {
        if (!held.isEmpty()) {
            String rest = held.toString();
            held.setLength(0);
            sink.accept(state == State.WITHIN ? thought(rest) : new ChatEvent.TextDelta(rest));
        }
        state = State.PAST;
    }

    private void before(String tag, Consumer<ChatEvent> sink) {
        String begun = held.toString().stripLeading();
        if (begun.startsWith(tag)) {
            held.setLength(0);
            held.append(begun, tag.length(), begun.length());
            state = State.WITHIN;
        } else if (!tag.startsWith(begun)) {
            end(sink);
        }
    }

    private void within(Consumer<ChatEvent> sink) {
        int end = held.indexOf(closing);
        // The last characters may be the beginning of the closing tag.
        int sure = end >= 0 ? end : Math.max(0, held.length() - closing.length() + 1);
        if (sure > 0) {
            sink.accept(thought(held.substring(0, sure)));
            held.delete(0, sure);
        }
        if (end >= 0) {
            held.delete(0, closing.length());
            state = State.AFTER;
        }
    }

    private void after(Consumer<ChatEvent> sink) {
        String answer = held.toString().stripLeading();
        held.setLength(0);
        if (!answer.isEmpty()) {
            state = State.PAST;
            sink.accept(new ChatEvent.TextDelta(answer));
        }
    }

    private static ChatEvent thought(String text) {
        return new ChatEvent.ReasoningDelta(text, Names.REASONING_CONTENT, Members.NONE);
    }
}
