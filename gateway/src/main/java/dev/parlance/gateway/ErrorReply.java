package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.error.ParlanceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** Answers that are errors, in the shape of a dialect. Immutable. */
final class ErrorReply {
    private static final int TOO_SLOW = 408;

    private final InboundDialect dialect;
    private final boolean sandbox;

    ErrorReply(InboundDialect dialect, boolean sandbox) {
        this.dialect = dialect;
        this.sandbox = sandbox;
    }

    /** With the status that goes with the error. */
    void send(HttpServerResponse response, ParlanceException error) {
        send(response, dialect.status(error), error);
    }

    /** With the status that goes with the error, before anything else is known about the call. */
    void send(HttpServerRequest request, ParlanceException error) {
        send(request, dialect.status(error), error);
    }

    /** With a status of its own, before anything else is known about the call. */
    void send(HttpServerRequest request, int status, ParlanceException error) {
        ReplyHeaders.UNKNOWN_CALL.put(request.response(), sandbox);
        if (status == TOO_SLOW) {
            // The rest of the body may come at any time or never.
            closeBehind(request);
        }
        send(request.response(), status, error);
    }

    /** The same as the last word on a connection on which nobody can tell what comes next. */
    void sendLast(HttpServerRequest request, int status, ParlanceException error) {
        closeBehind(request);
        send(request, status, error);
    }

    private static void closeBehind(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("connection", "close");
            request.response().endHandler(sent -> request.connection().close());
        }
    }

    private void send(HttpServerResponse response, int status, ParlanceException error) {
        Duration wait = error.failure().retryAfter();
        if (wait != null) {
            long milliseconds = Math.max(0, wait.toMillis());
            response.putHeader("retry-after", Long.toString((milliseconds + 999) / 1000));
            response.putHeader("retry-after-ms", Long.toString(milliseconds));
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(dialect.encodeError(error)));
    }
}
