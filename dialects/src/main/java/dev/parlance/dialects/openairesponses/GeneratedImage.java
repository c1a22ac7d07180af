package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** The item of an image that the model made: neutral as an image, with the rest of the item beside it so that it can go back. */
final class GeneratedImage {
    private static final String TYPE = "image_generation_call";
    private static final String RESULT = "result";
    private static final String BASE64 = ";base64,";

    private GeneratedImage() {}

    /** The image of such an item; null for other items, and for one without an image. */
    static Content.@Nullable Media read(JsonObject item) {
        String bytes = item.text(RESULT);
        if (!TYPE.equals(item.text("type")) || bytes == null || bytes.isEmpty()) {
            return null;
        }
        String format = item.text("output_format");
        return new Content.Media(
                Content.Media.Kind.IMAGE,
                "data:image/" + (format == null ? "png" : format) + BASE64 + bytes,
                Members.of(Names.ITEM, RawJson.of(item.without(RESULT))));
    }

    /** Whether the media can be written as such an item: it is an image with its bytes. */
    static boolean fits(Content.Media media) {
        return media.kind() == Content.Media.Kind.IMAGE
                && media.url().startsWith("data:")
                && media.url().contains(BASE64);
    }

    /** Writes the item of an image with its bytes. */
    static void write(Content.Media image, String newId, JsonWriter out) {
        RawJson known = image.extra().get(Names.ITEM);
        JsonObject item = known == null ? null : known.objectOrNull();
        if (item == null) {
            item = JsonValue.object(
                    "id", JsonValue.of(newId), "type", JsonValue.of(TYPE), "status", JsonValue.of("completed"));
        }
        String url = image.url();
        out.value(item.with(RESULT, JsonValue.of(url.substring(url.indexOf(BASE64) + BASE64.length()))));
    }
}
