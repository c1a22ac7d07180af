package dev.parlance.core.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The classes of failure, by remedy. The kebab-case {@link #label} is used in catalog data, in JSON output and in headers. */
public enum ErrorKind {
    /** The caller gave up. */
    CANCELLED,
    /** A deadline passed, or the host said that it waited too long. */
    TIMED_OUT,
    /** No connection, or it broke before an answer began. */
    CONNECTION_FAILED,
    /** Too many requests or tokens just now; wait. */
    RATE_LIMITED,
    /** Money, quota or membership is used up; waiting does not help. */
    QUOTA_EXHAUSTED,
    /** The conversation does not fit the model's window; shorten it. */
    CONTEXT_OVERFLOW,
    /** The body is too large in bytes; send less media. */
    REQUEST_TOO_LARGE,
    /** The key or token is missing or wrong. */
    UNAUTHENTICATED,
    /** The key is right and may not do this. */
    NOT_PERMITTED,
    /** No such model or deployment. */
    MODEL_NOT_FOUND,
    /** The request is malformed. */
    INVALID_REQUEST,
    /** The host does not take a parameter or a value of it. */
    UNSUPPORTED_REQUEST,
    /** A content policy stopped the prompt or the answer. */
    CONTENT_FILTERED,
    /** The host has no capacity just now. */
    OVERLOADED,
    /** The host broke. */
    SERVER_FAILED,
    /** The answer is not what the dialect defines. */
    MALFORMED_RESPONSE,
    /** The answer holds neither text nor tool calls. */
    EMPTY_RESPONSE,
    /** The stream ended before the answer did. */
    STREAM_TRUNCATED,
    /** A setting of ours is missing or wrong. */
    MISCONFIGURED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For example {@code rate-limited}. */
    public String label() {
        return label;
    }

    /** The kind with that label, or null. */
    public static @Nullable ErrorKind ofLabel(String label) {
        for (ErrorKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
