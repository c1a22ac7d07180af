package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as a stream, one piece for each part: server-sent events or one JSON array, as the client asked. Usage and finish reason
 * stand on the last piece, the usage of a failed answer on one of its own. A failure is what Google makes of it: between events a bare JSON
 * object, as @google/genai expects it there, in an array one more element. Not thread-safe.
 */
final class StreamWriter implements StreamEncoder, AnswerParts.Frame {
    private static final String LINE = "\r\n";

    private final InboundRequest request;
    private final boolean events;
    private final AnswerParts parts;
    private final List<ChatEvent.OpaqueReceived> waiting = new ArrayList<>();
    private JsonWriter out = new JsonWriter(64);
    private boolean begun;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable Usage usage;

    StreamWriter(InboundRequest request, Origin origin) {
        this.request = request;
        this.events = request.target().eventStream();
        this.parts = new AnswerParts(origin, this);
    }

    @Override
    public void encode(ChatEvent event, JsonWriter target) {
        out = target;
        switch (event) {
            case ChatEvent.ResponseStarted started -> {
                id = id == null ? started.id() : id;
                model = model == null ? started.model() : model;
            }
            case ChatEvent.TextDelta(String text) -> parts.text(text);
            // The dialect has no word for a refusal; it is what the model said.
            case ChatEvent.RefusalDelta(String text) -> parts.text(text);
            case ChatEvent.ReasoningDelta reasoning -> parts.reasoning(reasoning);
            case ChatEvent.ToolCallStarted call -> parts.callStarted(call);
            case ChatEvent.ToolCallDelta call -> parts.callArguments(call);
            case ChatEvent.ToolCallEnded(int call) -> parts.callEnded(call);
            case ChatEvent.PartReceived(Content part) -> parts.part(part);
            case ChatEvent.PartEnded(Members extra) -> parts.partEnded();
            case ChatEvent.OpaqueReceived member -> {
                if (AnswerMembers.isKept(member, parts.own())) {
                    waiting.add(member);
                }
            }
            case ChatEvent.UsageReported(Usage reported) -> usage = reported;
            case ChatEvent.ResponseStopped(StopReason reason) -> {
                String signature = parts.signature();
                open().beginObject().name("text").string("");
                AnswerParts.signed(signature, out);
                out.endObject();
                close(reason);
                out.frame(events ? "" : "]");
            }
            case ChatEvent.ResponseFailed failed -> fail(failed);
        }
    }

    @Override
    public JsonWriter open() {
        begin();
        out.beginObject();
        out.name("candidates").beginArray().beginObject();
        return out.name("content").beginObject().name("parts").beginArray();
    }

    @Override
    public void close() {
        close(null);
    }

    private void close(@Nullable StopReason reason) {
        out.endArray().name("role").string("model").endObject();
        if (reason != null) {
            out.name("finishReason").string(FinishReasons.written(reason, parts.own()));
        }
        out.name("index").number(0);
        AnswerMembers.write(waiting, false, out);
        out.endObject().endArray();
        if (reason != null && usage != null) {
            AnswerMembers.usage(usage, parts.own(), out);
        }
        names();
        AnswerMembers.write(waiting, true, out);
        out.endObject();
        waiting.clear();
        out.frame(events ? LINE + LINE : "");
    }

    private void names() {
        out.name("modelVersion").string(model == null ? request.request().model() : model);
        out.name("responseId").string(id == null ? AnswerMembers.NO_ID : id);
    }

    private void begin() {
        if (events) {
            out.frame("data: ");
        } else {
            out.frame(begun ? "," + LINE : "[");
        }
        begun = true;
    }

    private void fail(ChatEvent.ResponseFailed failed) {
        if (begun && usage != null) {
            begin();
            out.beginObject();
            AnswerMembers.usage(usage, parts.own(), out);
            names();
            out.endObject().frame(events ? LINE + LINE : "");
        }
        if (!events) {
            begin();
        }
        ErrorWriter.write(failed.error(), out);
        out.frame(events ? LINE : "]");
    }
}
