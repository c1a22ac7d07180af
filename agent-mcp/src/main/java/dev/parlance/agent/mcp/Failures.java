package dev.parlance.agent.mcp;

import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
            deepest = cause;
        }
        String words = deepest.getMessage();
        return new LinkFailure(
                McpFault.Kind.CRASHED,
                method + " failed: "
                        + (words == null || words.isBlank() ? deepest.getClass().getSimpleName() : words));
    }

    /** For example {@code 50 ms} or {@code 120 s}. */
    static String time(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
