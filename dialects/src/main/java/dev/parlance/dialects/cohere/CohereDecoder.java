package dev.parlance.dialects.cohere;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.SseReader;
import dev.parlance.dialects.shared.BodyForm;
import dev.parlance.dialects.shared.ErrorBody;
import dev.parlance.dialects.shared.ErrorClassifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one decoder of the form: a plain answer takes the same way as the blocks and calls of a stream. */
final class CohereDecoder implements ResponseDecoder {
    private final ResponseHead head;
    private final Profile profile;
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private final MessageReader message = new MessageReader();
    private Consumer<ChatEvent> sink = event -> {};
    private boolean begun;
    private @Nullable String finishReason;
    private @Nullable JsonObject usage;
    private boolean ended;

    CohereDecoder(ResponseHead head, Profile profile) {
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
            failed(malformed(tooLarge.getMessage(), ""));
        }
    }

    @Override
    public void end(Consumer<ChatEvent> target) {
        sink = target;
        if (ended) {
            return;
        }
        if (form.isStream()) {
            events.end();
            truncated();
        } else {
            plain(form.body());
        }
    }

    private void event(@Nullable String name, byte[] data, int length, boolean whole) {
        String text = ended || length > 8 ? "" : new String(data, 0, length, StandardCharsets.UTF_8);
        // The mark at the end says nothing that message-end did not.
        if (ended || length == 0 || text.strip().equals("[DONE]")) {
            return;
        }
        try (JsonReader reader = JsonReader.of(data, 0, length)) {
            if (reader.value() instanceof JsonObject event) {
                reader.end();
                event(name, event);
            }
        } catch (MalformedJson fault) {
            String body = new String(data, 0, length, StandardCharsets.UTF_8);
            if (whole && "error".equals(name)) {
                failed(classified(ErrorBody.of(body.getBytes(StandardCharsets.UTF_8))));
            } else if (whole) {
                failed(malformed("An event of the stream cannot be read: " + fault.getMessage(), body));
            }
        }
    }

    private void event(@Nullable String name, JsonObject event) {
        String type = event.text("type");
        String kind = type == null ? String.valueOf(name) : type;
        JsonValue logprobs = event.get("logprobs");
        if (logprobs != null && !(logprobs instanceof JsonNull)) {
            others(JsonValue.object("logprobs", logprobs));
        }
        switch (kind) {
            case "message-start" -> start(event);
            case "message-end" -> {
                JsonObject delta = event.object("delta");
                complete(delta == null ? JsonObject.EMPTY : delta);
            }
            case "error" -> failed(classified(ErrorBody.of(event)));
            default -> {
                JsonValue error = event.get("error");
                if (error != null && !(error instanceof JsonNull)) {
                    failed(classified(ErrorBody.of(event)));
                } else {
                    begun = true;
                    message.event(kind, event, sink);
                }
            }
        }
    }

    private void start(JsonObject object) {
        begun = true;
        sink.accept(new ChatEvent.ResponseStarted(object.text("id"), object.text("model"), 0));
    }

    private void plain(byte[] body) {
        boolean refused = head.status() >= 400;
        JsonValue value;
        try {
            value = Json.parse(body);
        } catch (MalformedJson fault) {
            failed(
                    refused
                            ? classified(ErrorBody.of(body))
                            : malformed(
                                    "The answer is not JSON: " + fault.getMessage(),
                                    new String(body, StandardCharsets.UTF_8)));
            return;
        }
        JsonObject said = value instanceof JsonObject object ? object.object("message") : null;
        if (refused || !(value instanceof JsonObject answer) || said == null) {
            ErrorBody read = ErrorBody.of(body);
            boolean error = refused || !read.message().equals(read.text());
            failed(error ? classified(read) : malformed("The answer holds no message", read.text()));
            return;
        }
        start(answer);
        others(answer);
        message.whole(said, sink);
        complete(answer);
    }

    private void others(JsonObject answer) {
        BlockAssembler.others(answer, "id", "model", "message", "finish_reason", "usage", "error")
                .byName()
                .forEach((name, value) -> sink.accept(new OpaqueReceived(OpaqueReceived.Place.RESPONSE, name, value)));
    }

    /** @param last what tells why the answer ended and what it cost */
    private void complete(JsonObject last) {
        finishReason = last.text("finish_reason");
        usage = last.object("usage");
        String error = last.text("error");
        if (error != null || FinishReasons.isFailure(finishReason)) {
            String words = error == null ? "The host ended the answer with " + finishReason : error;
            List<String> codes = finishReason == null ? List.of() : List.of(finishReason);
            failed(ErrorClassifier.classify(new ErrorBody(words, codes, null, Json.text(last)), head, profile, true));
            return;
        }
        message.end(sink);
        finish(new ChatEvent.ResponseStopped(FinishReasons.read(finishReason, message.calls())));
    }

    private void truncated() {
        if (!ended) {
            failed(new ParlanceException.StreamTruncated(Failure.of(
                            begun
                                    ? "The stream ended before the answer did"
                                    : "The stream ended before any answer began",
                            "The connection was cut at the host or between; try again.")
                    .at(profile.host(), profile.model())));
        }
    }

    private void failed(ParlanceException failure) {
        finish(new ChatEvent.ResponseFailed(
                failure, finishReason == null ? null : FinishReasons.read(finishReason, message.calls())));
    }

    private void finish(ChatEvent terminal) {
        ended = true;
        if (usage != null) {
            sink.accept(new ChatEvent.UsageReported(UsageReader.read(usage)));
        }
        sink.accept(terminal);
    }

    private ParlanceException classified(ErrorBody body) {
        return ErrorClassifier.classify(body, head, profile, head.status() < 400);
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at an API that speaks Cohere Chat v2.",
                profile.host(),
                profile.model(),
                head.requestId(),
                head.status() < 400 ? null : (Integer) head.status(),
                null,
                null,
                null,
                body));
    }
}
