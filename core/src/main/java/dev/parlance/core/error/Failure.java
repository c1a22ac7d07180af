package dev.parlance.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one failure. Immutable. Everything but the message may be unknown.
 *
 * @param message what happened, in the provider's own words where it spoke
 * @param advice the likely cause and what to do, with the setting to change if one helps
 * @param host the host that was called
 * @param model the model that was asked for
 * @param requestId the provider's id of the call, for its support
 * @param status the HTTP status
 * @param retryAfter how long the host asks to wait
 * @param code the provider's own error code or type
 * @param parameter the request member that the provider names
 * @param body an excerpt of the body, at most 2,000 characters
 */
public record Failure(
        String message,
        @Nullable String advice,
        @Nullable String host,
        @Nullable String model,
        @Nullable String requestId,
        @Nullable Integer status,
        @Nullable Duration retryAfter,
        @Nullable String code,
        @Nullable String parameter,
        @Nullable String body) {

    private static final int EXCERPT = 2000;

    public Failure {
        body = body != null && body.length() > EXCERPT ? body.substring(0, EXCERPT) : body;
    }

    /** A failure of which only the message is known. */
    public static Failure of(String message) {
        return new Failure(message, null, null, null, null, null, null, null, null, null);
    }

    /** A failure of ours that a setting or a change of the request mends. */
    public static Failure of(String message, String advice) {
        return of(message).withAdvice(advice);
    }

    /** The same in other words. */
    public Failure withMessage(String newMessage) {
        return new Failure(newMessage, advice, host, model, requestId, status, retryAfter, code, parameter, body);
    }

    /** The same with another excerpt of the body. */
    public Failure withBody(@Nullable String newBody) {
        return new Failure(message, advice, host, model, requestId, status, retryAfter, code, parameter, newBody);
    }

    /** The same with what to do about it. */
    public Failure withAdvice(@Nullable String newAdvice) {
        return new Failure(message, newAdvice, host, model, requestId, status, retryAfter, code, parameter, body);
    }

    /** The same with the HTTP status. */
    public Failure withStatus(@Nullable Integer newStatus) {
        return new Failure(message, advice, host, model, requestId, newStatus, retryAfter, code, parameter, body);
    }

    /** The same with how long to wait before the next try. */
    public Failure withRetryAfter(@Nullable Duration newRetryAfter) {
        return new Failure(message, advice, host, model, requestId, status, newRetryAfter, code, parameter, body);
    }

    /** The same with the member of the request that is at fault. */
    public Failure withParameter(@Nullable String newParameter) {
        return new Failure(message, advice, host, model, requestId, status, retryAfter, code, newParameter, body);
    }

    /** The same with the call it happened in. */
    public Failure at(@Nullable String newHost, @Nullable String newModel) {
        return new Failure(message, advice, newHost, newModel, requestId, status, retryAfter, code, parameter, body);
    }

    /** Message and advice as one text for people. */
    public String sentence() {
        return advice == null ? message : message + (message.endsWith(".") ? " " : ". ") + advice;
    }
}
