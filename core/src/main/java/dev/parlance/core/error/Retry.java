package dev.parlance.core.error;

/** The one table that says whether the same request may be sent again. Waiting times are the transport's business. */
public final class Retry {
    private Retry() {}

    /**
     * Whether sending the same request again can help. Only before any part of an answer was delivered. An empty answer may be tried again
     * unless it was filtered, which is a kind of its own.
     */
    public static boolean canHelp(ErrorKind kind) {
        return switch (kind) {
            case TIMED_OUT,
                    CONNECTION_FAILED,
                    RATE_LIMITED,
                    OVERLOADED,
                    SERVER_FAILED,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED -> true;
            case CANCELLED,
                    QUOTA_EXHAUSTED,
                    CONTEXT_OVERFLOW,
                    REQUEST_TOO_LARGE,
                    UNAUTHENTICATED,
                    NOT_PERMITTED,
                    MODEL_NOT_FOUND,
                    INVALID_REQUEST,
                    UNSUPPORTED_REQUEST,
                    CONTENT_FILTERED,
                    MALFORMED_RESPONSE,
                    MISCONFIGURED -> false;
        };
    }

    /**
     * Whether the wish may be granted by another model or host, asked anew. Not where the request itself is at fault or a policy stopped it,
     * for then all would say the same, or should.
     */
    public static boolean elsewhereCanHelp(ErrorKind kind) {
        return switch (kind) {
            case TIMED_OUT,
                    CONNECTION_FAILED,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    CONTEXT_OVERFLOW,
                    REQUEST_TOO_LARGE,
                    UNAUTHENTICATED,
                    NOT_PERMITTED,
                    MODEL_NOT_FOUND,
                    UNSUPPORTED_REQUEST,
                    OVERLOADED,
                    SERVER_FAILED,
                    MALFORMED_RESPONSE,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED,
                    MISCONFIGURED -> true;
            case CANCELLED, INVALID_REQUEST, CONTENT_FILTERED -> false;
        };
    }

    /** Whether the failure speaks against the host that was asked, and not against the request. */
    public static boolean speaksAgainstHost(ErrorKind kind) {
        return switch (kind) {
            case TIMED_OUT,
                    CONNECTION_FAILED,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    UNAUTHENTICATED,
                    OVERLOADED,
                    SERVER_FAILED,
                    MALFORMED_RESPONSE,
                    EMPTY_RESPONSE,
                    STREAM_TRUNCATED,
                    MISCONFIGURED -> true;
            case CANCELLED,
                    CONTEXT_OVERFLOW,
                    REQUEST_TOO_LARGE,
                    NOT_PERMITTED,
                    MODEL_NOT_FOUND,
                    INVALID_REQUEST,
                    UNSUPPORTED_REQUEST,
                    CONTENT_FILTERED -> false;
        };
    }
}
