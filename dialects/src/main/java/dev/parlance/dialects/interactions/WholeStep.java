package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A step that only this form understands, such as a search that the service runs by itself: kept until it is whole, then passed on as it
 * stood. Not thread-safe.
 */
final class WholeStep implements Step {
    private final StringBuilder arguments = new StringBuilder();
    private JsonObject step;

    WholeStep(JsonObject step) {
        this.step = step;
    }

    /** Recorded (vercel/ai, packages/google): a step begins with its ids, and one delta brings the members that it lacked. */
    @Override
    public void add(String type, JsonObject delta, Consumer<ChatEvent> sink) {
        String piece = type.equals("arguments_delta") ? delta.text("arguments") : null;
        if (piece != null) {
            arguments.append(piece);
            return;
        }
        for (Map.Entry<String, JsonValue> member :
                delta.without("type").members().entrySet()) {
            if (!(member.getValue() instanceof JsonNull)) {
                step = step.with(member.getKey(), member.getValue());
            }
        }
    }

    @Override
    public void stop(Consumer<ChatEvent> sink) {
        if (!arguments.isEmpty()) {
            step = step.with("arguments", RawJson.ofText(arguments.toString()).valueOrText());
        }
        Signature.tell(step.text(Signature.NAME), sink);
        sink.accept(new ChatEvent.PartReceived(new Content.Opaque(GeminiInteractions.NAME, "step", RawJson.of(step))));
    }
}
