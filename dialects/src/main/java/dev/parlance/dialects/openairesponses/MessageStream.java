package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One message while it is streamed: its parts open and close, and the whole item comes at the end. Not thread-safe. */
final class MessageStream {
    private static final String CONTENT_INDEX = "content_index";

    private final Frames frames;
    private final ItemWriter items;
    private final int number;
    private final String id;
    private final @Nullable RawJson phase;
    private final JsonWriter parts = new JsonWriter(256);
    private final StringBuilder text = new StringBuilder();
    private int partNumber;
    private Open open = Open.NOTHING;

    private enum Open {
        NOTHING,
        TEXT,
        REFUSAL
    }

    MessageStream(Frames frames, ItemWriter items, int number, String id, @Nullable RawJson phase, JsonWriter out) {
        this.frames = frames;
        this.items = items;
        this.number = number;
        this.id = id;
        this.phase = phase;
        frames.openWhole(out, "response.output_item.added", number);
        ItemWriter.openMessage(id, phase, "in_progress", out);
        out.endArray().endObject();
        frames.close(out);
    }

    void text(String delta, JsonWriter out) {
        enter(Open.TEXT, out);
        text.append(delta);
        part(out, "response.output_text.delta").name("delta").string(delta);
        out.name("logprobs").beginArray().endArray();
        frames.close(out);
    }

    void refusal(String delta, JsonWriter out) {
        enter(Open.REFUSAL, out);
        text.append(delta);
        part(out, "response.refusal.delta").name("delta").string(delta);
        frames.close(out);
    }

    /** A part that only the dialect understands. */
    void whole(RawJson json, JsonWriter out) {
        endPart(Members.NONE, out);
        for (String type : new String[] {"response.content_part.added", "response.content_part.done"}) {
            part(out, type).name("part").raw(json);
            frames.close(out);
        }
        parts.raw(json);
        partNumber++;
    }

    /** Ends the open part, if there is one. */
    void endPart(Members extra, JsonWriter out) {
        switch (open) {
            case NOTHING -> {
                return;
            }
            case TEXT -> {
                annotations(extra, out);
                part(out, "response.output_text.done").name("text").string(text.toString());
                out.name("logprobs");
                RawJson logprobs = items.own() ? extra.get("logprobs") : null;
                if (logprobs == null) {
                    out.beginArray().endArray();
                } else {
                    out.raw(logprobs);
                }
                frames.close(out);
                done(writer -> items.text(text.toString(), extra, writer), out);
            }
            case REFUSAL -> {
                part(out, "response.refusal.done").name("refusal").string(text.toString());
                frames.close(out);
                done(writer -> ItemWriter.refusal(text.toString(), writer), out);
            }
        }
        open = Open.NOTHING;
        text.setLength(0);
        partNumber++;
    }

    /** Ends the message and keeps the item for the whole answer. */
    void end(BiConsumer<Integer, byte[]> keep, JsonWriter out) {
        endPart(Members.NONE, out);
        JsonWriter item = new JsonWriter(parts.length() + 128);
        items.message(id, phase, parts.toBytes(), item);
        byte[] whole = item.toBytes();
        frames.openWhole(out, "response.output_item.done", number).fragment(whole, true);
        frames.close(out);
        keep.accept(number, whole);
    }

    private void enter(Open next, JsonWriter out) {
        if (open == next) {
            return;
        }
        endPart(Members.NONE, out);
        open = next;
        part(out, "response.content_part.added").name("part");
        if (next == Open.TEXT) {
            items.text("", Members.NONE, out);
        } else {
            ItemWriter.refusal("", out);
        }
        frames.close(out);
    }

    private void annotations(Members extra, JsonWriter out) {
        RawJson annotations = items.own() ? extra.get("annotations") : null;
        if (annotations == null) {
            return;
        }
        int count = 0;
        for (RawJson annotation : RawElements.of(annotations)) {
            part(out, "response.output_text.annotation.added");
            out.name("annotation_index").number(count++).name("annotation").raw(annotation);
            frames.close(out);
        }
    }

    private interface PartWriting {
        void write(JsonWriter out);
    }

    private void done(PartWriting writing, JsonWriter out) {
        part(out, "response.content_part.done").name("part");
        writing.write(out);
        frames.close(out);
        writing.write(parts);
    }

    private JsonWriter part(JsonWriter out, String type) {
        return frames.openPart(out, type, id, number, CONTENT_INDEX, partNumber);
    }
}
