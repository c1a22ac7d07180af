package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer: the same items as in a stream, in one piece. Used once. */
final class ResponseWriter {
    private final ChatResponse response;
    private final ItemWriter items;
    private final MintedId ids;
    private final JsonWriter output = new JsonWriter(1024);
    private final JsonWriter parts = new JsonWriter(512);
    private MessageMark mark = MessageMark.ANY;
    private int written;
    private int calls;

    private ResponseWriter(ChatResponse response, ChatRequest request, Origin origin) {
        this.response = response;
        this.items = new ItemWriter(request, origin);
        this.ids = new MintedId(response.id());
    }

    static byte[] write(ChatResponse response, ChatRequest request, Origin origin) {
        JsonWriter out = new JsonWriter(1024);
        String status = response.error() == null ? AnswerWords.status(response.stop(), origin) : "failed";
        new ResponseObject(request, origin, response.id(), response.model(), response.created())
                .write(
                        status,
                        status.equals(AnswerWords.INCOMPLETE) ? AnswerWords.incompleteReason(response.stop()) : null,
                        response.error(),
                        new ResponseWriter(response, request, origin).items(),
                        response.usage(),
                        vendor(response, AnswerWords.isOwn(origin)),
                        out);
        return out.toBytes();
    }

    private static Members vendor(ChatResponse response, boolean own) {
        Members vendor = Members.NONE;
        for (OpaqueReceived received : response.opaque()) {
            vendor = AnswerWords.isVendorMember(received, own) ? vendor.with(received.name(), received.json()) : vendor;
        }
        return vendor;
    }

    private byte[] items() {
        for (Content part : response.content()) {
            part(part);
        }
        closeMessage();
        return output.toBytes();
    }

    private void part(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) -> {
                enter(MessageMark.of(part));
                items.text(text, extra, parts);
            }
            case Content.Refusal(String text) -> {
                enter(MessageMark.ANY);
                ItemWriter.refusal(text, parts);
            }
            case Content.Reasoning reasoning -> {
                closeMessage();
                items.reasoning(reasoning, ids.reasoning(written++), output);
            }
            case Content.ToolCall call -> {
                closeMessage();
                String callId = call.id().isEmpty() ? ids.call(calls) : call.id();
                calls++;
                items.call(items.callItemId(call.extra(), ids.functionCall(written++)), callId, call, output);
            }
            case Content.Media media -> {
                if (items.isItem(media)) {
                    closeMessage();
                    items.whole(media, ids.image(written++), output);
                } else {
                    enter(MessageMark.ANY);
                    items.text(ItemWriter.link(media), Members.NONE, parts);
                }
            }
            case Content.Opaque opaque -> opaque(opaque);
        }
    }

    private void opaque(Content.Opaque opaque) {
        if (items.isItem(opaque)) {
            closeMessage();
            items.whole(opaque, "", output);
            written++;
        } else if (items.own() && opaque.dialect().equals(Names.DIALECT)) {
            enter(MessageMark.ANY);
            parts.raw(opaque.json());
        }
    }

    /** Goes on with the message that is open if the part belongs to it; else begins another. */
    private void enter(@Nullable MessageMark next) {
        MessageMark entering = next == null ? MessageMark.ANY : next;
        if (parts.length() > 0 && !entering.continues(mark)) {
            closeMessage();
        }
        mark = parts.length() == 0 || mark.equals(MessageMark.ANY) ? entering : mark;
    }

    private void closeMessage() {
        if (parts.length() == 0) {
            return;
        }
        RawJson phase = items.own() ? mark.phase() : null;
        String known = items.own() ? mark.id() : null;
        String id = known == null ? ids.message(written) : known;
        items.message(id, phase, parts.toBytes(), output);
        written++;
        parts.reset();
        mark = MessageMark.ANY;
    }
}
