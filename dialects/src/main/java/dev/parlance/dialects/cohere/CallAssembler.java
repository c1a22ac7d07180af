package dev.parlance.dialects.cohere;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts tool calls together, in pieces or whole. Calls of a kind that is not known here are passed on as they stand. Not thread-safe. */
final class CallAssembler {
    private static final String FUNCTION = "function";
    private static final String ARGUMENTS = "arguments";

    /** What a call without arguments has for them at times (vercel/ai, packages/cohere). */
    private static final String NULL = "null";

    private final Map<Long, Call> open = new LinkedHashMap<>();
    private int count;

    private sealed interface Call {}

    private record OtherCall(GrowingObject object) implements Call {}

    private static final class FunctionCall implements Call {
        private final int number;
        private final StringBuilder held = new StringBuilder();
        private boolean told;

        FunctionCall(int number) {
            this.number = number;
        }
    }

    /** Whether the answer calls tools. */
    boolean any() {
        return count > 0;
    }

    void start(long index, JsonObject call, Consumer<ChatEvent> sink) {
        stop(index, sink);
        String type = call.text("type");
        if (type != null && !type.equals(FUNCTION)) {
            open.put(index, new OtherCall(new GrowingObject(call)));
            return;
        }
        JsonObject given = call.object(FUNCTION);
        JsonObject function = given == null ? JsonObject.EMPTY : given;
        String id = call.text("id");
        String name = function.text("name");
        Members extra = BlockAssembler.others(call, "type", "id", FUNCTION);
        JsonObject within = function.without("name").without(ARGUMENTS);
        FunctionCall begun = new FunctionCall(count++);
        open.put(index, begun);
        sink.accept(new ChatEvent.ToolCallStarted(
                begun.number,
                id == null ? "" : id,
                name == null ? "" : name,
                within.members().isEmpty() ? extra : extra.with(FUNCTION, RawJson.of(within))));
        say(begun, text(function.get(ARGUMENTS)), sink);
    }

    void delta(long index, JsonObject delta, Consumer<ChatEvent> sink) {
        if (!open.containsKey(index)) {
            start(index, delta, sink);
            return;
        }
        switch (open.get(index)) {
            case null -> {}
            case OtherCall(GrowingObject object) -> object.add(delta);
            case FunctionCall call -> {
                JsonObject function = delta.object(FUNCTION);
                say(call, function == null ? "" : text(function.get(ARGUMENTS)), sink);
            }
        }
    }

    void stop(long index, Consumer<ChatEvent> sink) {
        switch (open.remove(index)) {
            case null -> {}
            case OtherCall(GrowingObject object) ->
                sink.accept(new ChatEvent.PartReceived(
                        new Content.Opaque(CohereChat.NAME, "tool_calls", RawJson.of(object.object()))));
            case FunctionCall call -> {
                String rest = call.held.toString();
                if (!call.told) {
                    boolean none = rest.isEmpty() || rest.equals(NULL);
                    sink.accept(new ChatEvent.ToolCallDelta(call.number, none ? "{}" : rest));
                }
                sink.accept(new ChatEvent.ToolCallEnded(call.number));
            }
        }
    }

    /** The answer is complete, and so is whatever is still open. */
    void end(Consumer<ChatEvent> sink) {
        for (long index : open.keySet().stream().toList()) {
            stop(index, sink);
        }
    }

    /** What may yet turn out to be no arguments is held back. */
    private static void say(FunctionCall call, String piece, Consumer<ChatEvent> sink) {
        call.held.append(piece);
        if (call.held.isEmpty() || !call.told && NULL.startsWith(call.held.toString())) {
            return;
        }
        call.told = true;
        sink.accept(new ChatEvent.ToolCallDelta(call.number, call.held.toString()));
        call.held.setLength(0);
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
