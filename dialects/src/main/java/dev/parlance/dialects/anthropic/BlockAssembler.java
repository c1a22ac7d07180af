package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns content blocks into events, whether they come in pieces or, as in a plain answer, at once. The service opens one block at a time;
 * hosts that forget to close one, or go on with an earlier one, are understood too. A block that only this dialect knows is kept until it
 * is whole. Not thread-safe.
 */
final class BlockAssembler {
    private final Map<Long, Block> open = new LinkedHashMap<>();
    private @Nullable Words speaking;
    private int calls;
    private boolean any;

    private sealed interface Block {}

    /** Text or thoughts. */
    private static final class Words implements Block {
        private final boolean thoughts;
        private Members extra;
        private JsonArray citations = JsonValue.array();
        private boolean told;

        Words(boolean thoughts, Members extra) {
            this.thoughts = thoughts;
            this.extra = extra;
        }
    }

    private static final class Call implements Block {
        private final int number;
        private final RawJson atStart;
        private boolean told;

        Call(int number, RawJson atStart) {
            this.number = number;
            this.atStart = atStart;
        }
    }

    private static final class Whole implements Block {
        private final StringBuilder input = new StringBuilder();
        private JsonObject block;

        Whole(JsonObject block) {
            this.block = block;
        }
    }

    /** Whether any block has come. */
    boolean any() {
        return any;
    }

    /** Whether the answer calls tools. */
    boolean calls() {
        return calls > 0;
    }

    void start(long index, JsonObject block, Consumer<ChatEvent> sink) {
        any = true;
        stop(index, sink);
        endWords(sink);
        String type = block.text(Names.TYPE);
        open.put(
                index,
                switch (type == null ? "" : type) {
                    case "text" -> text(block, sink);
                    case Names.THINKING -> thinking(block, sink);
                    case Names.REDACTED_THINKING -> redacted(block, sink);
                    case "tool_use" -> call(block, sink);
                    default -> new Whole(block);
                });
    }

    private Block text(JsonObject block, Consumer<ChatEvent> sink) {
        Words words = new Words(false, meaningful(BlockReader.others(block, Names.TYPE, "text", Names.CITATIONS)));
        speaking = words;
        if (block.get(Names.CITATIONS) instanceof JsonArray citations) {
            words.citations = citations;
        }
        say(words, block.text("text"), sink);
        return words;
    }

    private Block thinking(JsonObject block, Consumer<ChatEvent> sink) {
        Words words = new Words(true, Members.NONE);
        speaking = words;
        say(words, block.text(Names.THINKING), sink);
        sign(words, block.text(Names.SIGNATURE), sink);
        return words;
    }

    private Block redacted(JsonObject block, Consumer<ChatEvent> sink) {
        Words words = new Words(true, Members.NONE);
        speaking = words;
        words.told = true;
        Members payload = meaningful(BlockReader.others(block, Names.TYPE));
        sink.accept(new ChatEvent.ReasoningDelta("", Names.REDACTED_THINKING, payload));
        return words;
    }

    private Block call(JsonObject block, Consumer<ChatEvent> sink) {
        String id = block.text("id");
        String name = block.text("name");
        Call call = new Call(calls++, BlockReader.arguments(block.get("input")));
        sink.accept(new ChatEvent.ToolCallStarted(
                call.number,
                id == null ? "" : id,
                name == null ? "" : name,
                meaningful(BlockReader.others(block, Names.TYPE, "id", "name", "input"))));
        return call;
    }

    void delta(long index, JsonObject delta, Consumer<ChatEvent> sink) {
        String type = delta.text(Names.TYPE);
        Block block = open.get(index);
        switch (block) {
            case null -> unopened(type == null ? "" : type, index, delta, sink);
            case Words words -> words(words, type == null ? "" : type, delta, sink);
            case Call call -> {
                String piece = delta.text("partial_json");
                if (piece != null && !piece.isEmpty()) {
                    call.told = true;
                    sink.accept(new ChatEvent.ToolCallDelta(call.number, piece));
                }
            }
            case Whole whole -> whole(whole, delta);
        }
    }

    /** Some hosts leave out the start of a text. */
    private void unopened(String type, long index, JsonObject delta, Consumer<ChatEvent> sink) {
        String kind = switch (type) {
            case "text_delta" -> "text";
            case "thinking_delta" -> Names.THINKING;
            default -> null;
        };
        if (kind != null) {
            start(index, JsonValue.object(Names.TYPE, JsonValue.of(kind)), sink);
            delta(index, delta, sink);
        }
    }

    private void words(Words words, String type, JsonObject delta, Consumer<ChatEvent> sink) {
        if (words != speaking) {
            endWords(sink);
            speaking = words;
        }
        switch (type) {
            case "text_delta" -> say(words, delta.text("text"), sink);
            case "thinking_delta" -> say(words, delta.text(Names.THINKING), sink);
            case "signature_delta" -> sign(words, delta.text(Names.SIGNATURE), sink);
            case "citations_delta" -> {
                JsonValue citation = delta.get("citation");
                if (citation != null) {
                    words.citations = with(words.citations, citation);
                }
            }
            default -> {}
        }
    }

    private static JsonArray with(JsonArray array, JsonValue element) {
        JsonValue[] all =
                array.elements().toArray(new JsonValue[array.elements().size() + 1]);
        all[all.length - 1] = element;
        return JsonValue.array(all);
    }

    private static void say(Words words, @Nullable String text, Consumer<ChatEvent> sink) {
        if (text == null || text.isEmpty()) {
            return;
        }
        words.told = true;
        sink.accept(
                words.thoughts
                        ? new ChatEvent.ReasoningDelta(text, Names.THINKING, Members.NONE)
                        : new ChatEvent.TextDelta(text));
    }

    private static void sign(Words words, @Nullable String signature, Consumer<ChatEvent> sink) {
        if (words.thoughts && signature != null && !signature.isEmpty()) {
            words.told = true;
            sink.accept(new ChatEvent.ReasoningDelta(
                    "", Names.THINKING, Members.of(Names.SIGNATURE, RawJson.of(JsonValue.of(signature)))));
        }
    }

    /** Input comes as text in pieces; of other members texts are joined and values replaced, as compaction blocks have it. */
    private static void whole(Whole whole, JsonObject delta) {
        String piece = delta.text("partial_json");
        if (piece != null) {
            whole.input.append(piece);
            return;
        }
        for (Map.Entry<String, JsonValue> member :
                delta.without(Names.TYPE).members().entrySet()) {
            JsonValue before = whole.block.get(member.getKey());
            if (before instanceof JsonString(String head) && member.getValue() instanceof JsonString(String tail)) {
                whole.block = whole.block.with(member.getKey(), JsonValue.of(head + tail));
            } else if (!(member.getValue() instanceof JsonNull)) {
                whole.block = whole.block.with(member.getKey(), member.getValue());
            }
        }
    }

    void stop(long index, Consumer<ChatEvent> sink) {
        switch (open.remove(index)) {
            case null -> {}
            case Words words -> {
                if (words == speaking) {
                    endWords(sink);
                }
            }
            case Call call -> {
                if (!call.told) {
                    sink.accept(new ChatEvent.ToolCallDelta(call.number, call.atStart.text()));
                }
                sink.accept(new ChatEvent.ToolCallEnded(call.number));
            }
            case Whole whole ->
                sink.accept(new ChatEvent.PartReceived(
                        new Content.Opaque(Names.DIALECT, Names.CONTENT, RawJson.of(withInput(whole)))));
        }
    }

    /** The answer is complete, and so is whatever is still open. */
    void end(Consumer<ChatEvent> sink) {
        for (long index : open.keySet().stream().toList()) {
            stop(index, sink);
        }
        endWords(sink);
    }

    private void endWords(Consumer<ChatEvent> sink) {
        Words words = speaking;
        if (words == null) {
            return;
        }
        speaking = null;
        if (words.thoughts && !words.told) {
            sink.accept(new ChatEvent.ReasoningDelta("", Names.THINKING, Members.NONE));
        }
        Members extra = words.citations.elements().isEmpty()
                ? words.extra
                : words.extra.with(Names.CITATIONS, RawJson.of(words.citations));
        words.citations = JsonValue.array();
        sink.accept(new ChatEvent.PartEnded(extra));
    }

    private static JsonObject withInput(Whole whole) {
        if (whole.input.isEmpty()) {
            return whole.block;
        }
        RawJson input = RawJson.ofText(whole.input.toString());
        return whole.block.with("input", input.valueOrText());
    }

    private static Members meaningful(Members members) {
        Members kept = members;
        for (Map.Entry<String, RawJson> member : members.byName().entrySet()) {
            JsonValue value = member.getValue().valueOrNull();
            boolean empty = value instanceof JsonNull
                    || value instanceof JsonArray array && array.elements().isEmpty();
            kept = empty ? kept.without(member.getKey()) : kept;
        }
        return kept;
    }
}
