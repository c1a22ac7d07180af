package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells content parts. */
final class PartWriter {
    private static final Pattern DATA_AUDIO =
            Pattern.compile("data:audio/([^;,]+)(?:;[^,]*)?;base64,(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN_SUBTYPE = Pattern.compile("data:[a-z]+/([a-z0-9]{1,10})[;,].*", Pattern.DOTALL);

    private final JsonWriter out;

    PartWriter(JsonWriter out) {
        this.out = out;
    }

    /** A part of what is said to the model. */
    void input(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) -> text("input_text", text, extra);
            case Content.Refusal(String text) -> text("input_text", text, Members.NONE);
            case Media media -> media(media);
            case Content.Opaque opaque -> out.raw(opaque.json());
            case Content.Reasoning reasoning -> {}
            case Content.ToolCall call -> {}
        }
    }

    /** A part of what the model said. */
    void output(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) ->
                text("output_text", text, extra.without(Names.ITEM).without(Names.PHASE));
            case Content.Refusal(String text) ->
                out.beginObject()
                        .name("type")
                        .string("refusal")
                        .name("refusal")
                        .string(text)
                        .endObject();
            case Content.Opaque opaque -> out.raw(opaque.json());
            case Media media -> media(media);
            case Content.Reasoning reasoning -> {}
            case Content.ToolCall call -> {}
        }
    }

    private void text(String type, String text, Members extra) {
        out.beginObject();
        if (extra.get("type") == null) {
            out.name("type").string(type);
        }
        out.name("text").string(text);
        ToolsWriter.members(extra, out);
        out.endObject();
    }

    private void media(Media media) {
        out.beginObject();
        switch (media.kind()) {
            case IMAGE ->
                out.name("type").string("input_image").name("image_url").string(media.url());
            case AUDIO -> {
                Matcher data = DATA_AUDIO.matcher(media.url());
                if (data.matches()) {
                    out.name("type").string("input_audio").name("input_audio").beginObject();
                    out.name("data").string(data.group(2)).name("format").string(data.group(1));
                    out.endObject();
                } else {
                    file(media);
                }
            }
            // The dialect has no part for video; as a file the host can say whether it takes it.
            case VIDEO, FILE -> file(media);
        }
        ToolsWriter.members(media.extra().without(Names.ITEM), out);
        out.endObject();
    }

    private void file(Media media) {
        boolean data = media.url().startsWith("data:");
        out.name("type").string("input_file");
        out.name(data ? "file_data" : "file_url").string(media.url());
        if (data && media.extra().get("filename") == null) {
            // Bytes without a name are refused.
            Matcher subtype = PLAIN_SUBTYPE.matcher(media.url());
            out.name("filename").string(subtype.matches() ? "file." + subtype.group(1) : "file");
        }
    }
}
