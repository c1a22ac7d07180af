package dev.parlance.core.error;

/**
 * The one exception of Parlance. Sealed by what the caller can do; each subtype is one {@link ErrorKind}. Unchecked. Carries its facts in
 * {@link #failure}; no stack trace is taken where an answer of a host is merely reported.
 */
public abstract sealed class ParlanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    @SuppressWarnings("serial")
    private final Failure failure;

    private ParlanceException(ErrorKind kind, Failure failure) {
        super(failure.sentence(), null, false, false);
        this.kind = kind;
        this.failure = failure;
    }

    /** The exception of that kind. */
    public static ParlanceException of(ErrorKind kind, Failure failure) {
        return switch (kind) {
            case CANCELLED -> new Cancelled(failure);
            case TIMED_OUT -> new TimedOut(failure);
            case CONNECTION_FAILED -> new ConnectionFailed(failure);
            case RATE_LIMITED -> new RateLimited(failure);
            case QUOTA_EXHAUSTED -> new QuotaExhausted(failure);
            case CONTEXT_OVERFLOW -> new ContextOverflow(failure);
            case REQUEST_TOO_LARGE -> new RequestTooLarge(failure);
            case UNAUTHENTICATED -> new Unauthenticated(failure);
            case NOT_PERMITTED -> new NotPermitted(failure);
            case MODEL_NOT_FOUND -> new ModelNotFound(failure);
            case INVALID_REQUEST -> new InvalidRequest(failure);
            case UNSUPPORTED_REQUEST -> new UnsupportedRequest(failure);
            case CONTENT_FILTERED -> new ContentFiltered(failure);
            case OVERLOADED -> new Overloaded(failure);
            case SERVER_FAILED -> new ServerFailed(failure);
            case MALFORMED_RESPONSE -> new MalformedResponse(failure);
            case EMPTY_RESPONSE -> new EmptyResponse(failure);
            case STREAM_TRUNCATED -> new StreamTruncated(failure);
            case MISCONFIGURED -> new Misconfigured(failure);
        };
    }

    /** The class of failure. */
    public ErrorKind kind() {
        return kind;
    }

    /** What is known about it. */
    public Failure failure() {
        return failure;
    }

    /** See {@link ErrorKind#CANCELLED}. */
    public static final class Cancelled extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public Cancelled(Failure failure) {
            super(ErrorKind.CANCELLED, failure);
        }
    }

    /** See {@link ErrorKind#TIMED_OUT}. */
    public static final class TimedOut extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public TimedOut(Failure failure) {
            super(ErrorKind.TIMED_OUT, failure);
        }
    }

    /** See {@link ErrorKind#CONNECTION_FAILED}. */
    public static final class ConnectionFailed extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public ConnectionFailed(Failure failure) {
            super(ErrorKind.CONNECTION_FAILED, failure);
        }
    }

    /** See {@link ErrorKind#RATE_LIMITED}. */
    public static final class RateLimited extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public RateLimited(Failure failure) {
            super(ErrorKind.RATE_LIMITED, failure);
        }
    }

    /** See {@link ErrorKind#QUOTA_EXHAUSTED}. */
    public static final class QuotaExhausted extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public QuotaExhausted(Failure failure) {
            super(ErrorKind.QUOTA_EXHAUSTED, failure);
        }
    }

    /** See {@link ErrorKind#CONTEXT_OVERFLOW}. */
    public static final class ContextOverflow extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public ContextOverflow(Failure failure) {
            super(ErrorKind.CONTEXT_OVERFLOW, failure);
        }
    }

    /** See {@link ErrorKind#REQUEST_TOO_LARGE}. */
    public static final class RequestTooLarge extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public RequestTooLarge(Failure failure) {
            super(ErrorKind.REQUEST_TOO_LARGE, failure);
        }
    }

    /** See {@link ErrorKind#UNAUTHENTICATED}. */
    public static final class Unauthenticated extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public Unauthenticated(Failure failure) {
            super(ErrorKind.UNAUTHENTICATED, failure);
        }
    }

    /** See {@link ErrorKind#NOT_PERMITTED}. */
    public static final class NotPermitted extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public NotPermitted(Failure failure) {
            super(ErrorKind.NOT_PERMITTED, failure);
        }
    }

    /** See {@link ErrorKind#MODEL_NOT_FOUND}. */
    public static final class ModelNotFound extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public ModelNotFound(Failure failure) {
            super(ErrorKind.MODEL_NOT_FOUND, failure);
        }
    }

    /** See {@link ErrorKind#INVALID_REQUEST}. */
    public static final class InvalidRequest extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public InvalidRequest(Failure failure) {
            super(ErrorKind.INVALID_REQUEST, failure);
        }
    }

    /** See {@link ErrorKind#UNSUPPORTED_REQUEST}. */
    public static final class UnsupportedRequest extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public UnsupportedRequest(Failure failure) {
            super(ErrorKind.UNSUPPORTED_REQUEST, failure);
        }
    }

    /** See {@link ErrorKind#CONTENT_FILTERED}. */
    public static final class ContentFiltered extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public ContentFiltered(Failure failure) {
            super(ErrorKind.CONTENT_FILTERED, failure);
        }
    }

    /** See {@link ErrorKind#OVERLOADED}. */
    public static final class Overloaded extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public Overloaded(Failure failure) {
            super(ErrorKind.OVERLOADED, failure);
        }
    }

    /** See {@link ErrorKind#SERVER_FAILED}. */
    public static final class ServerFailed extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public ServerFailed(Failure failure) {
            super(ErrorKind.SERVER_FAILED, failure);
        }
    }

    /** See {@link ErrorKind#MALFORMED_RESPONSE}. */
    public static final class MalformedResponse extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public MalformedResponse(Failure failure) {
            super(ErrorKind.MALFORMED_RESPONSE, failure);
        }
    }

    /** See {@link ErrorKind#EMPTY_RESPONSE}. */
    public static final class EmptyResponse extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public EmptyResponse(Failure failure) {
            super(ErrorKind.EMPTY_RESPONSE, failure);
        }
    }

    /** See {@link ErrorKind#STREAM_TRUNCATED}. */
    public static final class StreamTruncated extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public StreamTruncated(Failure failure) {
            super(ErrorKind.STREAM_TRUNCATED, failure);
        }
    }

    /** See {@link ErrorKind#MISCONFIGURED}. */
    public static final class Misconfigured extends ParlanceException {
        private static final long serialVersionUID = 1L;

        /** With what is known about it. */
        public Misconfigured(Failure failure) {
            super(ErrorKind.MISCONFIGURED, failure);
        }
    }
}
