package dev.parlance.core.chat;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds events into a {@link ChatResponse}. Feed it every event, then ask for {@link #response}. Not thread-safe. */
public final class ResponseFold implements Consumer<ChatEvent> {
    private final @Nullable String origin;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, CallPart> calls = new LinkedHashMap<>();
    private final List<ChatEvent.OpaqueReceived> opaque = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String model;
    private long created;
    private @Nullable Usage usage;
    private @Nullable StopReason stop;
    private @Nullable ParlanceException error;
    private boolean closed;

    private sealed interface Part {}

    private static final class TextPart implements Part {
        // A plain answer has its text in one piece, which then is not copied.
        private String first = "";
        private @Nullable StringBuilder more;
        private Members extra = Members.NONE;

        private void append(String text) {
            if (more != null) {
                more.append(text);
            } else if (first.isEmpty()) {
                first = text;
            } else {
                more = new StringBuilder(first).append(text);
            }
        }

        private String text() {
            return more == null ? first : more.toString();
        }
    }

    private record WholePart(Content content) implements Part {}

    private record RefusalPart(StringBuilder text) implements Part {}

    private static final class ReasoningPart implements Part {
        private final StringBuilder text = new StringBuilder();
        private @Nullable String field;
        private final PayloadJoin payload = new PayloadJoin();
        private boolean closed;
    }

    private record CallPart(String id, String name, Members extra, StringBuilder arguments) implements Part {}

    /** @param origin the host whose answer this is, kept with its reasoning; null when unknown */
    public ResponseFold(@Nullable String origin) {
        this.origin = origin;
    }

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.ResponseStarted started -> start(started);
            case ChatEvent.TextDelta(String text) -> text(text);
            case ChatEvent.RefusalDelta(String text) -> refusal(text);
            case ChatEvent.ReasoningDelta reasoning -> reasoning(reasoning);
            case ChatEvent.ToolCallStarted(int call, String callId, String name, Members extra) -> {
                CallPart part = new CallPart(callId, name, extra, new StringBuilder());
                calls.put(call, part);
                begin(part);
            }
            case ChatEvent.ToolCallDelta(int call, String arguments) -> {
                CallPart part = calls.get(call);
                if (part != null) {
                    part.arguments.append(arguments);
                }
            }
            case ChatEvent.ToolCallEnded ended -> {}
            case ChatEvent.PartReceived(Content part) -> {
                close(Members.NONE);
                parts.add(new WholePart(part));
            }
            case ChatEvent.PartEnded(Members extra) -> close(extra);
            case ChatEvent.OpaqueReceived received -> opaque.add(received);
            case ChatEvent.UsageReported(Usage reported) -> usage = reported;
            case ChatEvent.ResponseStopped(StopReason reason) -> stop = reason;
            case ChatEvent.ResponseFailed(ParlanceException failed, StopReason reason) -> {
                error = failed;
                stop = reason;
            }
        }
    }

    /** What the events so far amount to. */
    public ChatResponse response() {
        List<Content> content = new ArrayList<>(parts.size());
        for (Part part : parts) {
            content.add(
                    switch (part) {
                        case TextPart text -> new Content.Text(text.text(), text.extra);
                        case WholePart(Content whole) -> whole;
                        case RefusalPart(StringBuilder text) -> new Content.Refusal(text.toString());
                        case ReasoningPart reasoning ->
                            new Content.Reasoning(
                                    reasoning.text.toString(), origin, reasoning.field, reasoning.payload.members());
                        case CallPart(String callId, String name, Members extra, StringBuilder arguments) ->
                            new Content.ToolCall(callId, name, RawJson.ofText(arguments.toString()), extra);
                    });
        }
        return new ChatResponse(id, model, created, content, stop, usage, opaque, error);
    }

    private void start(ChatEvent.ResponseStarted started) {
        id = id == null ? started.id() : id;
        model = model == null ? started.model() : model;
        created = created == 0 ? started.created() : created;
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!(open() instanceof TextPart)) {
            begin(new TextPart());
        }
        if (open() instanceof TextPart part) {
            part.append(text);
        }
    }

    private void refusal(String text) {
        if (open() instanceof RefusalPart(StringBuilder builder)) {
            builder.append(text);
        } else if (!text.isEmpty()) {
            begin(new RefusalPart(new StringBuilder(text)));
        }
    }

    private void reasoning(ChatEvent.ReasoningDelta delta) {
        ReasoningPart part;
        if (open() instanceof ReasoningPart open) {
            part = open;
        } else {
            // Payload that trails the text it belongs to (a signature, the last detail) joins the reasoning before it.
            ReasoningPart earlier = delta.text().isEmpty() ? lastReasoning() : null;
            part = earlier == null ? new ReasoningPart() : earlier;
            if (earlier == null) {
                begin(part);
            }
        }
        part.text.append(delta.text());
        part.field = part.field == null ? delta.field() : part.field;
        part.payload.add(delta.payload());
    }

    private void begin(Part part) {
        parts.add(part);
        closed = false;
    }

    /** The part that deltas go on with, or null. */
    private @Nullable Part open() {
        return closed || parts.isEmpty() ? null : parts.getLast();
    }

    private void close(Members extra) {
        if (open() instanceof TextPart text) {
            text.extra = text.extra.withAll(extra);
        } else if (open() instanceof ReasoningPart reasoning) {
            reasoning.closed = true;
        }
        closed = true;
    }

    private @Nullable ReasoningPart lastReasoning() {
        for (Part part : parts.reversed()) {
            if (part instanceof ReasoningPart reasoning) {
                return reasoning.closed ? null : reasoning;
            }
        }
        return null;
    }
}
