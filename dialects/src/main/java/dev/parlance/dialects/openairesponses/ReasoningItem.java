package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning: its summaries and, where a host shows them, the thoughts themselves, joined by empty lines. The payload is the whole item, as
 * the host wants it back; the encrypted content of {@code added} is not yet the one of {@code done}.
 */
final class ReasoningItem implements OutputItem {
    private final StringBuilder written = new StringBuilder();
    private boolean begun;
    private @Nullable Kind openKind;
    private int openPart;

    @Override
    public void begin(JsonObject json, Consumer<ChatEvent> out) {
        begun = true;
        String id = json.text("id");
        if (id != null) {
            // Encoders of the dialect need the id before the first text.
            out.accept(new ChatEvent.ReasoningDelta("", null, Members.of("id", RawJson.of(JsonValue.of(id)))));
        }
    }

    @Override
    public void delta(Kind kind, int part, String text, Consumer<ChatEvent> out) {
        if (kind != Kind.SUMMARY && kind != Kind.REASONING_TEXT || text.isEmpty()) {
            return;
        }
        if (openKind != null && (kind != openKind || part != openPart)) {
            written.append(ReasoningTexts.JOINT);
            out.accept(ReasoningTexts.joint());
        }
        openKind = kind;
        openPart = part;
        written.append(text);
        out.accept(new ChatEvent.ReasoningDelta(text, field(kind), Members.NONE));
    }

    @Override
    public void partDone(int part, JsonObject json, Consumer<ChatEvent> out) {
        // The whole item follows, and says the same.
    }

    @Override
    public void done(JsonObject json, Consumer<ChatEvent> out) {
        if (!begun) {
            begin(json, out);
        }
        if (written.isEmpty()) {
            int number = 0;
            for (ReasoningTexts.Piece piece : ReasoningTexts.of(json)) {
                delta(piece.kind(), number++, piece.text(), out);
            }
        } else {
            String whole = ReasoningTexts.joined(json);
            if (whole.length() > written.length() && whole.startsWith(written.toString())) {
                out.accept(new ChatEvent.ReasoningDelta(
                        whole.substring(written.length()),
                        field(openKind == null ? Kind.SUMMARY : openKind),
                        Members.NONE));
            }
        }
        out.accept(new ChatEvent.ReasoningDelta("", null, payload(json)));
        out.accept(new ChatEvent.PartEnded(Members.NONE));
    }

    @Override
    public void cut(boolean whole, Consumer<ChatEvent> out) {
        if (whole) {
            out.accept(new ChatEvent.PartEnded(Members.NONE));
        }
    }

    private static String field(Kind kind) {
        return kind == Kind.REASONING_TEXT ? Names.CONTENT : Names.SUMMARY;
    }

    private static Members payload(JsonObject json) {
        Members payload = Members.NONE;
        for (var member : json.members().entrySet()) {
            boolean kept = !(member.getValue() instanceof JsonNull)
                    && !member.getKey().equals("type")
                    && !member.getKey().equals("status");
            payload = kept ? payload.with(member.getKey(), RawJson.of(member.getValue())) : payload;
        }
        return payload;
    }
}
