package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.SseReader;
import dev.parlance.dialects.shared.ErrorBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of the dialect: server-sent events, a JSON array and a plain body are the same pieces in three frames. The terminal event
 * comes when the body has ended: only then is it known that no error follows, which may stand after a finish reason.
 */
final class GeminiDecoder implements ResponseDecoder {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final ResponseHead head;
    private final Profile profile;
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private final ObjectScanner bare = ObjectScanner.amongEvents(this::bare);
    private final ObjectScanner array = ObjectScanner.ofArray(this::piece);
    private final AnswerReader answer = new AnswerReader();
    private Consumer<ChatEvent> sink = event -> {};
    private @Nullable ParlanceException error;
    private boolean ended;

    GeminiDecoder(ResponseHead head, Profile profile) {
        this.head = head;
        this.profile = profile;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<ChatEvent> target) {
        sink = target;
        try {
            ByteBuffer stream = form.accept(bytes, head);
            if (stream != null && !ended) {
                if (form.form() == BodyForm.Form.EVENTS) {
                    bare.feed(stream);
                    events.feed(stream);
                } else {
                    array.feed(stream);
                    stream.position(stream.limit());
                }
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
        switch (form.form(head)) {
            case EVENTS -> {
                events.end();
                complete(false);
            }
            case ARRAY -> complete(array.closed());
            case PLAIN -> plain(form.body());
        }
    }

    private void event(@Nullable String name, byte[] data, int length, boolean whole) {
        boolean done = Arrays.equals(data, 0, length, DONE, 0, DONE.length);
        if (length > 0 && !done && !ended) {
            read(Arrays.copyOf(data, length), whole);
        }
    }

    private void piece(byte[] element) {
        if (!ended) {
            read(element, true);
        }
    }

    /** Between events only an error is looked for: nothing else was ever seen there. */
    private void bare(byte[] object) {
        try {
            if (Json.parse(object) instanceof JsonObject body && isError(body)) {
                error = error == null ? GoogleError.read(body, head, profile) : error;
            }
        } catch (MalformedJson noJson) {
            // Not an error, and nothing else is expected here.
        }
    }

    private void read(byte[] json, boolean whole) {
        JsonValue value;
        try {
            value = Json.parse(json);
        } catch (MalformedJson fault) {
            if (whole) {
                fail(malformed("A piece of the stream is not JSON: " + fault.getMessage(), text(json)));
            }
            return;
        }
        List<JsonValue> pieces = value instanceof JsonArray(List<JsonValue> elements) ? elements : List.of(value);
        for (JsonValue piece : pieces) {
            if (piece instanceof JsonObject object) {
                take(object);
            }
        }
    }

    private void take(JsonObject piece) {
        answer.take(piece, sink);
        if (isError(piece) && error == null) {
            error = GoogleError.read(piece, head, profile);
        }
    }

    private void plain(byte[] body) {
        if (head.status() >= 400) {
            fail(GoogleError.read(body, head, profile));
            return;
        }
        JsonValue value;
        try {
            value = Json.parse(body);
        } catch (MalformedJson fault) {
            fail(malformed("The answer is not JSON: " + fault.getMessage(), text(body)));
            return;
        }
        if (!(value instanceof JsonObject object) || !AnswerReader.isPiece(object) && !isError(object)) {
            ErrorBody read = ErrorBody.of(value);
            boolean anError = !read.message().equals(read.text());
            fail(
                    anError
                            ? GoogleError.read(value, head, profile)
                            : malformed("The answer holds no candidates", read.text()));
            return;
        }
        take(object);
        complete(true);
    }

    private static boolean isError(JsonObject object) {
        JsonValue error = object.get("error");
        return error != null && !(error instanceof JsonNull);
    }

    private void complete(boolean marked) {
        if (ended) {
            return;
        }
        error = error == null ? fault(marked) : error;
        if (error == null) {
            answer.end(sink);
        }
        tellUsage();
        ended = true;
        sink.accept(
                error == null
                        ? new ChatEvent.ResponseStopped(answer.stop())
                        : new ChatEvent.ResponseFailed(error, answer.finished() ? answer.stop() : null));
    }

    /** What is wrong with an answer in which no error stood, or null. */
    private @Nullable ParlanceException fault(boolean marked) {
        if (head.status() >= 400) {
            return GoogleError.read(JsonObject.EMPTY, head, profile);
        }
        String refused = answer.refused();
        if (refused != null) {
            return new ParlanceException.ContentFiltered(
                    Failure.of(refused, "Change the prompt.").at(profile.host(), profile.model()));
        }
        if (!marked && !answer.finished()) {
            return new ParlanceException.StreamTruncated(Failure.of(
                            answer.answered()
                                    ? "The stream ended before the answer did"
                                    : "The stream ended before any answer began",
                            "The connection was cut at the host or between; try again.")
                    .at(profile.host(), profile.model()));
        }
        return answer.answered()
                ? null
                : new ParlanceException.EmptyResponse(
                        Failure.of("The host answered without any candidate", "Try again, or look at the raw body.")
                                .at(profile.host(), profile.model()));
    }

    private void tellUsage() {
        Usage usage = answer.usage();
        if (usage != null) {
            sink.accept(new ChatEvent.UsageReported(usage));
        }
    }

    private void fail(ParlanceException failure) {
        if (!ended) {
            ended = true;
            tellUsage();
            sink.accept(new ChatEvent.ResponseFailed(failure, null));
        }
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at a Gemini API.",
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
