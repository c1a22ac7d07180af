package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as the full sequence of events that the API sends, for clients build the answer from them: the response, its items, their
 * parts, the deltas, and each of them again when it is whole. A failure is an {@code error} event and {@code response.failed}, as the API
 * has it. Not thread-safe.
 */
final class EventWriter implements StreamEncoder {
    private final ChatRequest request;
    private final Origin origin;
    private final Frames frames = new Frames();
    private final ItemWriter items;
    private final Map<Integer, byte[]> finished = new TreeMap<>();
    private final Map<Integer, CallStream> calls = new LinkedHashMap<>();
    private MintedId ids = new MintedId(null);
    private @Nullable ResponseObject response;
    private @Nullable MessageStream message;
    private @Nullable ReasoningStream reasoning;
    private @Nullable JsonObject nextMessage;
    private int begun;
    private @Nullable Usage usage;
    private Members vendor = Members.NONE;

    EventWriter(ChatRequest request, Origin origin) {
        this.request = request;
        this.origin = origin;
        this.items = new ItemWriter(request, origin);
    }

    @Override
    public void encode(ChatEvent event, JsonWriter out) {
        switch (event) {
            case ChatEvent.ResponseStarted started -> start(started, out);
            case ChatEvent.TextDelta(String text) -> message(out).text(text, out);
            case ChatEvent.RefusalDelta(String text) -> message(out).refusal(text, out);
            case ChatEvent.ReasoningDelta delta -> reasoning(delta, out).add(delta, out);
            case ChatEvent.ToolCallStarted started -> {
                ensureStarted(out);
                endOpen(out);
                calls.put(started.call(), new CallStream(frames, items, begun++, ids, started, out));
            }
            case ChatEvent.ToolCallDelta(int call, String arguments) -> {
                CallStream stream = calls.get(call);
                if (stream != null) {
                    stream.arguments(arguments, out);
                }
            }
            case ChatEvent.ToolCallEnded(int call) -> {
                CallStream stream = calls.remove(call);
                if (stream != null) {
                    stream.end(finished::put, out);
                }
            }
            case ChatEvent.PartReceived(Content part) -> part(part, out);
            case ChatEvent.PartEnded(Members extra) -> {
                endReasoning(out);
                if (message != null) {
                    message.endPart(extra, out);
                }
            }
            case ChatEvent.OpaqueReceived received -> opaque(received, out);
            case ChatEvent.UsageReported(Usage reported) -> usage = reported;
            case ChatEvent.ResponseStopped(StopReason reason) -> stop(reason, out);
            case ChatEvent.ResponseFailed failed -> fail(failed.error(), out);
        }
    }

    private void start(ChatEvent.ResponseStarted started, JsonWriter out) {
        if (response != null) {
            return;
        }
        ids = new MintedId(started.id());
        ResponseObject object = new ResponseObject(request, origin, started.id(), started.model(), started.created());
        response = object;
        for (String type : new String[] {"response.created", "response.in_progress"}) {
            frames.open(out, type).name("response");
            object.write("in_progress", null, null, new byte[0], null, Members.NONE, out);
            frames.close(out);
        }
    }

    private ResponseObject ensureStarted(JsonWriter out) {
        if (response == null) {
            start(new ChatEvent.ResponseStarted(null, null, 0), out);
        }
        return Objects.requireNonNull(response);
    }

    private MessageStream message(JsonWriter out) {
        ensureStarted(out);
        endReasoning(out);
        MessageStream open = message;
        if (open == null) {
            JsonObject known = nextMessage;
            String id = known == null ? null : known.text("id");
            RawJson phase = known == null || known.get(Names.PHASE) == null
                    ? null
                    : RawJson.of(Objects.requireNonNull(known.get(Names.PHASE)));
            int number = begun++;
            open = new MessageStream(frames, items, number, id == null ? ids.message(number) : id, phase, out);
            message = open;
            nextMessage = null;
        }
        return open;
    }

    private ReasoningStream reasoning(ChatEvent.ReasoningDelta delta, JsonWriter out) {
        ensureStarted(out);
        endMessage(out);
        ReasoningStream open = reasoning;
        if (open == null) {
            int number = begun++;
            open = new ReasoningStream(frames, items, number, ids.reasoning(number), delta, out);
            reasoning = open;
        }
        return open;
    }

    private void part(Content part, JsonWriter out) {
        if (part instanceof Content.Media media && !items.isItem(media)) {
            MessageStream text = message(out);
            text.endPart(Members.NONE, out);
            text.text(ItemWriter.link(media), out);
            text.endPart(Members.NONE, out);
        } else if (items.isItem(part)) {
            ensureStarted(out);
            endOpen(out);
            int number = begun++;
            JsonWriter item = new JsonWriter(512);
            items.whole(part, ids.image(number), item);
            byte[] whole = item.toBytes();
            for (String type : new String[] {"response.output_item.added", "response.output_item.done"}) {
                frames.openWhole(out, type, number).fragment(whole, true);
                frames.close(out);
            }
            finished.put(number, whole);
        } else if (items.own() && part instanceof Content.Opaque opaque) {
            message(out).whole(opaque.json(), out);
        }
    }

    private void opaque(OpaqueReceived received, JsonWriter out) {
        boolean begins = items.own()
                && received.place() == OpaqueReceived.Place.MESSAGE
                && received.name().equals(Names.ITEM);
        if (begins) {
            endOpen(out);
            nextMessage = received.json().objectOrNull();
        } else if (AnswerWords.isVendorMember(received, items.own())) {
            vendor = vendor.with(received.name(), OneLine.of(received.json()));
        }
    }

    private void stop(StopReason reason, JsonWriter out) {
        ResponseObject object = ensureStarted(out);
        endOpen(out);
        calls.values().forEach(call -> call.end(finished::put, out));
        calls.clear();
        String status = AnswerWords.status(reason, origin);
        boolean incomplete = status.equals(AnswerWords.INCOMPLETE);
        frames.open(out, incomplete ? "response.incomplete" : "response.completed")
                .name("response");
        object.write(
                status, incomplete ? AnswerWords.incompleteReason(reason) : null, null, output(), usage, vendor, out);
        frames.close(out);
    }

    private void fail(ParlanceException error, JsonWriter out) {
        ResponseObject object = ensureStarted(out);
        frames.open(out, "error").name("error");
        ErrorWriter.object(error, out);
        frames.close(out);
        frames.open(out, "response.failed").name("response");
        object.write("failed", null, error, output(), usage, vendor, out);
        frames.close(out);
    }

    private byte[] output() {
        JsonWriter output = new JsonWriter(1024);
        for (byte[] item : finished.values()) {
            if (output.length() > 0) {
                output.frame(",");
            }
            output.fragment(item, true);
        }
        return output.toBytes();
    }

    private void endOpen(JsonWriter out) {
        endReasoning(out);
        endMessage(out);
    }

    private void endReasoning(JsonWriter out) {
        if (reasoning != null) {
            reasoning.end(finished::put, out);
            reasoning = null;
        }
    }

    private void endMessage(JsonWriter out) {
        if (message != null) {
            message.end(finished::put, out);
            message = null;
        }
    }
}
