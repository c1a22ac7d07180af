package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one content block of a request. A kind that is not known here, or a known kind in an unknown form, travels on as opaque. A signature
 * of ours gives back the reasoning of the host that issued it; any other is the dialect's own.
 */
final class BlockReader {
    private BlockReader() {}

    static Content read(JsonValue value, String place) {
        if (!(value instanceof JsonObject block)) {
            throw BadRequest.of("messages", place + " must be an object with a \"type\"");
        }
        String type = block.text(Names.TYPE);
        if (type == null) {
            throw BadRequest.of("messages", place + ".type is missing");
        }
        Content known = switch (type) {
            case "text" -> text(block, place);
            case Names.THINKING -> thinking(block);
            case Names.REDACTED_THINKING -> redacted(block);
            case "tool_use" -> call(block, place);
            case "image", "document" -> MediaReader.read(type, block);
            default -> null;
        };
        return known == null ? new Content.Opaque(Names.DIALECT, Names.CONTENT, RawJson.of(block)) : known;
    }

    private static Content text(JsonObject block, String place) {
        String text = block.text("text");
        if (text == null) {
            throw BadRequest.of("messages", place + ".text must be a string");
        }
        return new Content.Text(text, others(block, Names.TYPE, "text"));
    }

    private static @Nullable Content thinking(JsonObject block) {
        String text = block.text(Names.THINKING);
        if (text == null) {
            return null;
        }
        CarriedReasoning carried = CarriedReasoning.open(block.text(Names.SIGNATURE));
        return carried != null
                ? carried.with(text)
                : new Content.Reasoning(text, null, Names.THINKING, others(block, Names.TYPE, Names.THINKING));
    }

    private static @Nullable Content redacted(JsonObject block) {
        String data = block.text(Names.DATA);
        if (data == null) {
            return null;
        }
        CarriedReasoning carried = CarriedReasoning.open(data);
        return carried != null
                ? carried.with("")
                : new Content.Reasoning("", null, Names.REDACTED_THINKING, others(block, Names.TYPE));
    }

    private static Content call(JsonObject block, String place) {
        String name = block.text("name");
        if (name == null) {
            throw BadRequest.of("messages", place + ".name is missing");
        }
        String id = block.text("id");
        return new Content.ToolCall(
                id == null ? "" : id,
                name,
                arguments(block.get("input")),
                others(block, Names.TYPE, "id", "name", "input"));
    }

    /** The arguments, for a call without input those of none. Some clients send the text instead of the object. */
    static RawJson arguments(@Nullable JsonValue input) {
        return switch (input) {
            case null -> RawJson.EMPTY_OBJECT;
            case JsonValue.JsonNull nothing -> RawJson.EMPTY_OBJECT;
            case JsonString(String text) -> RawJson.ofText(text);
            default -> RawJson.of(input);
        };
    }

    /** The members but for the named ones. */
    static Members others(JsonObject object, String... known) {
        Members members = Members.NONE;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!Arrays.asList(known).contains(member.getKey())) {
                members = members.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return members;
    }
}
