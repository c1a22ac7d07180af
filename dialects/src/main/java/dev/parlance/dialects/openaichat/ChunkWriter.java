package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as a stream of chunks. Opaque members wait for the next chunk, as they stood beside its content on the wire. The usage
 * chunk comes when the client asked for it, before an error too. A failure is an event with an error object, and then nothing: {@code [DONE]}
 * means success. Not thread-safe.
 */
final class ChunkWriter implements StreamEncoder {
    private static final byte[] END = ascii("\n\n");
    private static final byte[] TO_DELTA = ascii(",\"choices\":[{\"index\":0,\"delta\":{");
    private static final byte[] FROM_DELTA = ascii("},\"finish_reason\":null}]}\n\n");

    private final ChatRequest request;
    private final CarriedDetails carried;
    private final List<OpaqueReceived> waiting = new ArrayList<>();
    private byte[] head = new byte[0];
    private boolean started;
    private boolean roleSent;
    private ChatEvent.@Nullable ToolCallStarted begun;
    private @Nullable Usage usage;

    ChunkWriter(ChatRequest request, Origin origin) {
        this.request = request;
        this.carried = new CarriedDetails(origin);
    }

    @Override
    public void encode(ChatEvent event, JsonWriter out) {
        if (carried.waits()
                && !(event instanceof ChatEvent.ReasoningDelta)
                && !(event instanceof ChatEvent.ResponseFailed)) {
            delta(out).name(Names.REASONING_DETAILS).beginArray();
            carried.write(out);
            out.endArray();
            close(out, null);
        }
        ChatEvent.ToolCallStarted waitingCall = begun;
        if (waitingCall != null) {
            begun = null;
            boolean goesOn = event instanceof ChatEvent.ToolCallDelta next && next.call() == waitingCall.call();
            callStarted(waitingCall, goesOn ? ((ChatEvent.ToolCallDelta) event).arguments() : "", out);
            if (goesOn) {
                return;
            }
        }
        switch (event) {
            case ChatEvent.ResponseStarted first -> start(first.id(), first.model(), first.created());
            case ChatEvent.TextDelta(String text) -> {
                delta(out).name("content").string(text);
                close(out, null);
            }
            case ChatEvent.RefusalDelta(String text) -> {
                delta(out).name("refusal").string(text);
                close(out, null);
            }
            case ChatEvent.ReasoningDelta reasoning -> {
                if (!carried.needed()) {
                    reasoning(reasoning, out);
                    close(out, null);
                } else {
                    carried.add(reasoning);
                    if (!reasoning.text().isEmpty()) {
                        delta(out).name(Names.REASONING_CONTENT).string(reasoning.text());
                        close(out, null);
                    }
                }
            }
            case ChatEvent.ToolCallStarted call -> begun = call;
            case ChatEvent.ToolCallDelta(int call, String arguments) -> {
                call(delta(out), call)
                        .name("function")
                        .beginObject()
                        .name("arguments")
                        .string(arguments)
                        .endObject()
                        .endObject()
                        .endArray();
                close(out, null);
            }
            case ChatEvent.ToolCallEnded ended -> {}
            case ChatEvent.PartReceived part -> {}
            case ChatEvent.PartEnded ended -> {}
            case ChatEvent.OpaqueReceived opaque -> {
                if (!carried.needed() || AnswerWords.FILTER_RESULTS.contains(opaque.name())) {
                    waiting.add(opaque);
                }
            }
            case ChatEvent.UsageReported(Usage reported) -> usage = reported;
            case ChatEvent.ResponseStopped(StopReason reason) -> stop(reason, out);
            case ChatEvent.ResponseFailed failed -> {
                usage(out);
                out.frame("data: ");
                ErrorWriter.write(failed.error(), out);
                out.fragment(END, false);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void start(@Nullable String id, @Nullable String model, long created) {
        if (started) {
            return;
        }
        started = true;
        JsonWriter prepared = new JsonWriter(160);
        prepared.frame("data: ");
        prepared.beginObject();
        prepared.name("id").string(id == null ? AnswerWords.NO_ID : id);
        prepared.name("object").string("chat.completion.chunk");
        prepared.name("created").number(created);
        prepared.name("model").string(model == null ? request.model() : model);
        head = prepared.toBytes();
    }

    /** With the arguments that came with it: some clients know whole calls only, as their host sends them. */
    private void callStarted(ChatEvent.ToolCallStarted call, String arguments, JsonWriter out) {
        call(delta(out), call.call())
                .name("id")
                .string(AnswerWords.callId(call.id(), call.call()))
                .name("type")
                .string("function")
                .name("function")
                .beginObject()
                .name("name")
                .string(call.name())
                .name("arguments")
                .string(arguments)
                .endObject();
        if (carried.needed()) {
            carried.call(out);
        } else {
            call.extra().byName().forEach((name, json) -> {
                if (!name.equals("type")) {
                    out.name(name).raw(json);
                }
            });
        }
        out.endObject().endArray();
        close(out, null);
    }

    private JsonWriter delta(JsonWriter out) {
        open(out);
        out.fragment(TO_DELTA, false);
        if (!roleSent) {
            roleSent = true;
            out.name("role").string("assistant");
        }
        return out;
    }

    private void open(JsonWriter out) {
        if (!started) {
            start(null, null, 0);
        }
        out.fragment(head, true);
    }

    private void reasoning(ChatEvent.ReasoningDelta reasoning, JsonWriter out) {
        delta(out);
        String field = reasoning.field() == null ? Names.REASONING_CONTENT : reasoning.field();
        if (!reasoning.text().isEmpty() || reasoning.payload().isEmpty()) {
            out.name(field).string(reasoning.text());
        }
        reasoning.payload().byName().forEach((name, json) -> {
            if (!name.equals(field)) {
                out.name(name).raw(json);
            }
        });
    }

    private static JsonWriter call(JsonWriter out, int number) {
        return out.name("tool_calls").beginArray().beginObject().name("index").number(number);
    }

    private void stop(StopReason reason, JsonWriter out) {
        delta(out);
        close(out, AnswerWords.finishReason(reason));
        usage(out);
        out.frame("data: [DONE]\n\n");
    }

    private void usage(JsonWriter out) {
        ChatRequest.Streaming streaming = request.streaming();
        if (usage != null && streaming != null && streaming.includeUsage()) {
            open(out);
            out.name("choices").beginArray().endArray().name("usage");
            AnswerWords.usage(usage, out);
            out.endObject().fragment(END, false);
        }
    }

    /** Ends the delta, puts in what waited, and ends the chunk. */
    private void close(JsonWriter out, @Nullable String finishReason) {
        if (waiting.isEmpty() && finishReason == null) {
            out.fragment(FROM_DELTA, false);
            return;
        }
        members(Place.MESSAGE, out);
        out.endObject();
        finish(out, finishReason);
        members(Place.CHOICE, out);
        out.endObject().endArray();
        members(Place.RESPONSE, out);
        out.endObject().fragment(END, false);
        waiting.clear();
    }

    private static void finish(JsonWriter out, @Nullable String finishReason) {
        out.name("finish_reason");
        if (finishReason == null) {
            out.nothing();
        } else {
            out.string(finishReason);
        }
    }

    /** Of members with one name in one place the latest is written: one chunk cannot carry two. */
    private void members(Place place, JsonWriter out) {
        for (int index = 0; index < waiting.size(); index++) {
            OpaqueReceived opaque = waiting.get(index);
            if (opaque.place() == place && !repeated(opaque, index + 1)) {
                out.name(opaque.name()).raw(opaque.json());
            }
        }
    }

    private boolean repeated(OpaqueReceived opaque, int from) {
        for (OpaqueReceived later : waiting.subList(from, waiting.size())) {
            if (later.place() == opaque.place() && later.name().equals(opaque.name())) {
                return true;
            }
        }
        return false;
    }
}
