package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.anthropic.BlockQueue.Block;
import dev.parlance.dialects.anthropic.BlockQueue.Kind;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the blocks of a stream: starts, pieces and ends. Not thread-safe. */
final class StreamedBlocks {
    private static final String START = "content_block_start";
    private static final String DELTA = "content_block_delta";

    /** Blocks whose input clients put together from pieces. */
    private static final Set<String> WITH_INPUT = Set.of("tool_use", "server_tool_use", "mcp_tool_use");

    private final AnswerWords words;
    private final BlockQueue blocks;

    /** Joins what a host of another dialect wants back, which may trail the text that it belongs to. */
    private @Nullable ResponseFold carried;

    /**
     * The same when it comes right behind words and has none itself. It is told when something follows, and not as the end of a message:
     * messages of the API end in words or calls, and Claude Code takes the last block for the result of a run (seen with 2.1.197, -p).
     */
    private @Nullable ResponseFold trailing;

    private boolean behindWords;

    StreamedBlocks(AnswerWords words, BlockQueue blocks) {
        this.words = words;
        this.blocks = blocks;
    }

    void text(Kind kind, String text, JsonWriter out) {
        if (text.isEmpty()) {
            return;
        }
        Block block = blocks.current(kind);
        if (block == null) {
            endWords(out);
            block = blocks.begin(kind, -1);
            behindWords = true;
            JsonWriter target = blocks.frame(block, START, out).name("content_block");
            target.beginObject()
                    .name(Names.TYPE)
                    .string("text")
                    .name("text")
                    .string("")
                    .endObject();
            BlockQueue.close(target);
        }
        delta(block, "text_delta", "text", text, out);
    }

    void reasoning(ChatEvent.ReasoningDelta delta, JsonWriter out) {
        if (words.own() && delta.payload().get(Names.DATA) != null) {
            whole(new Content.Reasoning(delta.text(), null, null, delta.payload()), out);
            return;
        }
        if (!words.own() && behindWords && delta.text().isEmpty()) {
            trails(delta, out);
            return;
        }
        Block block = blocks.current(Kind.THINKING);
        if (block == null) {
            endWords(out);
            carried = delta.text().isEmpty() ? carried : null;
            block = thinking(out);
        }
        if (!delta.text().isEmpty()) {
            delta(block, "thinking_delta", Names.THINKING, delta.text(), out);
        }
        if (words.own()) {
            RawJson signature = delta.payload().get(Names.SIGNATURE);
            if (signature != null && signature.valueOrNull() instanceof JsonString(String signed)) {
                delta(block, "signature_delta", Names.SIGNATURE, signed, out);
            }
        } else {
            carried = carried == null ? new ResponseFold(null) : carried;
            carried.accept(delta);
        }
    }

    private Block thinking(JsonWriter out) {
        Block block = blocks.begin(Kind.THINKING, -1);
        behindWords = false;
        JsonWriter target = blocks.frame(block, START, out).name("content_block");
        target.beginObject()
                .name(Names.TYPE)
                .string(Names.THINKING)
                .name(Names.THINKING)
                .string("");
        target.name(Names.SIGNATURE).string("").endObject();
        BlockQueue.close(target);
        return block;
    }

    private void trails(ChatEvent.ReasoningDelta delta, JsonWriter out) {
        if (trailing == null) {
            endWords(out);
            trailing = carried == null ? new ResponseFold(null) : carried;
        }
        trailing.accept(delta);
    }

    void call(ChatEvent.ToolCallStarted call, JsonWriter out) {
        endWords(out);
        behindWords = false;
        Block block = blocks.begin(Kind.CALL, call.call());
        JsonWriter target = blocks.frame(block, START, out).name("content_block");
        target.beginObject().name(Names.TYPE).string("tool_use");
        target.name("id").string(words.callId(call.id(), call.call()));
        target.name("name").string(call.name());
        target.name("input").raw(RawJson.EMPTY_OBJECT);
        if (words.own()) {
            call.extra().byName().forEach((name, json) -> target.name(name).value(json.valueOrText()));
        }
        target.endObject();
        BlockQueue.close(target);
    }

    void arguments(int call, String arguments, JsonWriter out) {
        Block block = blocks.ofCall(call);
        if (block != null && !arguments.isEmpty()) {
            delta(block, "input_json_delta", "partial_json", arguments, out);
        }
    }

    /** A block that comes in one piece. What only another dialect understands is left out. */
    void whole(Content part, JsonWriter out) {
        JsonObject json = json(part);
        if (json == null) {
            return;
        }
        endWords(out);
        behindWords = false;
        String type = json.text(Names.TYPE);
        boolean pieces = type != null && WITH_INPUT.contains(type) && json.get("input") instanceof JsonObject;
        Block block = blocks.begin(Kind.WHOLE, -1);
        JsonWriter target = blocks.frame(block, START, out).name("content_block");
        target.value(pieces ? json.with("input", JsonObject.EMPTY) : json);
        BlockQueue.close(target);
        JsonValue input = json.get("input");
        if (pieces && input instanceof JsonObject) {
            delta(block, "input_json_delta", "partial_json", Json.text(input), out);
        }
        blocks.end(block, out);
    }

    private @Nullable JsonObject json(Content part) {
        if (part instanceof Content.Opaque opaque) {
            return opaque.dialect().equals(Names.DIALECT) ? opaque.json().objectOrNull() : null;
        }
        JsonWriter block = new JsonWriter(256);
        Content written = part instanceof Content.Media(var kind, String url, Members extra) && !words.own()
                ? new Content.Media(kind, url, Members.NONE)
                : part;
        new BlockWriter(block).write(written);
        return block.toRawJson().objectOrNull();
    }

    /** The open words are whole; vendor members of a text that clients know are its citations. */
    void ended(Members extra, JsonWriter out) {
        Block text = blocks.current(Kind.TEXT);
        RawJson citations = words.own() ? extra.get(Names.CITATIONS) : null;
        if (text != null && citations != null && citations.valueOrNull() instanceof JsonValue.JsonArray(var all)) {
            for (JsonValue citation : all) {
                JsonWriter target = blocks.frame(text, DELTA, out).name("delta");
                target.beginObject().name(Names.TYPE).string("citations_delta");
                target.name("citation").value(citation).endObject();
                BlockQueue.close(target);
            }
        }
        closeWords(out);
        carried = null;
    }

    /** Something else follows: the open words end, and what trailed them has its place. */
    private void endWords(JsonWriter out) {
        closeWords(out);
        if (trailing != null) {
            thinking(out);
            carried = trailing;
            trailing = null;
            closeWords(out);
            carried = null;
        }
    }

    private void closeWords(JsonWriter out) {
        for (Kind kind : new Kind[] {Kind.TEXT, Kind.REFUSAL, Kind.THINKING}) {
            Block block = blocks.current(kind);
            if (block != null) {
                if (kind == Kind.THINKING && !words.own()) {
                    delta(block, "signature_delta", Names.SIGNATURE, sealed(), out);
                }
                blocks.end(block, out);
            }
        }
    }

    private String sealed() {
        for (Content part :
                carried == null ? List.<Content>of() : carried.response().content()) {
            if (part instanceof Content.Reasoning reasoning) {
                return CarriedReasoning.of(reasoning.field(), reasoning.payload(), words.origin())
                        .sealed();
            }
        }
        return CarriedReasoning.of(null, Members.NONE, words.origin()).sealed();
    }

    private void delta(Block block, String type, String member, String text, JsonWriter out) {
        JsonWriter target = blocks.frame(block, DELTA, out).name("delta");
        target.beginObject()
                .name(Names.TYPE)
                .string(type)
                .name(member)
                .string(text)
                .endObject();
        BlockQueue.close(target);
    }
}
