package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One reasoning item while it is streamed. What the dialect's own hosts think comes in the parts in which it came, all else as one summary.
 * Not thread-safe.
 */
final class ReasoningStream {
    private final Frames frames;
    private final ItemWriter items;
    private final int number;
    private final String id;
    private final StringBuilder whole = new StringBuilder();
    private final StringBuilder part = new StringBuilder();
    private final ResponseFold joined = new ResponseFold(null);
    private @Nullable String field;
    private @Nullable Kind open;
    private int summaries;
    private int thoughts;

    private enum Kind {
        SUMMARY,
        THOUGHT
    }

    ReasoningStream(
            Frames frames, ItemWriter items, int number, String newId, ChatEvent.ReasoningDelta first, JsonWriter out) {
        this.frames = frames;
        this.items = items;
        this.number = number;
        RawJson known = items.own() ? first.payload().get("id") : null;
        this.id = known != null && known.valueOrNull() instanceof JsonString(String text) ? text : newId;
        frames.openWhole(out, "response.output_item.added", number);
        out.beginObject().name("id").string(id).name("type").string(Names.REASONING);
        out.name("status").string("in_progress");
        out.name(Names.SUMMARY).beginArray().endArray().endObject();
        frames.close(out);
    }

    void add(ChatEvent.ReasoningDelta delta, JsonWriter out) {
        joined.accept(delta);
        whole.append(delta.text());
        if (items.own() && ReasoningTexts.isJoint(delta)) {
            endPart(out);
            return;
        }
        field = field == null ? delta.field() : field;
        if (delta.text().isEmpty()) {
            return;
        }
        enter(items.own() && Names.CONTENT.equals(delta.field()) ? Kind.THOUGHT : Kind.SUMMARY, out);
        part.append(delta.text());
        part(out, "delta").name("delta").string(delta.text());
        frames.close(out);
    }

    /** The pieces of the payload, joined as a folded answer has them. */
    private Members payload() {
        for (Content piece : joined.response().content()) {
            if (piece instanceof Content.Reasoning reasoning) {
                return reasoning.payload();
            }
        }
        return Members.NONE;
    }

    /** Ends the item and keeps it for the whole answer. */
    void end(BiConsumer<Integer, byte[]> keep, JsonWriter out) {
        endPart(out);
        JsonWriter item = new JsonWriter(512);
        items.reasoning(new Content.Reasoning(whole.toString(), null, field, payload()), id, item);
        byte[] done = item.toBytes();
        frames.openWhole(out, "response.output_item.done", number).fragment(done, true);
        frames.close(out);
        keep.accept(number, done);
    }

    private void enter(Kind next, JsonWriter out) {
        if (open == next) {
            return;
        }
        endPart(out);
        open = next;
        border("added", "", out);
    }

    private void endPart(JsonWriter out) {
        if (open == null) {
            return;
        }
        part(out, "done").name("text").string(part.toString());
        frames.close(out);
        border("done", part.toString(), out);
        if (open == Kind.SUMMARY) {
            summaries++;
        } else {
            thoughts++;
        }
        open = null;
        part.setLength(0);
    }

    private JsonWriter part(JsonWriter out, String what) {
        return open == Kind.THOUGHT
                ? frames.openPart(out, "response.reasoning_text." + what, id, number, "content_index", thoughts)
                : frames.openPart(
                        out, "response.reasoning_summary_text." + what, id, number, "summary_index", summaries);
    }

    private void border(String what, String text, JsonWriter out) {
        if (open == Kind.THOUGHT) {
            frames.openPart(out, "response.content_part." + what, id, number, "content_index", thoughts);
        } else {
            frames.openPart(out, "response.reasoning_summary_part." + what, id, number, "summary_index", summaries);
        }
        out.name("part").beginObject().name("type");
        out.string(open == Kind.THOUGHT ? "reasoning_text" : "summary_text");
        out.name("text").string(text).endObject();
        frames.close(out);
    }
}
