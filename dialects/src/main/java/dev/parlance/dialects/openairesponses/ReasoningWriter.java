package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonWriter;
import java.util.Set;

/**
 * Spells reasoning that goes back to its host: the item as it was issued, with {@code summary} and without {@code status}, as Azure wants it
 * (BerriAI/litellm#13484). Text without an item is sent as the thoughts themselves, to hosts that take these.
 */
final class ReasoningWriter {
    private static final Set<String> OF_ITEMS = Set.of("id", Names.SUMMARY, Names.CONTENT, Names.ENCRYPTED_CONTENT);

    private ReasoningWriter() {}

    static void write(Content.Reasoning reasoning, JsonWriter out) {
        Members payload = reasoning.payload();
        boolean item = payload.byName().keySet().stream().anyMatch(OF_ITEMS::contains);
        if (!item && reasoning.text().isEmpty()) {
            return;
        }
        out.beginObject().name("type").string(Names.REASONING);
        boolean asSummary = !item && Names.SUMMARY.equals(reasoning.field());
        if (item) {
            payload.byName().forEach((name, json) -> {
                if (!name.equals("type") && !name.equals("status")) {
                    out.name(name).raw(json);
                }
            });
        } else if (!asSummary) {
            texts(Names.CONTENT, "reasoning_text", reasoning.text(), out);
        }
        if (asSummary) {
            texts(Names.SUMMARY, "summary_text", reasoning.text(), out);
        } else if (payload.get(Names.SUMMARY) == null) {
            out.name(Names.SUMMARY).beginArray().endArray();
        }
        out.endObject();
    }

    private static void texts(String name, String type, String text, JsonWriter out) {
        out.name(name).beginArray().beginObject();
        out.name("type").string(type).name("text").string(text);
        out.endObject().endArray();
    }
}
