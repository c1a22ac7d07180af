package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the caller's functions. A stream begins it with an empty object for arguments and then sends their text in pieces; a plain
 * answer has the object. Not thread-safe.
 */
final class CallStep implements Step {
    private static final String ARGUMENTS = "arguments";

    private final int number;
    private final String atStart;
    private @Nullable String lateSignature;
    private boolean told;

    private CallStep(int number, String atStart) {
        this.number = number;
        this.atStart = atStart;
    }

    /** @param number of the call within the answer, from 0 */
    static CallStep begin(int number, JsonObject step, Consumer<ChatEvent> sink) {
        Signature.tell(step.text(Signature.NAME), sink);
        String id = step.text("id");
        String name = step.text("name");
        sink.accept(new ChatEvent.ToolCallStarted(
                number,
                id == null ? "" : id,
                name == null ? "" : name,
                OutputItem.others(step, "type", "id", "name", ARGUMENTS, Signature.NAME)));
        return new CallStep(number, text(step.get(ARGUMENTS)));
    }

    @Override
    public void add(String type, JsonObject delta, Consumer<ChatEvent> sink) {
        String signature = delta.text(Signature.NAME);
        lateSignature = signature == null ? lateSignature : signature;
        // The second name is an earlier one (googleapis/python-genai, step_delta).
        JsonValue given = delta.get(ARGUMENTS);
        String piece = text(given == null ? delta.get("partial_arguments") : given);
        if (!piece.isEmpty()) {
            told = true;
            sink.accept(new ChatEvent.ToolCallDelta(number, piece));
        }
    }

    @Override
    public void stop(Consumer<ChatEvent> sink) {
        if (!told) {
            sink.accept(new ChatEvent.ToolCallDelta(number, atStart.isEmpty() ? "{}" : atStart));
        }
        sink.accept(new ChatEvent.ToolCallEnded(number));
        Signature.tell(lateSignature, sink);
    }

    private static String text(@Nullable JsonValue arguments) {
        return switch (arguments) {
            case null -> "";
            case JsonNull nothing -> "";
            case JsonString(String text) -> text;
            default -> Json.text(arguments);
        };
    }
}
