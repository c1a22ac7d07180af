package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a content that a client sends; results are read by {@link ResultReader}. In the model's contents a signature becomes
 * reasoning of its own before its part. A part that is not known travels on as opaque.
 */
final class PartReader {
    /** What a thought without a signature is marked with: it came from a client of this dialect, and no other may take it for its own. */
    static final Members UNSIGNED = Members.of("thought", RawJson.of(JsonValue.of(true)));

    private static final Set<String> TEXT_READ = Set.of("text", "thought", Names.SIGNATURE);
    private static final Set<String> CALL_READ = Set.of("functionCall", "thought", Names.SIGNATURE);
    private static final Set<String> CALL_KNOWN = Set.of("id", "name", "args");

    private final List<Content> content = new ArrayList<>();
    private final String place;
    private final boolean ofModel;

    private PartReader(String place, boolean ofModel) {
        this.place = place;
        this.ofModel = ofModel;
    }

    /** The parts but for the results. Old documentation has one part without the array around it. */
    static List<Content> parts(@Nullable JsonValue given, String place, boolean ofModel) {
        PartReader reader = new PartReader(place, ofModel);
        for (JsonValue part : list(given, place)) {
            reader.part(part);
        }
        return reader.content;
    }

    static List<JsonValue> list(@Nullable JsonValue given, String place) {
        return switch (given) {
            case null -> List.of();
            case JsonNull nothing -> List.of();
            case JsonArray(List<JsonValue> elements) -> elements;
            case JsonObject single -> List.of(single);
            default -> throw BadRequest.of("contents", place + ".parts must be an array of parts");
        };
    }

    private void part(JsonValue given) {
        if (given instanceof JsonString(String text)) {
            content.add(new Content.Text(text));
            return;
        }
        if (!(given instanceof JsonObject object)) {
            throw BadRequest.of("contents", place + ".parts: a part must be an object");
        }
        JsonObject part = Names.camel(object);
        JsonObject call = part.object("functionCall");
        JsonObject inline = part.object(MediaParts.INLINE);
        JsonObject file = part.object(MediaParts.FILE);
        String text = part.text("text");
        Media media = inline != null
                ? MediaParts.inline(Names.camel(inline))
                : file != null ? MediaParts.file(Names.camel(file)) : null;
        if (ofModel && call != null) {
            signature(part);
            call(Names.camel(call), part);
        } else if (media != null) {
            media(media, part);
        } else if (text != null && ofModel && part.get("thought") instanceof JsonBoolean(boolean is) && is) {
            thought(text, part.text(Names.SIGNATURE));
        } else if (text != null) {
            text(text, part);
        } else if (!ResultReader.isResult(part) || ofModel) {
            content.add(new Content.Opaque(Names.DIALECT, "part", RawJson.of(given)));
        }
    }

    private void text(String text, JsonObject part) {
        if (!ofModel) {
            content.add(new Content.Text(text, PartsReader.others(withoutFalse(part), Set.of("text"))));
            return;
        }
        signature(part);
        Members extra = PartsReader.others(part, TEXT_READ);
        // An empty text only carries the signature or ends a stream; as a part of its own other hosts would refuse it.
        if (!text.isEmpty() || !extra.isEmpty()) {
            content.add(new Content.Text(text, extra));
        }
    }

    private void thought(String text, @Nullable String signature) {
        CarriedReasoning carried = CarriedReasoning.open(signature);
        if (carried != null) {
            content.add(carried.with(text));
        } else {
            content.add(new Content.Reasoning(text, null, null, signature == null ? UNSIGNED : payload(signature)));
        }
    }

    /** Reads the signature of a part; thoughts of another host, before the part that carries its seal, are that host's again. */
    private void signature(JsonObject part) {
        String signature = part.text(Names.SIGNATURE);
        if (signature != null) {
            CarriedReasoning carried = CarriedReasoning.open(signature);
            content.add(carried == null ? new Content.Reasoning("", null, null, payload(signature)) : carried.with(""));
        }
    }

    private void call(JsonObject call, JsonObject part) {
        String id = call.text("id");
        String name = call.text("name");
        if (name == null) {
            throw BadRequest.of("contents", place + ".parts: functionCall.name is missing");
        }
        JsonObject arguments = call.object("args");
        Members extra = PartsReader.others(part, CALL_READ);
        Members inner = PartsReader.others(call, CALL_KNOWN);
        if (!inner.isEmpty()) {
            extra = extra.with("functionCall", RawJson.of(object(inner)));
        }
        content.add(new Content.ToolCall(
                id == null ? "" : id, name, arguments == null ? RawJson.EMPTY_OBJECT : RawJson.of(arguments), extra));
    }

    private void media(Media media, JsonObject part) {
        if (ofModel) {
            signature(part);
        }
        Set<String> read = ofModel
                ? Set.of(MediaParts.INLINE, MediaParts.FILE, "thought", Names.SIGNATURE)
                : Set.of(MediaParts.INLINE, MediaParts.FILE);
        Members beside = PartsReader.others(withoutFalse(part), read);
        content.add(new Media(media.kind(), media.url(), media.extra().withAll(beside)));
    }

    /** A thought that is none says nothing. */
    private static JsonObject withoutFalse(JsonObject part) {
        return part.get("thought") instanceof JsonBoolean(boolean is) && !is ? part.without("thought") : part;
    }

    private static Members payload(String signature) {
        return Members.of(Names.SIGNATURE, RawJson.of(JsonValue.of(signature)));
    }

    static JsonObject object(Members members) {
        JsonObject object = JsonObject.EMPTY;
        for (var member : members.byName().entrySet()) {
            object = object.with(member.getKey(), member.getValue().valueOrText());
        }
        return object;
    }
}
