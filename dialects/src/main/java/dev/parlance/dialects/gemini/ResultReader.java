package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tool results of a user's content. Each keeps its function's name until its call is known. */
final class ResultReader {
    private static final String RESULT = "functionResponse";
    private static final Set<String> BESIDE = Set.of(RESULT, "thought");
    private static final Set<String> READ = Set.of("id", "name", "response", "parts");

    private ResultReader() {}

    /** Whether that part is a result. */
    static boolean isResult(JsonObject part) {
        return part.get(RESULT) instanceof JsonObject;
    }

    static List<Message.ToolResult> results(@Nullable JsonValue given, String place) {
        List<Message.ToolResult> results = new ArrayList<>();
        for (JsonValue element : PartReader.list(given, place)) {
            JsonObject part = element instanceof JsonObject object ? Names.camel(object) : JsonObject.EMPTY;
            JsonObject result = part.object(RESULT);
            if (result != null) {
                results.add(result(Names.camel(result), part, place));
            }
        }
        return results;
    }

    private static Message.ToolResult result(JsonObject result, JsonObject part, String place) {
        String id = result.text("id");
        String name = result.text("name");
        if (name == null) {
            throw BadRequest.of("contents", place + ".parts: functionResponse.name is missing");
        }
        List<Content> content = new ArrayList<>();
        Members extra = PartsReader.others(part, BESIDE).with("name", RawJson.of(JsonValue.of(name)));
        if (part.get("thought") instanceof JsonBoolean(boolean is) && is) {
            extra = extra.with("thought", RawJson.of(JsonValue.of(true)));
        }
        JsonValue response = result.get("response");
        boolean absent = true;
        if (response != null && !(response instanceof JsonNull)) {
            absent = false;
            ToolResponse read = ToolResponse.of(response);
            content.add(new Content.Text(read.text()));
            extra = read.failed() ? extra.with("is_error", RawJson.of(JsonValue.of(true))) : extra;
        }
        for (JsonValue one : result.elements("parts")) {
            Media media = media(one);
            if (media != null) {
                content.add(media);
            }
        }
        Members others = PartsReader.others(result, READ);
        if (!others.isEmpty()) {
            extra = extra.with(RESULT, RawJson.of(PartReader.object(others)));
        }
        return new Message.ToolResult(
                id == null ? "" : id, content, absent ? ContentForm.ABSENT : ContentForm.FREE, extra);
    }

    private static @Nullable Media media(JsonValue value) {
        JsonObject part = value instanceof JsonObject object ? Names.camel(object) : JsonObject.EMPTY;
        JsonObject inline = part.object(MediaParts.INLINE);
        JsonObject file = part.object(MediaParts.FILE);
        return inline != null
                ? MediaParts.inline(Names.camel(inline))
                : file != null ? MediaParts.file(Names.camel(file)) : null;
    }
}
