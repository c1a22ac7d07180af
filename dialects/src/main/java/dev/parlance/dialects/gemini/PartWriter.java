package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the parts of one content. A signature stands on the part that follows it, or on an empty text when none does. Not thread-safe. */
final class PartWriter {
    /** Members that mean the same in other dialects and have no word in this one, and those of our own. */
    private static final Set<String> OTHERS_WORDS =
            Set.of("detail", "filename", "name", "is_error", Names.BORDER, "functionCall", "functionResponse");

    /** Arguments that are no object stand under this name, for the dialect takes objects only. */
    private static final String NO_OBJECT = "INVALID_JSON";

    private final JsonWriter out;
    private @Nullable RawJson signature;

    PartWriter(JsonWriter out) {
        this.out = out;
    }

    void write(List<Content> parts) {
        for (Content part : parts) {
            switch (part) {
                case Content.Reasoning reasoning -> reasoning(reasoning);
                case Content.Text(String text, Members extra) -> text(text, extra);
                case Content.Refusal(String text) -> text(text, Members.NONE);
                case Content.ToolCall call -> {
                    out.beginObject().name("functionCall");
                    call(call, call.extra().get("functionCall"), out);
                    signed();
                    members(call.extra(), out);
                    out.endObject();
                }
                case Content.Media media -> {
                    out.beginObject();
                    MediaParts.write(media, out);
                    signed();
                    members(media.extra().without(MediaParts.MIME_TYPE).without(MediaParts.DISPLAY_NAME), out);
                    out.endObject();
                }
                case Content.Opaque opaque -> {
                    flush();
                    out.raw(opaque.json());
                }
            }
        }
        flush();
    }

    private void reasoning(Content.Reasoning reasoning) {
        flush();
        RawJson own = reasoning.payload().get(Names.SIGNATURE);
        if (reasoning.text().isEmpty()) {
            signature = own;
            return;
        }
        out.beginObject().name("text").string(reasoning.text()).name("thought").bool(true);
        signature = own;
        signed();
        out.endObject();
    }

    private void text(String text, Members extra) {
        out.beginObject().name("text").string(text);
        signed();
        members(extra, out);
        out.endObject();
    }

    private void flush() {
        if (signature != null) {
            text("", Members.NONE);
        }
    }

    private void signed() {
        if (signature != null) {
            out.name(Names.SIGNATURE).raw(signature);
            signature = null;
        }
    }

    /** Writes a call, with an id unless it is one of ours. */
    static void call(Content.ToolCall call, @Nullable RawJson others, JsonWriter out) {
        out.beginObject();
        if (CallNames.isSent(call.id())) {
            out.name("id").string(call.id());
        }
        out.name("name").string(call.name()).name("args");
        JsonObject arguments = call.arguments().objectOrNull();
        String text = call.arguments().text();
        if (arguments != null) {
            out.raw(call.arguments());
        } else if (text.isBlank()) {
            out.raw(RawJson.EMPTY_OBJECT);
        } else {
            out.value(JsonValue.object(NO_OBJECT, JsonValue.of(text)));
        }
        nested(others, out);
        out.endObject();
    }

    /** Members of an object that stood within a part. */
    static void nested(@Nullable RawJson others, JsonWriter out) {
        JsonObject object = others == null ? null : others.objectOrNull();
        if (object != null) {
            object.members().forEach((name, value) -> out.name(name).value(value));
        }
    }

    /** Members of the dialect's own. */
    static void members(Members members, JsonWriter out) {
        members.byName().forEach((name, json) -> {
            if (!OTHERS_WORDS.contains(name)) {
                out.name(name).raw(json);
            }
        });
    }
}
