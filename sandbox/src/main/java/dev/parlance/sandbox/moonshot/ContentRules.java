package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a message: text, pictures and films, which must be inline or uploaded before; nothing is fetched from the web. */
final class ContentRules {
    private static final Pattern PICTURE = Pattern.compile("(?s)data:image/(png|jpeg|jpg|webp|gif);base64,.+|ms://.+");
    private static final Pattern FILM =
            Pattern.compile("(?s)data:video/(mp4|mpeg|mov|avi|x-flv|mpg|webm|wmv|3gpp);base64,.+|ms://.+");

    private ContentRules() {}

    static void check(List<JsonValue> parts, KimiModel model) {
        for (JsonValue part : parts) {
            String type = part instanceof JsonObject object ? object.text("type") : null;
            switch (type) {
                case "text" -> text((JsonObject) part);
                case "image_url" -> media((JsonObject) part, "image_url", PICTURE, "unsupported image url", model);
                case "video_url" -> media((JsonObject) part, "video_url", FILM, "unsupported video url", model);
                case null, default ->
                    throw MoonshotErrors.invalid("Invalid request: unsupported content part type " + type);
            }
        }
    }

    private static void text(JsonObject part) {
        if (part.text("text") == null) {
            throw MoonshotErrors.invalid("Invalid request: a text part must have a text");
        }
    }

    private static void media(JsonObject part, String name, Pattern allowed, String refusal, KimiModel model) {
        if (!model.sight()) {
            throw MoonshotErrors.invalid("Invalid request: Image input not supported for model " + model.id());
        }
        String url = url(part.get(name));
        if (url == null || !allowed.matcher(url).matches()) {
            throw MoonshotErrors.invalid(refusal);
        }
    }

    private static @Nullable String url(@Nullable JsonValue value) {
        return switch (value) {
            case JsonString(String bare) -> bare;
            case JsonObject object -> object.text("url");
            case null, default -> null;
        };
    }
}
