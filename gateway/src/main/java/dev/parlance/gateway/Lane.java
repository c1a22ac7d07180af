package dev.parlance.gateway;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.gateway.memory.ReasoningMemory;
import dev.parlance.gateway.observation.LoopLag;
import dev.parlance.gateway.observation.Observation;
import dev.parlance.gateway.routing.Traffic;
import dev.parlance.providers.Providers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One event loop with its own server and its own client. All state is touched by that loop's thread alone. */
final class Lane extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    /** Buffers as large as one read; the default of 8 KiB cuts large bodies into many pieces. */
    private static final int CHUNK = 64 << 10;

    /** No timer. */
    static final long NO_TIMER = -1;

    private static final int ANSWER_HEADERS = 64 << 10;
    /** More than there are ports towards one address; the engine keeps a place for each. */
    private static final int CONNECTIONS_PER_ORIGIN = 32_768;

    private static final int BACKLOG = 4096;

    /** How often within the idle time silence is looked at, at the least. */
    private static final int LOOKS = 10;

    /** At the most so long, for a provider may be given less time than all others. */
    private static final long LONGEST_LOOK_MILLIS = 1000;

    private final GatewaySettings settings;
    private final GatewayState state;
    private final int number;
    private final Set<OpenCall> open = new LinkedHashSet<>();
    private final Set<UpstreamCall> calls = new HashSet<>();
    private final TurnWords.Spare spareWords = new TurnWords.Spare();
    private volatile int port;
    private volatile boolean draining;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private HttpClient client;

    /** @param number from 0, to tell it from the others */
    Lane(GatewaySettings settings, GatewayState state, int number) {
        this.settings = settings;
        this.state = state;
        this.number = number;
    }

    @Override
    public Future<?> start() {
        client = vertx.httpClientBuilder()
                .with(clientOptions())
                .with(poolOptions())
                // Whoever waits for an answer hears of it; of connections at rest nobody needs to.
                .withConnectHandler(connection -> connection.exceptionHandler(
                        broken -> LOG.log(System.Logger.Level.DEBUG, "A connection to a host broke", broken)))
                .build();
        server = vertx.createHttpServer(serverOptions());
        // One timer for all calls; a timer for each would have to be moved with every chunk.
        long shortest = Math.min(
                settings.calls().idle().toMillis(), settings.calls().keepAlive().toMillis());
        long between = Math.clamp(shortest / LOOKS, 1, LONGEST_LOOK_MILLIS);
        LoopLag lag = state.observation().loop(Integer.toString(number), Duration.ofMillis(between));
        vertx.setPeriodic(between, look -> {
            lag.ticked();
            look(between);
        });
        Routes routes = new Routes(this);
        return server.requestHandler(routes::handle)
                .invalidRequestHandler(routes::refuse)
                // What clients break is theirs; nobody reads stack traces of it.
                .connectionHandler(connection -> connection.exceptionHandler(
                        broken -> LOG.log(System.Logger.Level.DEBUG, "A connection of a client broke", broken)))
                // Minus one is any free port too, but one that all lanes share.
                .listen(
                        settings.listening().port() == 0
                                ? -1
                                : settings.listening().port(),
                        settings.listening().host())
                .onSuccess(listening -> port = listening.actualPort());
    }

    /** Stops accepting; open calls end by themselves, or with an error after the given time. */
    Future<Void> drain(Duration patience, Duration atMost) {
        draining = true;
        Promise<Void> closed = Promise.promise();
        context.runOnContext(now -> {
            long timer = vertx.setTimer(
                    Math.max(1, patience.toMillis()),
                    late -> List.copyOf(open).forEach(exchange -> exchange.fail(closing())));
            server.shutdown(atMost.toMillis(), TimeUnit.MILLISECONDS).onComplete(done -> {
                vertx.cancelTimer(timer);
                closed.tryComplete();
            });
        });
        return closed.future();
    }

    int port() {
        return port;
    }

    boolean isDraining() {
        return draining;
    }

    GatewaySettings settings() {
        return settings;
    }

    Providers providers() {
        return state.upstreams().get().providers();
    }

    Upstreams upstreams() {
        return state.upstreams().get();
    }

    Traffic traffic() {
        return state.traffic();
    }

    ReasoningMemory memory() {
        return state.memory();
    }

    Observation observation() {
        return state.observation();
    }

    /** Nanoseconds since some moment. */
    long now() {
        return System.nanoTime();
    }

    /** From 0 to 1, without 1. */
    double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Whether as many calls are open as may be, on all lanes together. */
    boolean isFull() {
        return state.open().get() >= settings.limits().openCalls();
    }

    /** Does that after a while. */
    long after(Duration pause, Runnable task) {
        return vertx.setTimer(Math.max(1, pause.toMillis()), due -> task.run());
    }

    void cancelTimer(long timer) {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }

    /** Does that on this lane's thread; may be called by any. */
    void soon(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    HttpClient client() {
        return client;
    }

    TurnWords.Spare spareWords() {
        return spareWords;
    }

    private void look(long between) {
        List.copyOf(calls).forEach(call -> call.silent(between));
        long now = now();
        List.copyOf(open).forEach(exchange -> exchange.look(now));
    }

    /** Runs that after everything that the loop has in hand just now, all reads of this turn included. */
    void afterThisTurn(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** Does something that may block on a thread of its own, and goes on with the outcome on this lane's. */
    <T> void elsewhere(Supplier<T> slow, Consumer<T> then, Consumer<ParlanceException> failed) {
        Thread.startVirtualThread(() -> {
            try {
                T outcome = slow.get();
                context.runOnContext(now -> then.accept(outcome));
            } catch (ParlanceException error) {
                context.runOnContext(now -> failed.accept(error));
            } catch (RuntimeException defect) {
                LOG.log(System.Logger.Level.ERROR, "A credential failed within the gateway", defect);
                context.runOnContext(now -> failed.accept(new ParlanceException.ServerFailed(Failure.of(
                        "The credential failed within the gateway, which is a defect of its own",
                        "The log of the gateway tells more."))));
            }
        });
    }

    void opened(OpenCall exchange) {
        open.add(exchange);
        state.open().incrementAndGet();
    }

    void finished(OpenCall exchange) {
        if (open.remove(exchange)) {
            state.open().decrementAndGet();
        }
    }

    void opened(UpstreamCall call) {
        calls.add(call);
    }

    void finished(UpstreamCall call) {
        calls.remove(call);
    }

    private static ParlanceException closing() {
        return new ParlanceException.Overloaded(
                Failure.of("The gateway is shutting down and ended this answer early", "Send the request again."));
    }

    private HttpServerOptions serverOptions() {
        HttpServerOptions options = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxChunkSize(CHUNK)
                .setMaxHeaderSize(settings.limits().headerBytes())
                .setHttp2ClearTextEnabled(true)
                // All is written on this lane's thread; a queue for other threads would take 4 KB of each connection.
                .setStrictThreadMode(true)
                // There are no web sockets here, and every byte would pass what compresses theirs.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // Longer than a host may be silent, for no byte moves while a model thinks.
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(
                        (int) Math.min(Integer.MAX_VALUE, longestSilence().toMillis() * 2 + 60_000));
        Listening.Certificate certificate = settings.listening().certificate();
        if (certificate != null) {
            // With TLS both sides agree on HTTP/2 or 1.1 beforehand.
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(certificate.chain().toString())
                            .setKeyPath(certificate.key().toString()));
        }
        return options;
    }

    private Duration longestSilence() {
        Duration usual = settings.calls().idle();
        return providers()
                .longestSilence()
                .filter(own -> own.compareTo(usual) > 0)
                .orElse(usual);
    }

    private HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setConnectTimeout((int)
                        Math.min(Integer.MAX_VALUE, settings.calls().connect().toMillis()))
                .setMaxChunkSize(CHUNK)
                .setMaxHeaderSize(ANSWER_HEADERS)
                .setDecompressionSupported(false)
                .setKeepAlive(true)
                .setPipelining(false);
    }

    private static PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_ORIGIN);
    }
}
