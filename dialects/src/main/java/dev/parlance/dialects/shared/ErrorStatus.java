package dev.parlance.dialects.shared;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;

/** The HTTP status with which a failure is passed on to a client: the host's own where it gave one, else the fitting one. */
public final class ErrorStatus {
    private ErrorStatus() {}

    /** An error status, 400 to 599. */
    public static int of(ParlanceException error) {
        Integer status = error.failure().status();
        // Client libraries tell a wrong key by its status alone, and some hosts answer it with 400.
        boolean misleading = error.kind() == ErrorKind.UNAUTHENTICATED && status != null && status == 400;
        if (status != null && status >= 400 && status < 600 && !misleading) {
            return status;
        }
        return switch (error.kind()) {
            case INVALID_REQUEST, UNSUPPORTED_REQUEST, CONTEXT_OVERFLOW, CONTENT_FILTERED -> 400;
            case UNAUTHENTICATED -> 401;
            case NOT_PERMITTED -> 403;
            case MODEL_NOT_FOUND -> 404;
            case REQUEST_TOO_LARGE -> 413;
            case RATE_LIMITED, QUOTA_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case MISCONFIGURED -> 500;
            case CONNECTION_FAILED, SERVER_FAILED, MALFORMED_RESPONSE, EMPTY_RESPONSE, STREAM_TRUNCATED -> 502;
            case OVERLOADED -> 503;
            case TIMED_OUT -> 504;
        };
    }
}
