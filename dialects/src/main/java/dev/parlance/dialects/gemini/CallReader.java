package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads function calls: usually whole in one part; on Vertex in pieces, with the name first, then arguments by path, and an empty call at
 * the end. Not thread-safe.
 */
final class CallReader {
    private static final Set<String> KNOWN = Set.of("id", "name", "args", "partialArgs", "willContinue");

    private int count;
    private @Nullable PartialArguments open;

    /**
     * Takes one {@code functionCall}.
     *
     * @param beside the other members of its part
     */
    void take(JsonObject call, Members beside, Consumer<ChatEvent> sink) {
        String name = call.text("name");
        boolean goesOn = call.get("willContinue") instanceof JsonBoolean(boolean more) && more;
        if (name != null) {
            close(true, sink);
            start(call, name, beside, sink);
        }
        PartialArguments arguments = open;
        if (arguments == null) {
            return;
        }
        JsonObject whole = call.object("args");
        if (whole != null) {
            arguments.whole(whole);
        }
        for (JsonValue piece : call.elements("partialArgs")) {
            if (piece instanceof JsonObject one) {
                arguments.add(one);
            }
        }
        if (!goesOn) {
            close(true, sink);
        }
    }

    /** Whether any call was seen. */
    boolean any() {
        return count > 0;
    }

    /** The answer is complete; a call that was to go on is cut short, and its arguments must not look whole. */
    void end(Consumer<ChatEvent> sink) {
        close(false, sink);
    }

    private void start(JsonObject call, String name, Members beside, Consumer<ChatEvent> sink) {
        String id = call.text("id");
        Members inner = PartsReader.others(call, KNOWN);
        Members extra = beside;
        if (!inner.isEmpty()) {
            JsonObject nested = JsonObject.EMPTY;
            for (var member : inner.byName().entrySet()) {
                nested = nested.with(member.getKey(), member.getValue().valueOrText());
            }
            extra = extra.with("functionCall", RawJson.of(nested));
        }
        sink.accept(new ChatEvent.ToolCallStarted(count++, id == null ? "" : id, name, extra));
        open = new PartialArguments();
    }

    private void close(boolean whole, Consumer<ChatEvent> sink) {
        if (open == null) {
            return;
        }
        String text = Json.text(open.arguments());
        sink.accept(new ChatEvent.ToolCallDelta(count - 1, whole ? text : text.substring(0, text.length() - 1)));
        sink.accept(new ChatEvent.ToolCallEnded(count - 1));
        open = null;
    }
}
