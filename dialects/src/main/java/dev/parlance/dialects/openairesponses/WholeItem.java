package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.function.Consumer;

/** An item that only the dialect understands, such as a search the host made itself. It is handed over in one piece. */
final class WholeItem implements OutputItem {
    private JsonObject known = JsonObject.EMPTY;

    @Override
    public void begin(JsonObject json, Consumer<ChatEvent> out) {
        known = json;
    }

    @Override
    public void delta(Kind kind, int part, String text, Consumer<ChatEvent> out) {
        // The whole item follows.
    }

    @Override
    public void partDone(int part, JsonObject json, Consumer<ChatEvent> out) {
        // The whole item follows.
    }

    @Override
    public void done(JsonObject json, Consumer<ChatEvent> out) {
        Content image = GeneratedImage.read(json);
        out.accept(new ChatEvent.PartReceived(image == null ? OpaqueItem.of(json) : image));
    }

    @Override
    public void cut(boolean whole, Consumer<ChatEvent> out) {
        if (whole && !known.members().isEmpty()) {
            done(known, out);
        }
    }
}
