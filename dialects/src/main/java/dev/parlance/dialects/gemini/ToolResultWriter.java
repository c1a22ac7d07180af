package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a tool result as a {@code functionResponse}; media go beside the response, as Gemini 3 takes them. */
final class ToolResultWriter {
    private ToolResultWriter() {}

    static void write(CallNames.Answer answer, JsonWriter out) {
        Message.ToolResult result = answer.result();
        StringBuilder text = new StringBuilder();
        List<Content.Media> media = new ArrayList<>();
        for (Content part : result.content()) {
            switch (part) {
                case Content.Text words -> text.append(words.text());
                case Content.Refusal words -> text.append(words.text());
                case Content.Media one -> media.add(one);
                case Content.Opaque opaque -> text.append(opaque.json().text());
                case Content.Reasoning reasoning -> {}
                case Content.ToolCall call -> {}
            }
        }
        out.beginObject().name("functionResponse").beginObject();
        if (CallNames.isSent(result.callId())) {
            out.name("id").string(result.callId());
        }
        out.name("name").string(answer.name());
        if (result.form() != Message.ContentForm.ABSENT) {
            boolean failed = isTrue(result.extra().get("is_error"));
            out.name("response").value(ToolResponse.wrapped(text.toString(), failed));
        }
        if (!media.isEmpty()) {
            out.name("parts").beginArray();
            for (Content.Media one : media) {
                out.beginObject();
                MediaParts.write(one, out);
                out.endObject();
            }
            out.endArray();
        }
        PartWriter.nested(result.extra().get("functionResponse"), out);
        out.endObject();
        Members beside = result.extra().without("role");
        PartWriter.members(beside, out);
        out.endObject();
    }

    private static boolean isTrue(@Nullable RawJson json) {
        return json != null && json.valueOrNull() instanceof JsonBoolean(boolean value) && value;
    }
}
