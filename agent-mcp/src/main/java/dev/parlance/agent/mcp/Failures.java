package dev.parlance.agent.mcp;

import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The exceptions of the SDK in words. */
final class Failures {
    private Failures() {}

    /** A refusal by the server is its misbehaviour at most; everything else broke the way to it. */
    static LinkFailure of(@Nullable Throwable failed, String method) {
        Throwable deepest = new IllegalStateException("for no reason given");
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof McpError refused) {
                return new LinkFailure(
                        McpFault.Kind.MISBEHAVED, "It answered " + method + " with an error: " + refused.getMessage());
            }
            if (cause instanceof ConnectException) {
                return new LinkFailure(McpFault.Kind.CRASHED, method + " failed: nobody listens at its address.");
            }
            if (cause instanceof JacksonException || cause instanceof NullPointerException) {
                return LinkFailure.unreadable(
                        "It answered " + method + " with what cannot be read: " + firstWords(cause) + ".");
            }
            deepest = cause;
        }
        String words = deepest.getMessage();
        return new LinkFailure(
                McpFault.Kind.CRASHED,
                method + " failed: "
                        + (words == null || words.isBlank() ? deepest.getClass().getSimpleName() : words));
    }

    /** What a reader of JSON says to people; behind a bracket or on further lines it speaks to programmers, and so do null pointers. */
    private static String firstWords(Throwable unread) {
        String message =
                unread instanceof JacksonException json ? json.getOriginalMessage() : "a part of it is missing";
        String words = message == null || message.isBlank() ? unread.getClass().getSimpleName() : message;
        return words.lines().findFirst().orElse(words).replaceFirst(" \\(.*", "");
    }

    /** For example {@code 50 ms} or {@code 120 s}. */
    static String time(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
