package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes tool calls that a model wrote as text for calls, where the caller asked for it: weak local models know the form of a call and not its
 * place. Native calls win. Text waits until the answer ends, for only then is it known what it is. Not thread-safe.
 *
 * <p>Source: open-multi-agent, text-tool-extractor (2026-08), and its issues 15 and 47.
 */
final class TextCallRecovery implements ResponseDecoder {
    private final ResponseDecoder decoder;
    private final Set<String> tools;
    private final List<ChatEvent> held = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean natively;

    /** @param tools the names of the tools that were offered */
    TextCallRecovery(ResponseDecoder decoder, Set<String> tools) {
        this.decoder = decoder;
        this.tools = tools;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<ChatEvent> sink) {
        decoder.feed(bytes, event -> accept(event, sink));
    }

    @Override
    public void end(Consumer<ChatEvent> sink) {
        decoder.end(event -> accept(event, sink));
    }

    private void accept(ChatEvent event, Consumer<ChatEvent> sink) {
        switch (event) {
            case ChatEvent.TextDelta(String words)
            when !natively -> {
                text.append(words);
                held.add(event);
            }
            case ChatEvent.ToolCallStarted call -> {
                natively = true;
                release(sink);
                sink.accept(call);
            }
            case ChatEvent.ResponseStopped(StopReason reason) when !natively -> stop(reason, sink);
            case ChatEvent.ResponseFailed failed -> {
                release(sink);
                sink.accept(failed);
            }
            default -> {
                if (held.isEmpty()) {
                    sink.accept(event);
                } else {
                    held.add(event);
                }
            }
        }
    }

    private void release(Consumer<ChatEvent> sink) {
        held.forEach(sink);
        held.clear();
    }

    private void stop(StopReason reason, Consumer<ChatEvent> sink) {
        TextCalls found = TextCalls.in(text.toString(), tools);
        if (found.calls().isEmpty()) {
            release(sink);
            sink.accept(new ChatEvent.ResponseStopped(reason));
            return;
        }
        if (!found.rest().isBlank()) {
            sink.accept(new ChatEvent.TextDelta(found.rest()));
        }
        int number = 0;
        for (TextCalls.Call call : found.calls()) {
            sink.accept(
                    new ChatEvent.ToolCallStarted(number, "call_parlance_text_" + number, call.name(), Members.NONE));
            sink.accept(new ChatEvent.ToolCallDelta(number, call.arguments()));
            sink.accept(new ChatEvent.ToolCallEnded(number));
            number++;
        }
        for (ChatEvent event : held) {
            if (!(event instanceof ChatEvent.TextDelta)) {
                sink.accept(event);
            }
        }
        held.clear();
        sink.accept(new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, reason.raw())));
    }
}
