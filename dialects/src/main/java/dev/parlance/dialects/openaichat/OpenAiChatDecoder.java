package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import dev.parlance.core.wire.SseReader;
import dev.parlance.dialects.shared.BodyForm;
import dev.parlance.dialects.shared.ErrorBody;
import dev.parlance.dialects.shared.ErrorClassifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of the dialect: a stream is read event by event, a plain body as one event, and both take the same way through {@link
 * Chunk}. Whether a body is a stream is told by its first bytes, for hosts answer either with the other's content type.
 *
 * <p>The last events (end of calls, usage, stop or failure) come when the answer has ended and not before: usage may follow the finish
 * reason, a filter chunk may follow the stop, and usage may even follow an error.
 */
final class OpenAiChatDecoder implements ResponseDecoder {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final ResponseHead head;
    private final Profile profile;
    private final Chunk chunk = new Chunk();
    private final ChunkReader chunkReader;
    private final TaggedThinking thinking;
    private final @Nullable CumulativeDeltas cumulative;
    private final ToolCallAssembler calls = new ToolCallAssembler();
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private final Map<String, RawJson> responseMembers = new HashMap<>();
    private Consumer<ChatEvent> sink = event -> {};
    private @Nullable String id;
    private @Nullable String model;
    private boolean started;
    private boolean sawChoice;
    private boolean sawAudio;
    private @Nullable String finishReason;
    private @Nullable Usage usage;
    private @Nullable ParlanceException error;
    private boolean ended;

    OpenAiChatDecoder(ResponseHead head, Profile profile) {
        this.head = head;
        this.profile = profile;
        this.chunkReader = new ChunkReader(profile.mergedChoices());
        this.thinking = new TaggedThinking(profile.reasoning().tags());
        this.cumulative = profile.cumulativeDeltas() ? new CumulativeDeltas() : null;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<ChatEvent> target) {
        sink = target;
        try {
            ByteBuffer stream = form.accept(bytes, head);
            if (stream != null && !ended) {
                events.feed(stream);
            }
        } catch (MalformedJson tooLarge) {
            fail(malformed(tooLarge.getMessage(), ""));
        }
    }

    @Override
    public void end(Consumer<ChatEvent> target) {
        sink = target;
        if (ended) {
            return;
        }
        if (form.wasStream(head)) {
            events.end();
            if (!ended) {
                complete(finishReason != null && !profile.doneRequired());
            }
        } else {
            plain(form.body());
        }
    }

    private void event(@Nullable String name, byte[] data, int length, boolean whole) {
        if (ended || length == 0) {
            return;
        }
        if (Arrays.equals(data, 0, length, DONE, 0, DONE.length)) {
            marked();
            return;
        }
        boolean called = "error".equals(name);
        try {
            chunkReader.read(data, length, chunk);
        } catch (MalformedJson fault) {
            if (whole && called) {
                error = classify(Arrays.copyOf(data, length));
            } else if (whole) {
                String text = new String(data, 0, length, StandardCharsets.UTF_8);
                fail(malformed("An event of the stream is not a chunk: " + fault.getMessage(), text));
            }
            return;
        }
        take();
        if (called && error == null) {
            error = classify(Arrays.copyOf(data, length));
        }
    }

    private void plain(byte[] body) {
        boolean failed = head.status() >= 400;
        try {
            chunkReader.read(body, body.length, chunk);
        } catch (MalformedJson fault) {
            fail(failed ? classify(body) : malformed("The answer is not JSON: " + fault.getMessage(), text(body)));
            return;
        }
        boolean answer = chunk.hasChoices || chunk.emptyChoices;
        if (failed || chunk.error == null && !answer) {
            ErrorBody read = ErrorBody.of(body);
            boolean anError = failed || !read.message().equals(read.text());
            fail(anError ? classify(read) : malformed("The answer holds no choices", read.text()));
            return;
        }
        take();
        if (error == null && !chunk.hasChoices) {
            fail(empty());
            return;
        }
        complete(true);
    }

    /**
     * The end marker alone says little: gateways write it behind streams that broke on them too. A stream of audio, though, ends without a
     * finish reason at OpenAI itself (recorded: openai/openai-dotnet, ChatWithBasicAudioOutput); no recorded one of text or calls does, and
     * the official clients refuse such.
     */
    private void marked() {
        if (error == null && !sawChoice) {
            fail(empty());
        } else {
            complete(finishReason != null || sawAudio && !calls.any());
        }
    }

    private void take() {
        start();
        ChatEvent.ReasoningDelta reasoning = chunk.reasoning.event();
        if (cumulative != null) {
            reasoning = cumulative.reasoning(reasoning);
            chunk.content = cumulative.content(chunk.content);
        }
        for (OpaqueReceived received : chunk.opaque) {
            sawAudio |= received.name().equals("audio");
            opaque(received);
        }
        if (reasoning != null) {
            sink.accept(reasoning);
        }
        if (chunk.content != null && !chunk.content.isEmpty()) {
            thinking.text(chunk.content, sink);
        }
        if (chunk.refusal != null && !chunk.refusal.isEmpty()) {
            sink.accept(new ChatEvent.RefusalDelta(chunk.refusal));
        }
        for (Chunk.CallDelta call : chunk.calls) {
            calls.accept(call, sink);
        }
        sawChoice |= chunk.hasChoices;
        if (chunk.finishReason != null && (finishReason == null || !chunk.finishReason.isEmpty())) {
            finishReason = chunk.finishReason;
        }
        if (chunk.usage != null) {
            usage = UsageReader.read(chunk.usage);
        }
        if (chunk.error != null && error == null) {
            error = classify(ErrorBody.of(errorBody()));
        }
    }

    private JsonValue errorBody() {
        return JsonValue.object("error", Objects.requireNonNull(chunk.error));
    }

    private void start() {
        boolean news = id == null && chunk.id != null || model == null && chunk.model != null;
        if (news || !started && chunk.hasChoices) {
            id = id == null ? chunk.id : id;
            model = model == null ? chunk.model : model;
            started = true;
            sink.accept(new ChatEvent.ResponseStarted(id, model, chunk.created));
        }
    }

    /** Members of the whole answer are repeated in every chunk; only news is passed on. */
    private void opaque(OpaqueReceived received) {
        if (received.place() != OpaqueReceived.Place.RESPONSE
                || !received.json().equals(responseMembers.put(received.name(), received.json()))) {
            sink.accept(received);
        }
    }

    private void complete(boolean whole) {
        thinking.end(sink);
        if (error == null && !whole) {
            error = new ParlanceException.StreamTruncated(Failure.of(
                            sawChoice
                                    ? "The stream ended before the answer did"
                                    : "The stream ended before any answer began",
                            "The connection was cut at the host or between; try again.")
                    .at(profile.host(), profile.model()));
        }
        if (error == null) {
            calls.end(sink);
        } else {
            calls.flush(sink);
        }
        tellUsage();
        ended = true;
        sink.accept(
                error == null
                        ? new ChatEvent.ResponseStopped(stop())
                        : new ChatEvent.ResponseFailed(error, finishReason == null ? null : stop()));
    }

    private StopReason stop() {
        if (finishReason == null) {
            return new StopReason(calls.any() ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.OTHER, null);
        }
        return new StopReason(
                switch (finishReason) {
                    case "stop", "" -> calls.any() ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.STOP;
                    case "length" -> StopReason.Kind.LENGTH;
                    case "tool_calls", "tool_call", "function_call" -> StopReason.Kind.TOOL_CALLS;
                    case "content_filter" -> StopReason.Kind.CONTENT_FILTER;
                    default -> StopReason.Kind.OTHER;
                },
                finishReason);
    }

    /** What it cost is owed also when it failed. */
    private void tellUsage() {
        if (usage != null) {
            sink.accept(new ChatEvent.UsageReported(usage));
        }
    }

    private void fail(ParlanceException failure) {
        ended = true;
        tellUsage();
        sink.accept(new ChatEvent.ResponseFailed(failure, null));
    }

    private ParlanceException empty() {
        return new ParlanceException.EmptyResponse(Failure.of(
                        "The host answered without any choice",
                        "This happens with content filters and exhausted quotas; try again or look at the raw body.")
                .at(profile.host(), profile.model()));
    }

    private ParlanceException classify(byte[] body) {
        return classify(ErrorBody.of(body));
    }

    private ParlanceException classify(ErrorBody body) {
        return ErrorClassifier.classify(body, head, profile, head.status() < 400);
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at an OpenAI-compatible API.",
                profile.host(),
                profile.model(),
                head.requestId(),
                head.status(),
                null,
                null,
                null,
                body));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
