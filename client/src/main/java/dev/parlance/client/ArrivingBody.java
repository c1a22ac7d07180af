package dev.parlance.client;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A body as it arrives. Unlike the stream that the JDK offers it hands over everything that came before a connection broke: that stream
 * drops what it holds when the break becomes known. A bounded number of pieces waits here; beyond that the host has to wait. Written by the
 * client's threads, read by one other.
 */
final class ArrivingBody implements BodySubscriber<ArrivingBody>, AutoCloseable {
    private static final int WINDOW = 64;

    /** So many pieces may come after the last event; a host that goes on is cut off. */
    private static final int MOST_REST = 8;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    /** Whether nothing more will come; giving up then costs the JDK's client an exception for nobody. */
    private volatile boolean over;

    private sealed interface Piece {}

    private record Bytes(List<ByteBuffer> buffers) implements Piece {}

    private record End(@Nullable Throwable fault) implements Piece {}

    private record Closed() implements Piece {}

    /**
     * The next bytes, as soon as there are some; null when the body has ended well.
     *
     * @param nanos how long to wait for them
     * @throws IOException when it has ended otherwise
     * @throws TimeoutException when nothing came in that time
     */
    @Nullable
    List<ByteBuffer> next(long nanos) throws IOException, InterruptedException, TimeoutException {
        Piece piece = pieces.poll(nanos, TimeUnit.NANOSECONDS);
        if (piece == null) {
            throw new TimeoutException();
        }
        Flow.Subscription source = subscription;
        return switch (piece) {
            case Bytes(List<ByteBuffer> buffers) -> {
                if (source != null) {
                    source.request(1);
                }
                yield buffers;
            }
            case End(Throwable fault) -> {
                // Whoever asks again gets the same answer.
                pieces.add(piece);
                if (fault != null) {
                    throw new IOException(fault);
                }
                yield null;
            }
            case Closed closed -> {
                pieces.add(piece);
                throw new IOException("closed");
            }
        };
    }

    /**
     * Ends an answer of which all that counts was read. Its own end often comes a moment later, in a packet without words; whoever waits for it
     * can use the connection again.
     *
     * @param nanos how long to wait for each piece of it
     */
    void finish(long nanos) {
        try {
            for (int rest = 0; rest < MOST_REST && next(nanos) != null; rest++) {
                // No event comes of it any more.
            }
        } catch (IOException | TimeoutException noEnd) {
            // Then the connection is of no use.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Gives the answer up; a reader that waits is woken. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription source = subscription;
        if (source != null && !over) {
            source.cancel();
        }
        pieces.add(new Closed());
    }

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (closed) {
            source.cancel();
        } else {
            source.request(WINDOW);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable fault) {
        over = true;
        pieces.add(new End(fault));
    }

    @Override
    public void onComplete() {
        over = true;
        pieces.add(new End(null));
    }
}
