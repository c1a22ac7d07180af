package dev.parlance.dialects.cohere;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns content blocks into events, in pieces or whole. Blocks come one after the other; a text stays open until the next one begins, for
 * its citations come after its end. Not thread-safe.
 */
final class BlockAssembler {
    static final String CITATIONS = "citations";
    static final String TOOL_PLAN = "tool_plan";
    static final String THINKING = "thinking";

    private static final String TEXT = "text";

    private @Nullable Block open;

    private sealed interface Block {
        long index();
    }

    private static final class TextBlock implements Block {
        private final long index;
        private final List<JsonValue> citations = new ArrayList<>();
        private final Members extra;
        private boolean told;

        TextBlock(long index, Members extra) {
            this.index = index;
            this.extra = extra;
        }

        @Override
        public long index() {
            return index;
        }
    }

    private static final class ThoughtBlock implements Block {
        private final long index;
        private final String field;
        private boolean told;

        /** @param field the wire member of the thoughts */
        ThoughtBlock(long index, String field) {
            this.index = index;
            this.field = field;
        }

        @Override
        public long index() {
            return index;
        }
    }

    private record OtherBlock(long index, GrowingObject object) implements Block {}

    void start(long index, JsonObject block, Consumer<ChatEvent> sink) {
        end(sink);
        String named = block.text("type");
        String type = named == null ? block.get(THINKING) == null ? TEXT : THINKING : named;
        switch (type) {
            case TEXT -> {
                TextBlock text = new TextBlock(index, others(block, "type", TEXT, CITATIONS));
                open = text;
                say(text, block, sink);
            }
            case THINKING -> {
                ThoughtBlock thought = new ThoughtBlock(index, THINKING);
                open = thought;
                think(thought, block.text(THINKING), sink);
            }
            default -> open = new OtherBlock(index, new GrowingObject(block));
        }
    }

    void delta(long index, JsonObject delta, Consumer<ChatEvent> sink) {
        if (open == null || open.index() != index) {
            start(index, delta, sink);
            return;
        }
        switch (open) {
            case TextBlock text -> say(text, delta, sink);
            case ThoughtBlock thought -> think(thought, delta.text(THINKING), sink);
            case OtherBlock other -> other.object().add(delta);
        }
    }

    /** More of the plan of the calls that follow: thoughts, by another name. */
    void plan(@Nullable String words, Consumer<ChatEvent> sink) {
        if (words == null || words.isEmpty()) {
            return;
        }
        if (open instanceof ThoughtBlock thought && thought.field.equals(TOOL_PLAN)) {
            think(thought, words, sink);
        } else {
            end(sink);
            ThoughtBlock plan = new ThoughtBlock(-1, TOOL_PLAN);
            open = plan;
            think(plan, words, sink);
        }
    }

    /** Whether a text is open, which citations may belong to. */
    boolean inText() {
        return open instanceof TextBlock;
    }

    /** Where the open text is the one that the citation names, or it names none, it belongs there; else to the message. */
    void cite(JsonValue citation, Consumer<ChatEvent> sink) {
        if (open instanceof TextBlock text && cites(citation, text.index)) {
            text.citations.add(citation);
        } else {
            left(List.of(citation), sink);
        }
    }

    /** Whether that block is the one that the citation is of; thoughts and plans may be cited too. */
    static boolean cites(JsonValue citation, long index) {
        if (!(citation instanceof JsonObject object)) {
            return false;
        }
        String type = object.text("type");
        Long named = object.get("content_index") instanceof JsonNumber number ? number.wholeNumber() : null;
        return (type == null || type.equals("TEXT_CONTENT")) && (named == null || named == index);
    }

    /** Citations of no text. */
    static void left(List<JsonValue> citations, Consumer<ChatEvent> sink) {
        if (!citations.isEmpty()) {
            sink.accept(
                    new OpaqueReceived(OpaqueReceived.Place.MESSAGE, CITATIONS, RawJson.of(new JsonArray(citations))));
        }
    }

    /** The block is whole. A text waits for citations. */
    void stop(Consumer<ChatEvent> sink) {
        if (!(open instanceof TextBlock)) {
            end(sink);
        }
    }

    /** Something else follows, or nothing. */
    void end(Consumer<ChatEvent> sink) {
        switch (open) {
            case null -> {}
            case TextBlock text -> {
                if (text.told) {
                    JsonArray cited = new JsonArray(text.citations);
                    sink.accept(new ChatEvent.PartEnded(
                            text.citations.isEmpty() ? text.extra : text.extra.with(CITATIONS, RawJson.of(cited))));
                } else {
                    left(text.citations, sink);
                }
            }
            case ThoughtBlock thought -> {
                if (!thought.told) {
                    // Thoughts that are explicitly empty are not the same as none.
                    sink.accept(new ChatEvent.ReasoningDelta("", thought.field, Members.NONE));
                }
                sink.accept(new ChatEvent.PartEnded(Members.NONE));
            }
            case OtherBlock(var index, GrowingObject object) ->
                sink.accept(new ChatEvent.PartReceived(
                        new Content.Opaque(CohereChat.NAME, "content", RawJson.of(object.object()))));
        }
        open = null;
    }

    private static void say(TextBlock text, JsonObject block, Consumer<ChatEvent> sink) {
        String words = block.text(TEXT);
        if (words != null && !words.isEmpty()) {
            text.told = true;
            sink.accept(new ChatEvent.TextDelta(words));
        }
        text.citations.addAll(block.elements(CITATIONS));
    }

    private static void think(ThoughtBlock thought, @Nullable String words, Consumer<ChatEvent> sink) {
        if (words != null && !words.isEmpty()) {
            thought.told = true;
            sink.accept(new ChatEvent.ReasoningDelta(words, thought.field, Members.NONE));
        }
    }

    /** The members that say something, but for the named ones. */
    static Members others(JsonObject object, String... known) {
        Members members = Members.NONE;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!Arrays.asList(known).contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
                members = members.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return members;
    }
}
