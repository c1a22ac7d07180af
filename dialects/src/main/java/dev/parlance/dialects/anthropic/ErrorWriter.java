package dev.parlance.dialects.anthropic;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.shared.ErrorStatus;

/** Writes a failure in the dialect's words: {@code {"type":"error","error":{"type","message"},"request_id"}}. */
final class ErrorWriter {
    private static final String TOO_LONG = "prompt is too long";

    private ErrorWriter() {}

    static byte[] body(ParlanceException error) {
        JsonWriter out = new JsonWriter(512);
        write(error, out);
        return out.toBytes();
    }

    static void write(ParlanceException error, JsonWriter out) {
        Failure failure = error.failure();
        out.beginObject().name(Names.TYPE).string("error").name("error").beginObject();
        out.name(Names.TYPE).string(type(error.kind()));
        out.name("message").string(message(error.kind(), failure)).endObject();
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

    private static String type(ErrorKind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> "authentication_error";
            case QUOTA_EXHAUSTED -> "billing_error";
            case NOT_PERMITTED -> "permission_error";
            case MODEL_NOT_FOUND -> "not_found_error";
            case REQUEST_TOO_LARGE -> "request_too_large";
            case RATE_LIMITED -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMED_OUT -> "timeout_error";
            case INVALID_REQUEST, UNSUPPORTED_REQUEST, CONTEXT_OVERFLOW, CONTENT_FILTERED -> "invalid_request_error";
            case CANCELLED,
                    CONNECTION_FAILED,
                    SERVER_FAILED,
                    MALFORMED_RESPONSE,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED,
                    MISCONFIGURED -> "api_error";
        };
    }

    /** Agents look for these words to know that a conversation must be shortened; the dialect has no code for it. */
    private static String message(ErrorKind kind, Failure failure) {
        String sentence = failure.sentence();
        return kind == ErrorKind.CONTEXT_OVERFLOW && !sentence.contains(TOO_LONG)
                ? TOO_LONG + ": " + sentence
                : sentence;
    }
}
