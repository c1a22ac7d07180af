package dev.parlance.dialects.anthropic;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.dialects.shared.ErrorStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a failure in the dialect's words: {@code {"type":"error","error":{"type","message"},"request_id"}}. */
final class ErrorWriter {
    private static final String TOO_LONG = "prompt is too long";
    private static final String INVALID = "invalid_request_error";
    private static final String NOT_FOUND = "not_found_error";
    private static final String DETAILS = "details";
    private static final String THREAD = "thread";

    /** The client's library then sends its whole history by itself (anthropics/anthropic-sdk-typescript 1.12, ThreadState). */
    private static final JsonObject WITHOUT_THREADS = JsonValue.object(
                    "error_code", JsonValue.of("thread_unsupported_request"))
            .with("unsupported", JsonValue.strings(List.of(THREAD)));

    private ErrorWriter() {}

    static byte[] body(ParlanceException error) {
        JsonWriter out = new JsonWriter(512);
        write(error, out);
        return out.toBytes();
    }

    static void write(ParlanceException error, JsonWriter out) {
        Failure failure = error.failure();
        out.beginObject().name(Names.TYPE).string("error").name("error").beginObject();
        out.name(Names.TYPE).string(type(error));
        out.name("message").string(message(error.kind(), failure));
        JsonObject details = details(error);
        if (details != null) {
            out.name(DETAILS).value(details);
        }
        out.endObject();
        if (failure.requestId() != null) {
            out.name("request_id").string(failure.requestId());
        }
        out.endObject();
    }

    /** The status: clients of this dialect try 429 again, which money that is used up does not mend, and know 529 for a busy host. */
    static int status(ParlanceException error) {
        boolean told = error.failure().status() != null;
        return switch (error.kind()) {
            case QUOTA_EXHAUSTED -> 402;
            case OVERLOADED -> told ? ErrorStatus.of(error) : 529;
            default -> ErrorStatus.of(error);
        };
    }

    private static String type(ParlanceException error) {
        return switch (error.kind()) {
            case UNAUTHENTICATED -> "authentication_error";
            case QUOTA_EXHAUSTED -> "billing_error";
            case NOT_PERMITTED -> "permission_error";
            case MODEL_NOT_FOUND -> NOT_FOUND;
            case REQUEST_TOO_LARGE -> "request_too_large";
            case RATE_LIMITED -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMED_OUT -> "timeout_error";
            case INVALID_REQUEST -> Integer.valueOf(404).equals(error.failure().status()) ? NOT_FOUND : INVALID;
            case UNSUPPORTED_REQUEST, CONTEXT_OVERFLOW, CONTENT_FILTERED -> INVALID;
            case CANCELLED,
                    CONNECTION_FAILED,
                    SERVER_FAILED,
                    MALFORMED_RESPONSE,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED,
                    MISCONFIGURED -> "api_error";
        };
    }

    /** What programs read beside the sentence: the host's own, or why a kept conversation cannot be gone on with; else null. */
    private static @Nullable JsonObject details(ParlanceException error) {
        Failure failure = error.failure();
        if (failure.body() != null) {
            JsonObject told = hostsError(failure.body());
            return told == null ? null : told.object(DETAILS);
        }
        return error.kind() == ErrorKind.UNSUPPORTED_REQUEST && THREAD.equals(failure.parameter())
                ? WITHOUT_THREADS
                : null;
    }

    private static @Nullable JsonObject hostsError(String body) {
        try {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject whole
                            && "error".equals(whole.text(Names.TYPE))
                    ? whole.object("error")
                    : null;
        } catch (MalformedJson shortened) {
            return null;
        }
    }

    /** Agents look for these words to know that a conversation must be shortened; the dialect has no code for it. */
    private static String message(ErrorKind kind, Failure failure) {
        String sentence = failure.sentence();
        return kind == ErrorKind.CONTEXT_OVERFLOW && !sentence.contains(TOO_LONG)
                ? TOO_LONG + ": " + sentence
                : sentence;
    }
}
