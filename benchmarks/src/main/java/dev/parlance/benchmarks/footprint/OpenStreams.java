package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.Call;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The streams of one client, all on one event loop. To be used by one thread. */
final class OpenStreams implements AutoCloseable {
    private static final int OPENING_AT_ONCE = 200;
    private static final int STREAMS_PER_CONNECTION = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final Call call;
    private final boolean counted;
    private final RequestOptions request;
    private final Vertx vertx;
    private final HttpClient client;
    private final List<StreamReply> replies = new ArrayList<>();

    /**
     * None at first.
     *
     * @param counted whether usage must be told and right
     * @param most streams that will be open at the same time
     */
    OpenStreams(Call call, boolean counted, boolean http2, int most) {
        this.call = call;
        this.counted = counted;
        int port = http2 ? call.door().http2Port().orElseThrow() : call.door().port();
        request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI(call.door().path())
                .putHeader("content-type", "application/json")
                .putHeader("accept", "text/event-stream");
        for (String header : call.door().headers()) {
            int colon = header.indexOf(':');
            request.putHeader(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(http2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS_PER_CONNECTION)
                .setPipelining(false);
        client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(most).setHttp2MaxSize(1 + most / STREAMS_PER_CONNECTION))
                // The streams on it tell of a broken connection; without this Vert.x logs it too.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** Opens that many more; returns when each has its first word. */
    void open(int count) throws IOException, InterruptedException {
        Semaphore opening = new Semaphore(OPENING_AT_ONCE);
        Buffer body = Buffer.buffer(call.body());
        List<StreamReply> opened = new ArrayList<>();
        for (int stream = 0; stream < count; stream++) {
            if (!opening.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                break;
            }
            StreamReply reply = new StreamReply(opening::release);
            opened.add(reply);
            start(reply, body);
        }
        replies.addAll(opened);
        for (StreamReply reply : opened) {
            await(reply.begun(), "did not begin");
        }
        if (opened.size() < count) {
            throw new IOException(call.who() + " began no more than " + opened.size() + " streams");
        }
    }

    private void start(StreamReply reply, Buffer body) {
        client.request(request).onFailure(reply::fail).onSuccess(sending -> {
            sending.exceptionHandler(reply::fail);
            sending.response().onFailure(reply::fail).onSuccess(response -> {
                reply.status(response.statusCode());
                response.exceptionHandler(reply::fail);
                response.handler(reply::data);
                response.endHandler(ended -> reply.end());
            });
            sending.end(body).onFailure(reply::fail);
        });
    }

    /** Returns when all have ended, each of them complete, or else throws. */
    void awaitEnd() throws IOException, InterruptedException {
        for (StreamReply reply : replies) {
            await(reply.ended(), "did not end well");
            reply.check(counted);
        }
        replies.clear();
    }

    private void await(CompletableFuture<Void> future, String otherwise) throws IOException, InterruptedException {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(
                    "A stream through " + call.who() + " " + otherwise + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new IOException(
                    "A stream through " + call.who() + " " + otherwise + " within " + PATIENCE_SECONDS + " s", late);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
