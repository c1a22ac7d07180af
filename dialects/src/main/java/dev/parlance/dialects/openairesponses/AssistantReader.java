package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message that the model said. One that holds anything but texts and refusals travels whole. */
final class AssistantReader {
    private AssistantReader() {}

    /** @param number the item's place in the input */
    static List<Content> read(JsonObject item, RawJson whole, int number, String place) {
        Members mark = mark(item, number);
        switch (item.get(Names.CONTENT)) {
            case JsonString(String text)
            when !text.isEmpty() -> {
                return List.of(new Content.Text(text, mark));
            }
            case JsonArray(List<JsonValue> parts) -> {
                List<Content> content = new ArrayList<>();
                for (JsonValue value : parts) {
                    Content part = part(value, mark);
                    if (part != null) {
                        content.add(part);
                    }
                }
                if (!content.isEmpty() && content.size() == parts.size()) {
                    return content;
                }
            }
            case JsonString empty -> {}
            case null, default ->
                throw BadRequest.of(Names.INPUT, place + ".content must be a string or an array of parts");
        }
        return List.of(new Content.Opaque(Names.DIALECT, Names.INPUT, whole));
    }

    private static @Nullable Content part(JsonValue value, Members mark) {
        if (!(value instanceof JsonObject part)) {
            return null;
        }
        String type = part.text("type");
        String text = part.text("text");
        String refusal = part.text("refusal");
        if ("refusal".equals(type) && refusal != null && part.members().size() == 2) {
            return new Content.Refusal(refusal);
        }
        if (text == null || type == null || !type.endsWith("text")) {
            return null;
        }
        Members extra = mark;
        for (Map.Entry<String, JsonValue> member : part.members().entrySet()) {
            // "parsed" is what OpenAI's own library adds when it has read the text.
            boolean said = member.getKey().equals("text")
                    || member.getKey().equals("parsed")
                    || member.getKey().equals("type") && type.equals("output_text");
            extra = said ? extra : extra.with(member.getKey(), RawJson.of(member.getValue()));
        }
        return new Content.Text(text, extra);
    }

    private static Members mark(JsonObject item, int number) {
        JsonObject kept = JsonValue.object(MessageMark.NUMBER, JsonValue.of(number));
        if (item.get(Names.CONTENT) instanceof JsonString) {
            kept = kept.with(MessageMark.STRING, JsonValue.of(true));
        }
        Members mark = Members.NONE;
        for (Map.Entry<String, JsonValue> member : item.members().entrySet()) {
            switch (member.getKey()) {
                case "role", Names.CONTENT -> {}
                case Names.PHASE -> mark = mark.with(Names.PHASE, RawJson.of(member.getValue()));
                case "id" -> {
                    if (!MintedId.isOurs(item.text("id"))) {
                        kept = kept.with("id", member.getValue());
                    }
                }
                default -> kept = kept.with(member.getKey(), member.getValue());
            }
        }
        return mark.with(Names.ITEM, RawJson.of(kept));
    }
}
