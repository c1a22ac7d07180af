package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonWriter;
import java.util.List;

/** Writes a whole answer. */
final class ResponseWriter {
    private ResponseWriter() {}

    static byte[] write(ChatResponse response, ChatRequest request, Origin origin) {
        JsonWriter out = new JsonWriter(1024);
        out.beginObject();
        out.name("candidates").beginArray().beginObject();
        out.name("content").beginObject().name("parts").beginArray();
        AnswerParts parts = new AnswerParts(origin, new Plain(out));
        for (Content part : response.content()) {
            parts.part(part);
        }
        parts.flush();
        out.endArray().name("role").string("model").endObject();
        out.name("finishReason").string(FinishReasons.written(response.stop(), parts.own()));
        out.name("index").number(0);
        List<OpaqueReceived> members = response.opaque().stream()
                .filter(member -> AnswerMembers.isKept(member, parts.own()))
                .toList();
        AnswerMembers.write(members, false, out);
        out.endObject().endArray();
        if (response.usage() != null) {
            AnswerMembers.usage(response.usage(), parts.own(), out);
        }
        out.name("modelVersion").string(response.model() == null ? request.model() : response.model());
        out.name("responseId").string(response.id() == null ? AnswerMembers.NO_ID : response.id());
        AnswerMembers.write(members, true, out);
        out.endObject();
        return out.toBytes();
    }

    /** All parts stand in one array. */
    private record Plain(JsonWriter out) implements AnswerParts.Frame {
        @Override
        public JsonWriter open() {
            return out;
        }

        @Override
        public void close() {}
    }
}
