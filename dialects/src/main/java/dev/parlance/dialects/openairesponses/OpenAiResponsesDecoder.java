package dev.parlance.dialects.openairesponses;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.StopReason;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of the dialect: a stream is read event by event, a plain body as the last event of a stream whose others are missing.
 * Events are known by their {@code type}, for not every host names them in an {@code event:} line.
 */
final class OpenAiResponsesDecoder implements ResponseDecoder {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final ResponseHead head;
    private final Profile profile;
    private final WireEvent event = new WireEvent();
    private final OutputItems items = new OutputItems();
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private final Map<String, RawJson> responseMembers = new HashMap<>();
    private Consumer<ChatEvent> sink = ignored -> {};
    private @Nullable String id;
    private @Nullable String model;
    private boolean started;
    private @Nullable ParlanceException error;
    private boolean ended;

    OpenAiResponsesDecoder(ResponseHead head, Profile profile) {
        this.head = head;
        this.profile = profile;
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
                cut();
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
            WireEventReader.event(data, length, event);
        } catch (MalformedJson fault) {
            if (whole && called) {
                error = error == null ? classify(ErrorBody.of(Arrays.copyOf(data, length))) : error;
            } else if (whole) {
                String text = new String(data, 0, length, StandardCharsets.UTF_8);
                fail(malformed("An event of the stream is none: " + fault.getMessage(), text));
            }
            return;
        }
        if (event.error == null && (called || "error".equals(event.type))) {
            error = error == null ? classify(ErrorBody.of(Arrays.copyOf(data, length))) : error;
        } else {
            take();
        }
    }

    private void take() {
        if (event.response.present) {
            started();
        }
        if (event.error != null && error == null) {
            error = classify(ErrorBody.of(JsonValue.object("error", event.error)));
        }
        switch (event.type) {
            case "response.output_item.added" -> {
                if (event.itemJson != null) {
                    items.added(event.item, event.itemJson, sink);
                }
            }
            case "response.output_item.done" -> {
                if (event.itemJson != null) {
                    items.done(event.item, event.itemJson, sink);
                }
            }
            case "response.content_part.done" -> {
                if (event.partJson != null) {
                    items.partDone(event.item, event.part, event.partJson, sink);
                }
            }
            case "response.output_text.delta" -> delta(OutputItem.Kind.TEXT);
            case "response.refusal.delta" -> delta(OutputItem.Kind.REFUSAL);
            case "response.reasoning_summary_text.delta" -> delta(OutputItem.Kind.SUMMARY);
            case "response.reasoning_text.delta" -> delta(OutputItem.Kind.REASONING_TEXT);
            case "response.function_call_arguments.delta" -> delta(OutputItem.Kind.ARGUMENTS);
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> complete();
            case null, default -> {}
        }
    }

    private void delta(OutputItem.Kind kind) {
        if (event.delta != null) {
            items.delta(event.item, kind, event.part, event.delta, sink);
        }
    }

    private void started() {
        WireEvent.ResponseFields response = event.response;
        boolean news = id == null && response.id != null || model == null && response.model != null;
        if (news || !started) {
            id = id == null ? response.id : id;
            model = model == null ? response.model : model;
            started = true;
            sink.accept(new ChatEvent.ResponseStarted(id, model, response.created));
        }
        for (OpaqueReceived received : response.opaque) {
            // The response is repeated in several events; only news is passed on.
            if (!received.json().equals(responseMembers.put(received.name(), received.json()))) {
                sink.accept(received);
            }
        }
    }

    private void plain(byte[] body) {
        boolean failed = head.status() >= 400;
        try {
            WireEventReader.body(body, event);
        } catch (MalformedJson fault) {
            String text = new String(body, StandardCharsets.UTF_8);
            fail(
                    failed
                            ? classify(ErrorBody.of(body))
                            : malformed("The answer is not JSON: " + fault.getMessage(), text));
            return;
        }
        if (failed || event.response.output == null && !"response".equals(event.response.object)) {
            ErrorBody read = ErrorBody.of(body);
            boolean anError = failed || !read.message().equals(read.text());
            fail(anError ? classify(read) : malformed("The answer holds no output", read.text()));
            return;
        }
        started();
        complete();
    }

    /** The response object says how it ended. */
    private void complete() {
        WireEvent.ResponseFields response = event.response;
        if (error == null) {
            error = failure();
        }
        if (error == null || !form.isStream()) {
            items.complete(response.output, sink);
        } else {
            items.flush(sink);
        }
        if (response.usage != null) {
            sink.accept(new ChatEvent.UsageReported(UsageReader.read(response.usage)));
        }
        ended = true;
        sink.accept(error == null ? new ChatEvent.ResponseStopped(stop()) : new ChatEvent.ResponseFailed(error, null));
    }

    private @Nullable ParlanceException failure() {
        WireEvent.ResponseFields response = event.response;
        if ("cancelled".equals(response.status) || "response.cancelled".equals(event.type)) {
            return new ParlanceException.Cancelled(
                    Failure.of("The response was cancelled at the host").at(profile.host(), profile.model()));
        }
        if (response.error != null) {
            return classify(ErrorBody.of(JsonValue.object("error", response.error)));
        }
        boolean failed = "failed".equals(response.status) || "response.failed".equals(event.type);
        return failed
                ? new ParlanceException.ServerFailed(
                        Failure.of("The response failed, and the host does not say why", "Try again.")
                                .at(profile.host(), profile.model()))
                : null;
    }

    private StopReason stop() {
        WireEvent.ResponseFields response = event.response;
        String reason = response.incompleteReason;
        if (reason != null) {
            return new StopReason(
                    switch (reason) {
                        case "max_output_tokens" -> StopReason.Kind.LENGTH;
                        case "content_filter" -> StopReason.Kind.CONTENT_FILTER;
                        default -> StopReason.Kind.OTHER;
                    },
                    reason);
        }
        String status = response.status == null && event.type != null
                ? event.type.substring(event.type.indexOf('.') + 1)
                : response.status;
        if (status == null || status.equals("completed")) {
            return new StopReason(items.anyCall() ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.STOP, status);
        }
        return new StopReason(StopReason.Kind.OTHER, status);
    }

    /** An end marker that no terminal event precedes, as hosts may send that imitate the dialect. */
    private void marked() {
        if (error == null && items.allDone()) {
            ended = true;
            sink.accept(new ChatEvent.ResponseStopped(
                    new StopReason(items.anyCall() ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.OTHER, null)));
        } else {
            cut();
        }
    }

    private void cut() {
        items.flush(sink);
        ended = true;
        ParlanceException failure = error == null
                ? new ParlanceException.StreamTruncated(Failure.of(
                                started
                                        ? "The stream ended before the answer did"
                                        : "The stream ended before any answer began",
                                "The connection was cut at the host or between; try again.")
                        .at(profile.host(), profile.model()))
                : error;
        sink.accept(new ChatEvent.ResponseFailed(failure, null));
    }

    private void fail(ParlanceException failure) {
        ended = true;
        sink.accept(new ChatEvent.ResponseFailed(failure, null));
    }

    private ParlanceException classify(ErrorBody body) {
        return ErrorClassifier.classify(body, head, profile, head.status() < 400);
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at an API that speaks Responses.",
                profile.host(),
                profile.model(),
                head.requestId(),
                head.status(),
                null,
                null,
                null,
                body));
    }
}
