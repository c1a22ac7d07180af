package dev.parlance.client;

import dev.parlance.client.Transport.Answer;
import dev.parlance.core.dialect.ResponseHead;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, until the head of its answer is there. One thread waits; {@link #giveUp} may come from another, and closes the
 * connection.
 *
 * @param begun the head, taken where the JDK's client tells it first: its own future takes the way through another thread
 * @param exchange what can be given up
 */
record Sending(CompletableFuture<Answer> begun, CompletableFuture<?> exchange) {
    static Sending of(HttpClient http, HttpRequest request) {
        CompletableFuture<Answer> begun = new CompletableFuture<>();
        CompletableFuture<?> exchange = http.sendAsync(request, info -> {
            ArrivingBody body = new ArrivingBody();
            ResponseHead head =
                    new ResponseHead(info.statusCode(), info.headers().map());
            if (!begun.complete(new Answer(head, body))) {
                body.close();
            }
            return body;
        });
        var unused = exchange.whenComplete((whole, fault) -> {
            if (fault != null) {
                failed(
                        begun,
                        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault);
            }
        });
        return new Sending(begun, exchange);
    }

    /** The answer, as soon as its head is there. @throws CancellationException when it was given up */
    Answer answer(long nanos) throws IOException, InterruptedException, TimeoutException {
        try {
            return begun.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        }
    }

    /** Nobody wants the answer any more; whoever waits for it is woken. */
    void giveUp() {
        if (begun.completeExceptionally(new CancellationException())) {
            exchange.cancel(true);
        } else {
            close(begun);
        }
    }

    private static void failed(CompletableFuture<Answer> begun, Throwable fault) {
        if (!begun.completeExceptionally(fault)) {
            // It broke after the head had come: what came before the break is worth reading.
            Answer answer = answerOf(begun);
            if (answer != null) {
                answer.body().onError(fault);
            }
        }
    }

    private static void close(CompletableFuture<Answer> begun) {
        Answer answer = answerOf(begun);
        if (answer != null) {
            answer.body().close();
        }
    }

    private static @Nullable Answer answerOf(CompletableFuture<Answer> begun) {
        return begun.isCompletedExceptionally() ? null : begun.getNow(null);
    }
}
