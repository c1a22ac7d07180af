package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Spells images and documents. What is neither travels as a document, for the host to judge. */
final class MediaWriter {
    /** The neutral name of a file's name, which is a document's title here. */
    static final String FILE_NAME = "filename";

    static final String PLAIN_TEXT = "data:text/plain;base64,";

    private static final String BASE64 = ";base64,";

    private MediaWriter() {}

    static void write(Media media, JsonWriter out) {
        boolean image = media.kind() == Media.Kind.IMAGE;
        out.beginObject().name(Names.TYPE).string(image ? "image" : "document").name("source");
        source(media.url(), image, out);
        media.extra().byName().forEach((String name, RawJson json) -> {
            // How closely to look is a word of other dialects.
            if (!name.equals("detail") && !(image && name.equals(FILE_NAME))) {
                out.name(name.equals(FILE_NAME) ? "title" : name).raw(json);
            }
        });
        out.endObject();
    }

    private static void source(String url, boolean image, JsonWriter out) {
        int comma = url.indexOf(BASE64);
        String text = image ? null : text(url);
        out.beginObject().name(Names.TYPE);
        if (text != null) {
            out.string("text")
                    .name("media_type")
                    .string("text/plain")
                    .name(Names.DATA)
                    .string(text);
        } else if (url.startsWith("data:") && comma > 0) {
            out.string("base64").name("media_type").string(url.substring("data:".length(), comma));
            out.name(Names.DATA).string(url.substring(comma + BASE64.length()));
        } else if (url.startsWith("http:") || url.startsWith("https:") || url.startsWith("data:")) {
            out.string("url").name("url").string(url);
        } else {
            out.string("file").name("file_id").string(url);
        }
        out.endObject();
    }

    private static @Nullable String text(String url) {
        if (!url.startsWith(PLAIN_TEXT)) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(url.substring(PLAIN_TEXT.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
