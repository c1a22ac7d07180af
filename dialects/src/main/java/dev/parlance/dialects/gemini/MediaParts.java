package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code inlineData} and {@code fileData}: bytes in the request, and files that lie elsewhere. */
final class MediaParts {
    static final String INLINE = "inlineData";
    static final String FILE = "fileData";
    static final String MIME_TYPE = "mimeType";
    static final String DISPLAY_NAME = "displayName";

    private static final String BASE64 = ";base64,";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("flac", "audio/flac"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"));

    private MediaParts() {}

    /** The media of an {@code inlineData}, or null when it holds no bytes. */
    static @Nullable Media inline(JsonObject data) {
        String type = data.text(MIME_TYPE);
        String bytes = data.text("data");
        if (type == null || bytes == null) {
            return null;
        }
        // Proto JSON takes both alphabets of base64; everybody else takes one.
        String standard = bytes.replace('-', '+').replace('_', '/');
        String padding = standard.endsWith("=") ? "" : "=".repeat((4 - standard.length() % 4) % 4);
        return new Media(kind(type), "data:" + type + BASE64 + standard + padding, others(data, "data", MIME_TYPE));
    }

    /** The media of a {@code fileData}, or null when it names no file. */
    static @Nullable Media file(JsonObject data) {
        String url = data.text("fileUri");
        if (url == null) {
            return null;
        }
        String type = data.text(MIME_TYPE);
        String known = type == null ? guessed(url) : type;
        boolean video = known == null && url.contains("youtu");
        // A type that was not given is not given to the host either.
        Members others = type == null ? Members.of(MIME_TYPE, RawJson.of(JsonNull.NULL)) : Members.NONE;
        return new Media(
                known == null ? video ? Media.Kind.VIDEO : Media.Kind.FILE : kind(known),
                url,
                others.withAll(others(data, "fileUri")));
    }

    /** The kind of media of that type. */
    static Media.Kind kind(String mimeType) {
        int slash = mimeType.indexOf('/');
        return switch (slash < 0 ? "" : mimeType.substring(0, slash).toLowerCase(Locale.ROOT)) {
            case "image" -> Media.Kind.IMAGE;
            case "audio" -> Media.Kind.AUDIO;
            case "video" -> Media.Kind.VIDEO;
            default -> Media.Kind.FILE;
        };
    }

    /** Writes the member of a part that holds the media. */
    static void write(Media media, JsonWriter out) {
        String url = media.url();
        int comma = url.startsWith("data:") ? url.indexOf(BASE64) : -1;
        out.name(comma < 0 ? FILE : INLINE).beginObject();
        RawJson told = media.extra().get(MIME_TYPE);
        if (comma >= 0) {
            String type = url.substring("data:".length(), comma);
            out.name(MIME_TYPE).string(type.isEmpty() ? "application/octet-stream" : type);
            out.name("data").string(url.substring(comma + BASE64.length()));
        } else {
            String type =
                    told == null ? type(media) : told.valueOrNull() instanceof JsonString(String text) ? text : null;
            if (type != null) {
                out.name(MIME_TYPE).string(type);
            }
            out.name("fileUri").string(url);
        }
        RawJson name = media.extra().get(DISPLAY_NAME);
        if (name != null) {
            out.name(DISPLAY_NAME).raw(name);
        }
        out.endObject();
    }

    /** Unlike the other kinds an image without a known type passes as a JPEG: vercel/ai, packages/google (2026-08). */
    private static @Nullable String type(Media media) {
        String type = media.url().contains("youtu") ? null : guessed(media.url());
        return type == null && media.kind() == Media.Kind.IMAGE ? "image/jpeg" : type;
    }

    private static @Nullable String guessed(String url) {
        int end = url.length();
        for (char mark : new char[] {'#', '?'}) {
            int at = url.indexOf(mark);
            end = at >= 0 ? Math.min(at, end) : end;
        }
        String path = url.substring(0, end);
        return BY_EXTENSION.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
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
