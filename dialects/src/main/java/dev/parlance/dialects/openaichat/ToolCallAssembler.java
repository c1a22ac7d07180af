package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts tool calls together from deltas, for all hosts of the dialect. A delta belongs to the call with its id, else to the call at its
 * index, else to the latest call; a new id together with a name opens a new call even where the index is used again (Gemini behind
 * OpenRouter gives every call index 0). Arguments that come before the name wait for it. A call ends only when the answer does: that its
 * arguments parse proves nothing. Not thread-safe.
 */
final class ToolCallAssembler {
    /** What a model means that calls a function and gives it nothing; clients parse the text, and the empty one is no JSON. */
    private static final String NO_ARGUMENTS = "{}";

    private final List<Call> calls = new ArrayList<>();
    private @Nullable Call latest;

    private static final class Call {
        private final int number;
        private final int index;
        private String id;
        private Members extra = Members.NONE;
        private boolean started;
        private boolean argued;
        private final StringBuilder waiting = new StringBuilder();

        Call(int number, int index, String id) {
            this.number = number;
            this.index = index;
            this.id = id;
        }
    }

    /** Whether any call was seen. */
    boolean any() {
        return !calls.isEmpty();
    }

    void accept(Chunk.CallDelta delta, Consumer<ChatEvent> sink) {
        String id = delta.id() == null ? "" : delta.id();
        String name = delta.name() == null ? "" : delta.name();
        Call call = find(id, delta.index(), !name.isEmpty());
        if (call == null) {
            call = new Call(calls.size(), delta.index(), id);
            calls.add(call);
        }
        latest = call;
        if (call.id.isEmpty()) {
            call.id = id;
        }
        if (!call.started) {
            for (var member : delta.extra().byName().entrySet()) {
                call.extra = call.extra.with(member.getKey(), member.getValue());
            }
            if (!name.isEmpty()) {
                start(call, name, sink);
            }
        }
        String arguments = delta.arguments();
        if (arguments != null && !arguments.isEmpty()) {
            call.argued = true;
            if (call.started) {
                sink.accept(new ChatEvent.ToolCallDelta(call.number, arguments));
            } else {
                call.waiting.append(arguments);
            }
        }
    }

    /** The answer is complete: so are the calls. One that never got a name keeps the empty one, so that nothing is lost. */
    void end(Consumer<ChatEvent> sink) {
        flush(sink);
        for (Call call : calls) {
            if (!call.argued) {
                sink.accept(new ChatEvent.ToolCallDelta(call.number, NO_ARGUMENTS));
            }
            sink.accept(new ChatEvent.ToolCallEnded(call.number));
        }
    }

    /** Hands over what waited for a name, without ending the calls. */
    void flush(Consumer<ChatEvent> sink) {
        for (Call call : calls) {
            if (!call.started) {
                start(call, "", sink);
            }
        }
    }

    private @Nullable Call find(String id, int index, boolean named) {
        if (!id.isEmpty()) {
            for (Call call : calls) {
                if (call.id.equals(id)) {
                    return call;
                }
            }
        }
        if (index >= 0) {
            for (Call call : calls.reversed()) {
                if (call.index == index) {
                    boolean another = !id.isEmpty() && !call.id.isEmpty() && named && call.started;
                    return another ? null : call;
                }
            }
            return null;
        }
        boolean another = named && latest != null && latest.started && (!id.isEmpty() || latest.id.isEmpty());
        return another ? null : latest;
    }

    private static void start(Call call, String name, Consumer<ChatEvent> sink) {
        call.started = true;
        sink.accept(new ChatEvent.ToolCallStarted(call.number, call.id, name, call.extra));
        if (!call.waiting.isEmpty()) {
            sink.accept(new ChatEvent.ToolCallDelta(call.number, call.waiting.toString()));
            call.waiting.setLength(0);
        }
    }
}
