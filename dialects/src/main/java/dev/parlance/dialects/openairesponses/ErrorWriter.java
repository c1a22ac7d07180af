package dev.parlance.dialects.openairesponses;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonWriter;

/** Writes a failure in the dialect's words. */
final class ErrorWriter {
    private ErrorWriter() {}

    /** A whole body: {@code {"error":{"message","type","param","code"}}}. */
    static byte[] body(ParlanceException error) {
        JsonWriter out = new JsonWriter(512);
        out.beginObject().name("error");
        object(error, out);
        out.endObject();
        return out.toBytes();
    }

    /** The object under {@code error} in bodies and in {@code error} events. */
    static void object(ParlanceException error, JsonWriter out) {
        Failure failure = error.failure();
        out.beginObject();
        out.name("message").string(failure.sentence());
        out.name("type").string(type(error.kind()));
        out.name("param");
        if (failure.parameter() == null) {
            out.nothing();
        } else {
            out.string(failure.parameter());
        }
        out.name("code").string(code(error.kind(), failure));
        out.endObject();
    }

    /** The object under {@code error} in a failed response. */
    static void inResponse(ParlanceException error, JsonWriter out) {
        Failure failure = error.failure();
        out.beginObject();
        out.name("code").string(code(error.kind(), failure));
        out.name("message").string(failure.sentence());
        out.endObject();
    }

    private static String type(ErrorKind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> "authentication_error";
            case NOT_PERMITTED -> "permission_error";
            case RATE_LIMITED -> "rate_limit_error";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case INVALID_REQUEST,
                    UNSUPPORTED_REQUEST,
                    CONTEXT_OVERFLOW,
                    CONTENT_FILTERED,
                    MODEL_NOT_FOUND,
                    REQUEST_TOO_LARGE -> "invalid_request_error";
            case CANCELLED,
                    TIMED_OUT,
                    CONNECTION_FAILED,
                    OVERLOADED,
                    SERVER_FAILED,
                    MALFORMED_RESPONSE,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED,
                    MISCONFIGURED -> "server_error";
        };
    }

    /** The words clients of the dialect look for, else the host's own code, else the kind. */
    private static String code(ErrorKind kind, Failure failure) {
        return switch (kind) {
            case CONTEXT_OVERFLOW -> "context_length_exceeded";
            case MODEL_NOT_FOUND -> "model_not_found";
            case UNAUTHENTICATED -> "invalid_api_key";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case CONTENT_FILTERED -> "content_filter";
            default -> failure.code() == null ? kind.label().replace('-', '_') : failure.code();
        };
    }
}
