package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads images and documents. Bytes become a data URL; plain text of a document does so too, for other dialects have no other place for it.
 * A document's title is the name that others give a file.
 */
final class MediaReader {
    private MediaReader() {}

    /** The media, or null when only this dialect knows such a source. */
    static @Nullable Content read(String type, JsonObject block) {
        JsonObject source = block.object("source");
        String url = source == null ? null : url(source, type.equals("document"));
        if (url == null) {
            return null;
        }
        Members extra = BlockReader.others(block, Names.TYPE, "source");
        RawJson title = extra.get("title");
        if (title != null && title.valueOrNull() instanceof JsonValue.JsonString) {
            extra = extra.without("title").with(MediaWriter.FILE_NAME, title);
        }
        return new Media(type.equals("image") ? Media.Kind.IMAGE : Media.Kind.FILE, url, extra);
    }

    private static @Nullable String url(JsonObject source, boolean document) {
        String kind = source.text(Names.TYPE);
        String data = source.text(Names.DATA);
        String mediaType = source.text("media_type");
        String url = source.text("url");
        int members = source.members().size();
        return switch (kind == null ? "" : kind) {
            case "base64" ->
                data == null || mediaType == null || members > 3 ? null : "data:" + mediaType + ";base64," + data;
            case "url" -> url == null || members > 2 || url.startsWith("data:") ? null : url;
            case "text" ->
                !document || data == null || !"text/plain".equals(mediaType) || members > 3 ? null : textUrl(data);
            default -> null;
        };
    }

    private static @Nullable String textUrl(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Text with half a character in it would not come back as it was.
        return new String(bytes, StandardCharsets.UTF_8).equals(text)
                ? MediaWriter.PLAIN_TEXT + Base64.getEncoder().encodeToString(bytes)
                : null;
    }
}
