package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The readable texts of a reasoning item, in the order in which they stand, and how they become one. */
final class ReasoningTexts {
    static final String JOINT = "\n\n";

    private ReasoningTexts() {}

    /** One text that is not empty. */
    record Piece(OutputItem.Kind kind, String text) {}

    static List<Piece> of(JsonObject item) {
        List<Piece> pieces = new ArrayList<>();
        for (String name : item.members().keySet()) {
            if (name.equals(Names.SUMMARY) || name.equals(Names.CONTENT)) {
                OutputItem.Kind kind =
                        name.equals(Names.SUMMARY) ? OutputItem.Kind.SUMMARY : OutputItem.Kind.REASONING_TEXT;
                for (JsonValue part : item.elements(name)) {
                    String text = part instanceof JsonObject object ? object.text("text") : null;
                    if (text != null && !text.isEmpty()) {
                        pieces.add(new Piece(kind, text));
                    }
                }
            }
        }
        return pieces;
    }

    static String joined(JsonObject item) {
        return of(item).stream().map(Piece::text).collect(Collectors.joining(JOINT));
    }

    /** The event between two texts; it names no field, by which encoders of the dialect know it. */
    static ChatEvent.ReasoningDelta joint() {
        return new ChatEvent.ReasoningDelta(JOINT, null, Members.NONE);
    }

    static boolean isJoint(ChatEvent.ReasoningDelta delta) {
        return delta.field() == null && delta.text().equals(JOINT);
    }
}
