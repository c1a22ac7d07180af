package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one part of a content array. A part that is not known travels on as opaque. */
final class PartReader {
    private PartReader() {}

    static Content read(JsonReader reader, String place) {
        if (reader.isString()) {
            return new Content.Text(reader.string());
        }
        if (!reader.isObject()) {
            throw BadRequest.of("messages", place + " must be an object with a \"type\"");
        }
        RawJson whole = reader.raw();
        JsonObject part = whole.objectOrNull();
        String type = part == null ? null : part.text("type");
        if (part == null || type == null) {
            throw BadRequest.of("messages", place + ".type is missing");
        }
        Content known = switch (type) {
            case "text" -> text(part, place);
            case "refusal" -> refusal(part);
            case "image_url" -> located(Media.Kind.IMAGE, part, type, place);
            case "video_url" -> located(Media.Kind.VIDEO, part, type, place);
            case "input_audio" -> audio(part);
            case "file" -> file(part);
            default -> null;
        };
        return known == null ? new Content.Opaque(Names.DIALECT, "content", whole) : known;
    }

    private static Content text(JsonObject part, String place) {
        String text = part.text("text");
        if (text == null) {
            throw BadRequest.of("messages", place + ".text must be a string");
        }
        return new Content.Text(text, others(part, "type", "text"));
    }

    private static @Nullable Content refusal(JsonObject part) {
        String text = part.text("refusal");
        return text == null ? null : new Content.Refusal(text);
    }

    private static @Nullable Content located(Media.Kind kind, JsonObject part, String type, String place) {
        if (!others(part, "type", type).isEmpty()) {
            return null;
        }
        return switch (part.get(type)) {
            case JsonString(String url) -> new Media(kind, url, Members.NONE);
            case JsonObject object
            when object.text("url") != null ->
                new Media(kind, String.valueOf(object.text("url")), others(object, "url"));
            case null, default -> throw BadRequest.of("messages", place + "." + type + ".url must be a string");
        };
    }

    private static @Nullable Content audio(JsonObject part) {
        JsonObject audio = part.object("input_audio");
        String data = audio == null ? null : audio.text("data");
        String format = audio == null ? null : audio.text("format");
        if (audio == null || data == null || format == null || part.members().size() > 2) {
            return null;
        }
        return new Media(Media.Kind.AUDIO, "data:audio/" + format + ";base64," + data, others(audio, "data", "format"));
    }

    /** A file with its bytes; one that is only named by the host's id travels on as it is. */
    private static @Nullable Content file(JsonObject part) {
        JsonObject file = part.object("file");
        String data = file == null ? null : file.text("file_data");
        if (file == null
                || data == null
                || !data.startsWith("data:")
                || part.members().size() > 2) {
            return null;
        }
        return new Media(Media.Kind.FILE, data, others(file, "file_data"));
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
