package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message: each of its content parts becomes a text or refusal of its own. */
final class MessageItem implements OutputItem {
    private JsonObject about = JsonObject.EMPTY;
    private boolean announced;

    /** Number of the open part, or -1. */
    private int open = -1;

    private final StringBuilder written = new StringBuilder();
    private @Nullable JsonObject openPart;
    private boolean handedOver;

    @Override
    public void begin(JsonObject json, Consumer<ChatEvent> out) {
        announce(json, out);
    }

    @Override
    public void delta(Kind kind, int part, String text, Consumer<ChatEvent> out) {
        if (kind != Kind.TEXT && kind != Kind.REFUSAL || text.isEmpty()) {
            return;
        }
        if (part != open) {
            close(out);
            open = part;
        }
        written.append(text);
        out.accept(kind == Kind.TEXT ? new ChatEvent.TextDelta(text) : new ChatEvent.RefusalDelta(text));
    }

    @Override
    public void partDone(int part, JsonObject json, Consumer<ChatEvent> out) {
        if (part < open) {
            return;
        }
        if (part > open) {
            close(out);
            open = part;
        }
        openPart = json;
        rest(json, out);
    }

    @Override
    public void done(JsonObject json, Consumer<ChatEvent> out) {
        announce(json, out);
        List<JsonValue> parts = json.get(Names.CONTENT) instanceof JsonString(String text)
                ? List.of(JsonValue.object("type", JsonValue.of("output_text"), "text", JsonValue.of(text)))
                : json.elements(Names.CONTENT);
        for (int part = Math.max(0, open); part < parts.size(); part++) {
            if (parts.get(part) instanceof JsonObject object) {
                partDone(part, object, out);
            }
        }
        close(out);
    }

    @Override
    public void cut(boolean whole, Consumer<ChatEvent> out) {
        if (whole) {
            close(out);
        }
    }

    /** Says which message the following texts are of; encoders of the dialect need it before the first of them. */
    private void announce(JsonObject json, Consumer<ChatEvent> out) {
        String id = json.text("id");
        String phase = json.text(Names.PHASE);
        about = id == null ? JsonObject.EMPTY : JsonValue.object("id", JsonValue.of(id));
        about = phase == null ? about : about.with(Names.PHASE, JsonValue.of(phase));
        if (!announced && !about.members().isEmpty()) {
            announced = true;
            out.accept(new OpaqueReceived(OpaqueReceived.Place.MESSAGE, Names.ITEM, RawJson.of(about)));
        }
    }

    private void close(Consumer<ChatEvent> out) {
        if (open >= 0) {
            out.accept(new ChatEvent.PartEnded(extra(openPart == null ? JsonObject.EMPTY : openPart)));
            open = -1;
            openPart = null;
            handedOver = false;
            written.setLength(0);
        }
    }

    /** What the deltas left out of the part. */
    private void rest(JsonObject part, Consumer<ChatEvent> out) {
        String refusal = part.text("refusal");
        String text = refusal == null ? part.text("text") : refusal;
        if (text == null) {
            if (!handedOver) {
                handedOver = true;
                out.accept(
                        new ChatEvent.PartReceived(new Content.Opaque(Names.DIALECT, Names.CONTENT, RawJson.of(part))));
            }
            return;
        }
        if (text.length() > written.length() && text.startsWith(written.toString())) {
            String rest = text.substring(written.length());
            written.append(rest);
            out.accept(refusal == null ? new ChatEvent.TextDelta(rest) : new ChatEvent.RefusalDelta(rest));
        }
    }

    private Members extra(JsonObject part) {
        Members extra = Members.NONE;
        for (var member : part.members().entrySet()) {
            boolean said = switch (member.getKey()) {
                case "type", "text", "refusal" -> false;
                default ->
                    !(member.getValue() instanceof JsonNull
                            || member.getValue() instanceof JsonArray(List<JsonValue> elements) && elements.isEmpty());
            };
            extra = said ? extra.with(member.getKey(), RawJson.of(member.getValue())) : extra;
        }
        JsonValue phase = about.get(Names.PHASE);
        extra = phase == null ? extra : extra.with(Names.PHASE, RawJson.of(phase));
        JsonObject item = about.without(Names.PHASE);
        return item.members().isEmpty() ? extra : extra.with(Names.ITEM, RawJson.of(item));
    }
}
