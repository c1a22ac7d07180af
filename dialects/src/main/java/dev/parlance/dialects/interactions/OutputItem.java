package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an item of the model's output other than text: media where it holds some, and whatever else as it stands. */
final class OutputItem {
    private static final String TYPE = "type";
    private static final String DATA = "data";
    private static final String URI = "uri";
    private static final String MIME_TYPE = "mime_type";

    private OutputItem() {}

    /** @param place the wire member that held the item */
    static Content read(JsonObject item, String place) {
        String type = item.text(TYPE);
        Media.Kind kind = switch (type == null ? "" : type) {
            case "image" -> Media.Kind.IMAGE;
            case "audio" -> Media.Kind.AUDIO;
            case "video" -> Media.Kind.VIDEO;
            default -> null;
        };
        Content media = kind == null ? null : media(kind, item);
        return media == null ? new Content.Opaque(GeminiInteractions.NAME, place, RawJson.of(item)) : media;
    }

    private static @Nullable Content media(Media.Kind kind, JsonObject item) {
        String data = item.text(DATA);
        String mimeType = item.text(MIME_TYPE);
        if (data != null && mimeType != null) {
            return new Media(kind, "data:" + mimeType + ";base64," + data, others(item, TYPE, DATA, MIME_TYPE));
        }
        String uri = item.text(URI);
        return uri == null ? null : new Media(kind, uri, others(item, TYPE, URI));
    }

    /** The members that say something, but for the named ones. */
    static Members others(JsonObject object, String... known) {
        Members members = Members.NONE;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!Arrays.asList(known).contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
                members = members.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return members;
    }
}
