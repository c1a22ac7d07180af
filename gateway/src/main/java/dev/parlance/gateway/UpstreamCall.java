package dev.parlance.gateway;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Header;
import dev.parlance.providers.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call to a host. Everything happens on the lane's thread. Redirects are never followed: the key goes to no other address. */
final class UpstreamCall {
    /** What the call tells. After {@link #ended} or {@link #failed} nothing follows; after a cancel nothing at all. */
    interface Listener {
        /** The head of the answer is there. */
        void head(ResponseHead head);

        /** More of its body; the buffer is valid during the call. */
        void bytes(ByteBuffer bytes);

        /** More of its body as the host packed it, before it comes unpacked. */
        default void packed(ByteBuffer bytes) {}

        /** The body is whole. */
        void ended();

        /** There will be no answer, or no more of it. */
        void failed(ParlanceException error);
    }

    /** Hears what comes too late. */
    private static final Listener NOBODY = new Listener() {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void bytes(ByteBuffer bytes) {}

        @Override
        public void ended() {}

        @Override
        public void failed(ParlanceException error) {}
    };

    private final Lane lane;
    private final Connection connection;
    private final UpstreamFailures failures;
    private @Nullable ByteBuf body;
    private Listener listener;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private @Nullable Gunzip unpacking;
    private int looksInSilence;
    private boolean paused;
    private boolean over;

    private UpstreamCall(Lane lane, ByteBuf body, Connection connection, UpstreamFailures failures, Listener listener) {
        this.lane = lane;
        this.body = body;
        this.connection = connection;
        this.failures = failures;
        this.listener = listener;
    }

    /** Sends the request. The listener hears nothing before this returns. */
    static UpstreamCall send(
            Lane lane, UpstreamRequest wire, Connection connection, UpstreamFailures failures, Listener listener) {
        UpstreamCall call =
                new UpstreamCall(lane, Unpooled.wrappedBuffer(wire.body().buffer()), connection, failures, listener);
        lane.opened(call);
        lane.client().request(options(lane, wire, connection)).onComplete(call::connected, call::fail);
        return call;
    }

    /** Holds further bytes back. */
    void pause() {
        if (response != null && !paused) {
            paused = true;
            response.pause();
        }
    }

    /** Lets bytes come again. */
    void resume() {
        if (response != null && paused) {
            paused = false;
            looksInSilence = 0;
            response.resume();
        }
    }

    /** Gives the call up; the host sees the connection close. */
    void cancel() {
        if (!over) {
            finish();
            if (request != null) {
                request.reset();
            }
            letGo();
        }
    }

    /**
     * A look at the call. When nothing came for its idle time, it fails; a host that is held back is not silent.
     *
     * @param between the time between two looks in milliseconds, to which the idle time is kept
     */
    void silent(long between) {
        Duration own = connection.idleTimeout();
        long patience = (own == null ? lane.settings().calls().idle() : own).toMillis();
        if (!paused && looksInSilence++ >= Math.ceilDiv(patience, between)) {
            fail(new TimeoutException());
        }
    }

    private void finish() {
        over = true;
        lane.finished(this);
    }

    /** Timers of the engine hold a call for a while after its end; what it answered need not wait for that. */
    private void letGo() {
        if (unpacking != null) {
            unpacking.close();
            unpacking = null;
        }
        listener = NOBODY;
        body = null;
        request = null;
        response = null;
    }

    private void connected(HttpClientRequest connected) {
        connected.exceptionHandler(this::fail);
        if (over) {
            connected.reset();
            return;
        }
        request = connected;
        connected.response().onComplete(this::answered, this::fail);
        // It would keep all of the request's head, for nothing here follows redirects.
        connected.redirectHandler(null);
        ByteBuf whole = Objects.requireNonNull(body);
        body = null;
        connected.end(BufferInternal.buffer(whole));
    }

    private void answered(HttpClientResponse answer) {
        looksInSilence = 0;
        if (over) {
            return;
        }
        response = answer;
        answer.handler(bytes -> {
            looksInSilence = 0;
            if (!over) {
                came(((BufferInternal) bytes).getByteBuf());
            }
        });
        answer.endHandler(end -> {
            if (!over) {
                finish();
                Listener told = listener;
                letGo();
                told.ended();
            }
        });
        answer.exceptionHandler(this::fail);
        ResponseHead head = new ResponseHead(answer.statusCode(), headers(answer));
        unpacking = Gunzip.of(head);
        listener.head(unpacking == null ? head : Gunzip.unpacked(head));
    }

    private void came(ByteBuf bytes) {
        Gunzip unpacker = unpacking;
        if (unpacker == null) {
            listener.bytes(bytes.nioBuffer());
            return;
        }
        listener.packed(bytes.nioBuffer());
        try {
            unpacker.feed(bytes, unpacked -> {
                if (!over) {
                    listener.bytes(unpacked);
                }
            });
        } catch (ParlanceException faulty) {
            fail(faulty);
        }
    }

    private void fail(Throwable cause) {
        if (!over) {
            finish();
            if (request != null) {
                request.reset();
            }
            Listener told = listener;
            boolean begun = response != null;
            letGo();
            told.failed(cause instanceof ParlanceException known ? known : failures.of(cause, begun));
        }
    }

    private static RequestOptions options(Lane lane, UpstreamRequest wire, Connection connection) {
        URI url = wire.url();
        boolean secure = url.getScheme().equals("https");
        String host = url.getHost();
        String query = url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setPort(url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setURI(query == null ? path : path + "?" + query)
                .setFollowRedirects(false)
                .setConnectTimeout((connection.connectTimeout() == null
                                ? lane.settings().calls().connect()
                                : connection.connectTimeout())
                        .toMillis());
        URI proxy = connection.proxy();
        if (proxy != null) {
            options.setProxyOptions(
                    new ProxyOptions().setHost(proxy.getHost()).setPort(proxy.getPort() < 0 ? 80 : proxy.getPort()));
        }
        for (Header header : wire.headers()) {
            options.putHeader(header.name(), header.revealed());
        }
        return options;
    }

    private static Map<String, List<String>> headers(HttpClientResponse answer) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Map.Entry<String, String> header : answer.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return headers;
    }
}
