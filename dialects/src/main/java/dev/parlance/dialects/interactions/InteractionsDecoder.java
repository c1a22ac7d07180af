package dev.parlance.dialects.interactions;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one decoder of the form: a plain answer is the interaction that a stream builds up step by step. */
final class InteractionsDecoder implements ResponseDecoder {
    private final ResponseHead head;
    private final Profile profile;
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private final InteractionReader answer = new InteractionReader();
    private Consumer<ChatEvent> sink = event -> {};
    private boolean ended;

    InteractionsDecoder(ResponseHead head, Profile profile) {
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
        if (ended || length == 0) {
            return;
        }
        if (length < 9
                && new String(data, 0, length, StandardCharsets.UTF_8).strip().equals("[DONE]")) {
            done();
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
        JsonObject metadata = event.object("metadata");
        answer.usage(metadata);
        String type = event.text("event_type");
        String kind = type == null ? String.valueOf(name) : type;
        JsonObject interaction = event.object("interaction");
        switch (kind) {
            case "step.start", "step.delta", "step.stop" -> answer.step(kind, event, sink);
            case "interaction.status_update" -> answer.status(event);
            case "error" -> failed(classified(ErrorBody.of(event)));
            case "interaction.completed" -> {
                answer.interaction(interaction == null ? JsonObject.EMPTY : interaction, sink);
                complete(event);
            }
            // The beginning, and kinds of events that are newer than this.
            default -> {
                if (isError(event)) {
                    failed(classified(ErrorBody.of(event)));
                } else if (interaction != null) {
                    answer.interaction(interaction, sink);
                }
            }
        }
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
        if (refused || !(value instanceof JsonObject object) || !InteractionReader.isInteraction(object)) {
            ErrorBody read = ErrorBody.of(body);
            boolean error = refused || !read.message().equals(read.text());
            failed(error ? classified(read) : malformed("The answer holds no steps", read.text()));
            return;
        }
        answer.interaction(object, sink);
        complete(object);
    }

    /** @param last the object that may hold the error of an interaction that failed */
    private void complete(JsonObject last) {
        JsonObject interaction = last.object("interaction");
        JsonObject told = interaction == null ? last : interaction;
        if (isError(told)) {
            failed(classified(ErrorBody.of(told)));
        } else if (answer.failed()) {
            failed(new ParlanceException.ServerFailed(
                    Failure.of("The interaction failed, and the host did not say why", "Try again.")
                            .at(profile.host(), profile.model())));
        } else {
            StopReason stop = answer.end(sink);
            finish(new ChatEvent.ResponseStopped(stop));
        }
    }

    /** The mark at the end. The event of completion came before it, unless the last status has to do. */
    private void done() {
        if (answer.finished()) {
            complete(JsonObject.EMPTY);
        } else {
            truncated();
        }
    }

    private void truncated() {
        if (!ended) {
            failed(new ParlanceException.StreamTruncated(Failure.of(
                            answer.begun()
                                    ? "The stream ended before the answer did"
                                    : "The stream ended before any answer began",
                            "The connection was cut at the host or between; try again.")
                    .at(profile.host(), profile.model())));
        }
    }

    private void failed(ParlanceException failure) {
        finish(new ChatEvent.ResponseFailed(failure, answer.stop()));
    }

    private void finish(ChatEvent terminal) {
        ended = true;
        Usage usage = answer.usage();
        if (usage != null) {
            sink.accept(new ChatEvent.UsageReported(usage));
        }
        sink.accept(terminal);
    }

    private static boolean isError(JsonObject object) {
        JsonValue error = object.get("error");
        return error != null && !(error instanceof JsonNull);
    }

    private ParlanceException classified(ErrorBody body) {
        return ErrorClassifier.classify(body, head, profile, head.status() < 400);
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at an API of Gemini interactions.",
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
