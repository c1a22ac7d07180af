package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;

/** Spells content blocks. Not thread-safe. */
final class BlockWriter {
    /** Under which arguments that are no object are told; Anthropic, fine-grained tool streaming guide (2026). */
    static final String INVALID_JSON = "INVALID_JSON";

    private final JsonWriter out;

    BlockWriter(JsonWriter out) {
        this.out = out;
    }

    void write(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) -> {
                begin("text").name("text").string(text);
                end(extra);
            }
            case Content.Refusal(String text) -> {
                begin("text").name("text").string(text);
                end(Members.NONE);
            }
            case Content.Reasoning reasoning -> reasoning(reasoning);
            case Content.ToolCall call -> {
                begin("tool_use").name("id").string(call.id()).name("name").string(call.name());
                out.name("input").raw(object(call.arguments()));
                end(call.extra());
            }
            case Content.Media media -> MediaWriter.write(media, out);
            case Content.Opaque opaque -> out.raw(opaque.json());
        }
    }

    /** What is signed goes back as it came; a host that does not sign gets the text alone. */
    private void reasoning(Content.Reasoning reasoning) {
        if (reasoning.text().isEmpty() && reasoning.payload().get(Names.DATA) != null) {
            begin(Names.REDACTED_THINKING);
        } else {
            begin(Names.THINKING).name(Names.THINKING).string(reasoning.text());
        }
        end(reasoning.payload());
    }

    private JsonWriter begin(String type) {
        return out.beginObject().name(Names.TYPE).string(type);
    }

    private void end(Members extra) {
        extra.byName().forEach((String name, RawJson json) -> out.name(name).raw(json));
        out.endObject();
    }

    /** The arguments as the object that the dialect wants; what is none stands in one. */
    static RawJson object(RawJson arguments) {
        if (arguments.objectOrNull() != null) {
            return arguments;
        }
        String text = arguments.text();
        return text.isBlank() ? RawJson.EMPTY_OBJECT : RawJson.of(JsonValue.object(INVALID_JSON, JsonValue.of(text)));
    }
}
