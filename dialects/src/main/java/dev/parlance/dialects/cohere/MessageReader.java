package dev.parlance.dialects.cohere;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the message: all at once, or by the events of a stream. A plain message says what was thought and said, then what is planned and
 * called, as a stream does. Lenient: a member of an unexpected type is passed over. Not thread-safe.
 */
final class MessageReader {
    private static final String CONTENT = "content";
    private static final String TOOL_CALLS = "tool_calls";

    private final BlockAssembler blocks = new BlockAssembler();
    private final CallAssembler calls = new CallAssembler();
    private long lastIndex;

    /** Whether the answer calls tools. */
    boolean calls() {
        return calls.any();
    }

    /** A whole message. */
    void whole(JsonObject message, Consumer<ChatEvent> sink) {
        List<JsonValue> citations = new ArrayList<>(message.elements(BlockAssembler.CITATIONS));
        List<JsonValue> content = list(message.get(CONTENT));
        for (int index = 0; index < content.size(); index++) {
            JsonObject block = block(content.get(index));
            if (block != null) {
                blocks.start(index, block, sink);
                blocks.stop(sink);
                if (blocks.inText()) {
                    cite(index, citations, sink);
                }
            }
        }
        blocks.plan(message.text(BlockAssembler.TOOL_PLAN), sink);
        blocks.end(sink);
        List<JsonValue> called = list(message.get(TOOL_CALLS));
        for (int index = 0; index < called.size(); index++) {
            if (called.get(index) instanceof JsonObject call) {
                calls.start(index, call, sink);
                calls.stop(index, sink);
            }
        }
        BlockAssembler.left(citations, sink);
        others(message, sink);
    }

    private void cite(int index, List<JsonValue> citations, Consumer<ChatEvent> sink) {
        for (JsonValue citation : List.copyOf(citations)) {
            if (BlockAssembler.cites(citation, index)) {
                blocks.cite(citation, sink);
                citations.remove(citation);
            }
        }
    }

    /** One event of a stream about the message. */
    void event(String kind, JsonObject event, Consumer<ChatEvent> sink) {
        Long told = event.get("index") instanceof JsonNumber number ? number.wholeNumber() : null;
        lastIndex = told == null ? lastIndex : told;
        JsonObject delta = event.object("delta");
        JsonObject given = delta == null ? null : delta.object("message");
        JsonObject message = given == null ? JsonObject.EMPTY : given;
        switch (kind) {
            case "content-start", "content-delta" -> {
                for (JsonValue one : list(message.get(CONTENT))) {
                    content(kind, block(one), sink);
                }
            }
            case "content-end" -> blocks.stop(sink);
            case "tool-plan-delta" -> blocks.plan(message.text(BlockAssembler.TOOL_PLAN), sink);
            case "tool-call-start", "tool-call-delta" -> {
                blocks.end(sink);
                for (JsonValue one : list(message.get(TOOL_CALLS))) {
                    call(kind, one, sink);
                }
            }
            case "tool-call-end" -> calls.stop(lastIndex, sink);
            case "citation-start" -> {
                for (JsonValue citation : list(message.get(BlockAssembler.CITATIONS))) {
                    blocks.cite(citation, sink);
                }
            }
            default -> {}
        }
    }

    private void content(String kind, @Nullable JsonObject block, Consumer<ChatEvent> sink) {
        if (block == null) {
            return;
        }
        if (kind.equals("content-start")) {
            blocks.start(lastIndex, block, sink);
        } else {
            blocks.delta(lastIndex, block, sink);
        }
    }

    private void call(String kind, JsonValue value, Consumer<ChatEvent> sink) {
        if (!(value instanceof JsonObject call)) {
            return;
        }
        if (kind.equals("tool-call-start")) {
            calls.start(lastIndex, call, sink);
        } else {
            calls.delta(lastIndex, call, sink);
        }
    }

    /** What the message says in members that are not known here. */
    private static void others(JsonObject message, Consumer<ChatEvent> sink) {
        BlockAssembler.others(message, "role", CONTENT, BlockAssembler.TOOL_PLAN, TOOL_CALLS, BlockAssembler.CITATIONS)
                .byName()
                .forEach((name, value) -> sink.accept(new OpaqueReceived(OpaqueReceived.Place.MESSAGE, name, value)));
    }

    /** The answer is complete, and so are its parts. */
    void end(Consumer<ChatEvent> sink) {
        blocks.end(sink);
        calls.end(sink);
    }

    /** A text alone stands for a block of it. */
    private static @Nullable JsonObject block(JsonValue value) {
        return switch (value) {
            case JsonObject object -> object;
            case JsonString text -> JsonValue.object("type", JsonValue.of("text"), "text", text);
            default -> null;
        };
    }

    private static List<JsonValue> list(@Nullable JsonValue value) {
        return switch (value) {
            case null -> List.of();
            case JsonArray(List<JsonValue> elements) -> elements;
            default -> List.of(value);
        };
    }
}
