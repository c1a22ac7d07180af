package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of what is said to the model. A part that is not known travels on as opaque. */
final class PartReader {
    private PartReader() {}

    static List<Content> all(List<JsonValue> parts, String place) {
        List<Content> content = new ArrayList<>();
        for (JsonValue part : parts) {
            String at = place + "[" + content.size() + "]";
            if (!(part instanceof JsonObject object)) {
                throw BadRequest.of(Names.INPUT, at + " must be an object with a \"type\"");
            }
            content.add(read(object, at));
        }
        return content;
    }

    private static Content read(JsonObject part, String place) {
        String type = part.text("type");
        if (type == null) {
            throw BadRequest.of(Names.INPUT, place + ".type is missing");
        }
        Content known = switch (type) {
            case "input_text" -> text(part, place);
            case "input_image" -> image(part);
            case "input_audio" -> audio(part);
            case "input_file" -> file(part);
            // Clients that build their input from earlier answers, and some that know Chat better.
            case "output_text", "text" ->
                part.text("text") == null
                        ? null
                        : new Content.Text(String.valueOf(part.text("text")), others(part, "text"));
            default -> null;
        };
        return known == null ? new Content.Opaque(Names.DIALECT, Names.CONTENT, RawJson.of(part)) : known;
    }

    private static Content text(JsonObject part, String place) {
        String text = part.text("text");
        if (text == null) {
            throw BadRequest.of(Names.INPUT, place + ".text must be a string");
        }
        return new Content.Text(text, others(part, "type", "text"));
    }

    /** An image by its address or with its bytes; one that is only named by the host's id travels on as it is. */
    private static @Nullable Content image(JsonObject part) {
        String url = part.text("image_url");
        return url == null ? null : new Media(Media.Kind.IMAGE, url, others(part, "type", "image_url"));
    }

    private static @Nullable Content audio(JsonObject part) {
        JsonObject audio = part.object("input_audio");
        String data = audio == null ? null : audio.text("data");
        String format = audio == null ? null : audio.text("format");
        if (audio == null || data == null || format == null || audio.members().size() > 2) {
            return null;
        }
        return new Media(
                Media.Kind.AUDIO, "data:audio/" + format + ";base64," + data, others(part, "type", "input_audio"));
    }

    private static @Nullable Content file(JsonObject part) {
        String data = part.text("file_data");
        String url = part.text("file_url");
        if (data != null && data.startsWith("data:") && url == null && part.get("filename") != null) {
            return new Media(Media.Kind.FILE, data, others(part, "type", "file_data"));
        }
        return url == null || url.startsWith("data:") || data != null
                ? null
                : new Media(Media.Kind.FILE, url, others(part, "type", "file_url"));
    }

    private static Members others(JsonObject object, String... known) {
        Members members = Members.NONE;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!Arrays.asList(known).contains(member.getKey())) {
                members = members.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return members;
    }
}
