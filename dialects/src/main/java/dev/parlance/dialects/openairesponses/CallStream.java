package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.function.BiConsumer;

/** One call while it is streamed. Not thread-safe. */
final class CallStream {
    private final Frames frames;
    private final ItemWriter items;
    private final int number;
    private final String id;
    private final String callId;
    private final ChatEvent.ToolCallStarted started;
    private final StringBuilder arguments = new StringBuilder();

    CallStream(
            Frames frames,
            ItemWriter items,
            int number,
            MintedId ids,
            ChatEvent.ToolCallStarted started,
            JsonWriter out) {
        this.frames = frames;
        this.items = items;
        this.number = number;
        this.started = started;
        this.id = items.callItemId(started.extra(), ids.functionCall(number));
        this.callId = started.id().isEmpty() ? ids.call(started.call()) : started.id();
        frames.openWhole(out, "response.output_item.added", number);
        items.openCall(id, callId, started.name(), started.extra(), out);
        frames.close(out);
    }

    void arguments(String delta, JsonWriter out) {
        arguments.append(delta);
        frames.openItem(out, "response.function_call_arguments.delta", id, number)
                .name("delta")
                .string(delta);
        frames.close(out);
    }

    /** Ends the call and keeps its item for the whole answer. */
    void end(BiConsumer<Integer, byte[]> keep, JsonWriter out) {
        if (arguments.isEmpty()) {
            arguments(ItemWriter.NO_ARGUMENTS, out);
        }
        frames.openItem(out, "response.function_call_arguments.done", id, number)
                .name("arguments")
                .string(arguments.toString())
                .name("name")
                .string(items.called(started.name()).name());
        frames.close(out);
        JsonWriter item = new JsonWriter(256);
        items.call(
                id,
                callId,
                new Content.ToolCall(
                        started.id(), started.name(), RawJson.ofText(arguments.toString()), started.extra()),
                item);
        byte[] done = item.toBytes();
        frames.openWhole(out, "response.output_item.done", number).fragment(done, true);
        frames.close(out);
        keep.accept(number, done);
    }
}
