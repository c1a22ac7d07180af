package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.List;

/** Reads a reasoning item that a client hands back: one of the dialect's own, or one that carries the reasoning of another host. */
final class ReasoningReader {
    private ReasoningReader() {}

    static Content.Reasoning read(JsonObject item) {
        String text = ReasoningTexts.joined(item);
        CarriedReasoning carried = CarriedReasoning.open(item.text(Names.ENCRYPTED_CONTENT));
        if (carried != null && carried.payload().get(Names.ENCRYPTED_CONTENT) == null) {
            return carried.with(text);
        }
        Members payload = Members.NONE;
        for (var member : item.members().entrySet()) {
            boolean kept = switch (member.getKey()) {
                case "type", "status" -> false;
                case "id" -> !MintedId.isOurs(item.text("id"));
                default -> true;
            };
            payload = kept ? payload.with(member.getKey(), RawJson.of(member.getValue())) : payload;
        }
        List<ReasoningTexts.Piece> pieces = ReasoningTexts.of(item);
        boolean thoughts = !pieces.isEmpty() && pieces.getFirst().kind() == OutputItem.Kind.REASONING_TEXT;
        String field = thoughts ? Names.CONTENT : Names.SUMMARY;
        return carried == null
                ? new Content.Reasoning(text, null, field, payload)
                : new Content.Reasoning(text, carried.host(), field, payload.withAll(carried.payload()));
    }
}
