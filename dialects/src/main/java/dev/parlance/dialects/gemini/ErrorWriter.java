package dev.parlance.dialects.gemini;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.shared.ErrorStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Writes a failure in the dialect's words: {@code {"error":{"code","message","status","details"}}}, with the wait as RetryInfo. */
final class ErrorWriter {
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private static final int PAYMENT_REQUIRED = 402;
    private static final String TOO_LONG = "The input token count exceeds the maximum number of tokens allowed";

    private ErrorWriter() {}

    static byte[] body(ParlanceException error) {
        JsonWriter out = new JsonWriter(512);
        write(error, out);
        return out.toBytes();
    }

    static void write(ParlanceException error, JsonWriter out) {
        Failure failure = error.failure();
        out.beginObject().name("error").beginObject();
        out.name("code").number(code(error));
        out.name("message").string(message(error.kind(), failure));
        out.name("status").string(status(error.kind()));
        out.name("details").beginArray();
        out.beginObject().name("@type").string(TYPES + "ErrorInfo");
        out.name("reason").string(error.kind().label().toUpperCase(Locale.ROOT).replace('-', '_'));
        out.name("domain").string("parlance").endObject();
        Duration wait = failure.retryAfter();
        if (wait != null) {
            String seconds =
                    BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString();
            out.beginObject().name("@type").string(TYPES + "RetryInfo");
            out.name("retryDelay").string(seconds + "s").endObject();
        }
        out.endArray().endObject().endObject();
    }

    /** The HTTP status. Money that ran out has one of its own here, for its word is that of rate limits, which clients wait for. */
    static int code(ParlanceException error) {
        return error.kind() == ErrorKind.QUOTA_EXHAUSTED ? PAYMENT_REQUIRED : ErrorStatus.of(error);
    }

    /** Nothing but these words tells a client that its conversation must be shortened. */
    private static String message(ErrorKind kind, Failure failure) {
        String sentence = failure.sentence();
        return kind == ErrorKind.CONTEXT_OVERFLOW && !sentence.contains(TOO_LONG)
                ? TOO_LONG + ": " + sentence
                : sentence;
    }

    /** The canonical code of google.rpc.Code. */
    private static String status(ErrorKind kind) {
        return switch (kind) {
            case INVALID_REQUEST, UNSUPPORTED_REQUEST, CONTEXT_OVERFLOW, CONTENT_FILTERED, REQUEST_TOO_LARGE ->
                "INVALID_ARGUMENT";
            case UNAUTHENTICATED -> "UNAUTHENTICATED";
            case NOT_PERMITTED -> "PERMISSION_DENIED";
            case MODEL_NOT_FOUND -> "NOT_FOUND";
            case RATE_LIMITED, QUOTA_EXHAUSTED -> "RESOURCE_EXHAUSTED";
            case CANCELLED -> "CANCELLED";
            case TIMED_OUT -> "DEADLINE_EXCEEDED";
            case OVERLOADED, CONNECTION_FAILED -> "UNAVAILABLE";
            case MISCONFIGURED -> "FAILED_PRECONDITION";
            case SERVER_FAILED, MALFORMED_RESPONSE, EMPTY_RESPONSE, STREAM_TRUNCATED -> "INTERNAL";
        };
    }
}
