package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a whole answer. */
final class ResponseWriter {
    private final AnswerWords words;
    private final JsonWriter out = new JsonWriter(1024);
    private final BlockWriter blocks = new BlockWriter(out);
    private int calls;
    private boolean refused;

    private ResponseWriter(AnswerWords words) {
        this.words = words;
    }

    static byte[] write(ChatResponse response, ChatRequest request, Origin origin) {
        ResponseWriter writer = new ResponseWriter(new AnswerWords(request, origin));
        writer.write(response);
        return writer.out.toBytes();
    }

    private void write(ChatResponse response) {
        out.beginObject();
        out.name("id").string(AnswerWords.id(response.id()));
        out.name(Names.TYPE).string("message").name("role").string("assistant");
        out.name("model").string(words.model());
        out.name(Names.CONTENT).beginArray();
        parts(response.content()).forEach(this::part);
        out.endArray();
        out.name("stop_reason").string(StopWords.write(response.stop(), words.own(), refused));
        Map<String, RawJson> members = new LinkedHashMap<>();
        members.put("stop_sequence", RawJson.of(JsonValue.JsonNull.NULL));
        for (OpaqueReceived received : response.opaque()) {
            if (words.tells(received)) {
                members.put(received.name(), received.json());
            }
        }
        members.forEach((name, json) -> out.name(name).raw(json));
        out.name("usage");
        words.usage(response.usage(), out);
        out.endObject();
    }

    /** Without what trails the words and has none itself, for a message does not end so; see {@link StreamedBlocks}. */
    private List<Content> parts(List<Content> content) {
        int last = content.size() - 1;
        boolean trails = !words.own()
                && last > 0
                && content.get(last) instanceof Content.Reasoning reasoning
                && reasoning.text().isEmpty()
                && (content.get(last - 1) instanceof Content.Text || content.get(last - 1) instanceof Content.Refusal);
        return trails ? content.subList(0, last) : content;
    }

    private void part(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) -> blocks.write(words.own() ? part : new Content.Text(text));
            case Content.Refusal refusal -> {
                refused = true;
                blocks.write(refusal);
            }
            case Content.Reasoning reasoning -> blocks.write(words.own() ? reasoning : carried(reasoning));
            case Content.ToolCall(String id, String name, RawJson arguments, Members extra) ->
                blocks.write(new Content.ToolCall(
                        words.callId(id, calls++), name, arguments, words.own() ? extra : Members.NONE));
            case Content.Media(Content.Media.Kind kind, String url, Members extra) ->
                blocks.write(words.own() ? part : new Content.Media(kind, url, Members.NONE));
            case Content.Opaque opaque -> {
                if (opaque.dialect().equals(Names.DIALECT)) {
                    blocks.write(opaque);
                }
            }
        }
    }

    /** Thoughts of another dialect: the text to read, and under the signature what brings it back to its host. */
    private Content.Reasoning carried(Content.Reasoning reasoning) {
        String sealed = CarriedReasoning.of(reasoning.field(), reasoning.payload(), words.origin())
                .sealed();
        return new Content.Reasoning(
                reasoning.text(), null, null, Members.of(Names.SIGNATURE, RawJson.of(JsonValue.of(sealed))));
    }
}
