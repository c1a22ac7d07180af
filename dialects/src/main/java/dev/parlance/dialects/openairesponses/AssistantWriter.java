package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spells what the model said before as the items it consisted of, in their order: reasoning stands before what it led to. Texts of one
 * message are one item again. Not thread-safe.
 */
final class AssistantWriter {
    private final PartWriter parts;
    private final JsonWriter out;
    private int namelessCalls;

    AssistantWriter(PartWriter parts, JsonWriter out) {
        this.parts = parts;
        this.out = out;
    }

    void write(List<Content> turn) {
        List<Content> message = new ArrayList<>();
        MessageMark mark = MessageMark.NONE;
        for (Content part : turn) {
            MessageMark next = MessageMark.of(part);
            if (next == null || !message.isEmpty() && !next.continues(mark)) {
                message(message, mark);
                message.clear();
            }
            if (next != null) {
                mark = message.isEmpty() || mark.equals(MessageMark.ANY) ? next : mark;
                message.add(part);
            } else {
                item(part);
            }
        }
        message(message, mark);
    }

    private void item(Content part) {
        switch (part) {
            case Content.Reasoning reasoning -> ReasoningWriter.write(reasoning, out);
            case Content.ToolCall call -> call(call);
            case Content.Opaque opaque -> out.raw(opaque.json());
            case Content.Media media -> media(media);
            case Content.Text text -> {}
            case Content.Refusal refusal -> {}
        }
    }

    private void message(List<Content> content, MessageMark mark) {
        if (content.isEmpty()) {
            return;
        }
        out.beginObject().name("role").string("assistant").name(Names.CONTENT);
        String single = mark.string() ? single(content) : null;
        if (single != null) {
            out.string(single);
        } else {
            out.beginArray();
            content.forEach(parts::output);
            out.endArray();
        }
        mark.members().forEach((name, value) -> out.name(name).value(value));
        out.endObject();
    }

    private static @Nullable String single(List<Content> content) {
        return content.size() == 1
                        && content.getFirst() instanceof Content.Text(String text, Members extra)
                        && extra.without(Names.ITEM).without(Names.PHASE).isEmpty()
                ? text
                : null;
    }

    private void call(Content.ToolCall call) {
        out.beginObject().name("type").string("function_call");
        out.name("call_id").string(call.id().isEmpty() ? newCallId(namelessCalls++) : call.id());
        out.name("name").string(call.name());
        String arguments = call.arguments().text();
        out.name("arguments").string(arguments.isEmpty() ? "{}" : arguments);
        ToolsWriter.members(call.extra(), out);
        out.endObject();
    }

    /** The id of a call that has none: results are told apart by it, so the dialect cannot do without. */
    static String newCallId(int number) {
        return "call_parlance_" + number;
    }

    /** An image that the model made is an item; other media can only be shown to it. */
    private void media(Content.Media media) {
        if (GeneratedImage.fits(media)) {
            RawJson known = media.extra().get(Names.ITEM);
            JsonObject item = known == null ? null : known.objectOrNull();
            if (item != null && item.get("id") instanceof JsonValue.JsonString(String id) && !MintedId.isOurs(id)) {
                GeneratedImage.write(media, "", out);
                return;
            }
        }
        out.beginObject().name("role").string("user").name(Names.CONTENT).beginArray();
        parts.input(media);
        out.endArray().endObject();
    }
}
