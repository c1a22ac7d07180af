package dev.parlance.sandbox.responses;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, before a host puts it into its own envelope.
 *
 * @param type the class of error, for example {@code invalid_request_error}
 * @param param the path of the member that is wrong, for example {@code input[2].call_id}, or null
 * @param code the machine-readable name, or null
 */
public record ResponsesError(
        String type,
        String message,
        @Nullable String param,
        @Nullable String code) {

    /** The type of every error that is the caller's. */
    public static final String INVALID = "invalid_request_error";
}
