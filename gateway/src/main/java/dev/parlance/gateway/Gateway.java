package dev.parlance.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.gateway.memory.ReasoningMemory;
import dev.parlance.gateway.observation.Observation;
import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.routing.Traffic;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Providers;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running gateway. Thread-safe. */
public final class Gateway implements AutoCloseable {
    /** What remains after the drain time for last words and closing connections. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How many models stand in metrics by name; the others are counted together. */
    private static final int MODELS_BY_NAME = 200;

    private static final Duration START = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final AtomicReference<Upstreams> upstreams;
    private final Observation observation;
    private final List<Lane> lanes;
    private final int port;

    private Gateway(
            Vertx vertx,
            GatewaySettings settings,
            AtomicReference<Upstreams> upstreams,
            Observation observation,
            List<Lane> lanes,
            int port) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.settings = settings;
        this.observation = observation;
        this.lanes = lanes;
        this.port = port;
    }

    /**
     * Starts a gateway in front of these providers. Returns when it listens.
     *
     * @throws ParlanceException.Misconfigured when address, port or certificate cannot be had, or others could reach it without a key
     */
    public static Gateway start(GatewaySettings settings, Providers providers) {
        return start(settings, providers, Map.of());
    }

    /**
     * The same with aliases that have several targets or deadlines of their own; those for one model the providers know.
     *
     * @throws ParlanceException.Misconfigured when address, port or certificate cannot be had, or others could reach it without a key
     */
    public static Gateway start(GatewaySettings settings, Providers providers, Map<String, Alias> aliases) {
        refuseOpenDoor(settings.listening());
        requireCertificate(settings.listening().certificate());
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setEventLoopPoolSize(settings.listening().lanes())
                        .setFileSystemOptions(new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false)))
                .build();
        try {
            AtomicReference<Upstreams> current = new AtomicReference<>(new Upstreams(providers, aliases));
            // The names of configuration and catalog stand in metrics; those that clients make up do not.
            ObservationSettings told = settings.observation()
                    .withModels((provider, model) -> current.get().providers().lists(provider, model), MODELS_BY_NAME);
            Observation observation = Observation.of(told);
            GatewayState state = new GatewayState(
                    current::get,
                    new Traffic(),
                    new ReasoningMemory(settings.memory(), Ticker.systemTicker()),
                    observation,
                    new AtomicInteger());
            List<Lane> lanes = new CopyOnWriteArrayList<>();
            Supplier<Lane> another = () -> {
                Lane lane = new Lane(settings, state, lanes.size());
                lanes.add(lane);
                return lane;
            };
            await(
                    vertx.deployVerticle(
                            another,
                            new DeploymentOptions()
                                    .setInstances(settings.listening().lanes())),
                    START);
            return new Gateway(
                    vertx,
                    settings,
                    current,
                    observation,
                    lanes,
                    lanes.getFirst().port());
        } catch (ExecutionException unusable) {
            vertx.close();
            throw notListening(settings, unusable.getCause() == null ? unusable : unusable.getCause());
        }
    }

    /** Serves new calls with these providers; open ones go on as they began. */
    public void use(Providers others) {
        use(others, Map.of());
    }

    /** The same with aliases that have several targets or deadlines of their own. */
    public void use(Providers others, Map<String, Alias> aliases) {
        upstreams.set(new Upstreams(others, aliases));
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Where it listens, for example {@code http://127.0.0.1:4680}. */
    public String url() {
        Listening listening = settings.listening();
        String host = listening.host();
        return listening.scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** What the operator should know about these settings, one or two sentences each. */
    public List<String> warnings() {
        Listening listening = settings.listening();
        return isLoopback(listening.host()) || listening.certificate() != null
                ? List.of()
                : List.of("Listening on " + listening.host()
                        + " without TLS: keys and conversations can be read on the way. Set tls-certificate and tls-key, or put"
                        + " a door with TLS in front.");
    }

    /** Whoever reaches the port uses the keys behind it. */
    private static void refuseOpenDoor(Listening listening) {
        if (listening.keys().isEmpty() && !isLoopback(listening.host())) {
            throw new ParlanceException.Misconfigured(
                    Failure.of(
                            "Listening on " + listening.host()
                                    + " without a key would let everybody who reaches the port use your keys",
                            "Set a key for clients with --key or under [gateway.keys], or leave out --host to listen for this machine alone."));
        }
    }

    private static void requireCertificate(Listening.@Nullable Certificate certificate) {
        for (Path file : certificate == null ? List.<Path>of() : List.of(certificate.chain(), certificate.key())) {
            if (!Files.isReadable(file)) {
                throw new ParlanceException.Misconfigured(Failure.of(
                        "The file " + file + " cannot be read, so there is no TLS",
                        "Set tls-certificate and tls-key to PEM files that this user may read."));
            }
        }
    }

    /** A name that cannot be found is none; listening there fails with words of its own. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    /** Stops accepting, lets open calls finish up to the drain time, ends the others with an error, and returns when all is closed. */
    @Override
    public void close() {
        Duration atMost = settings.listening().drain().plus(LAST_WORDS);
        List<Future<Void>> drained = new ArrayList<>();
        for (Lane lane : lanes) {
            drained.add(lane.drain(settings.listening().drain(), atMost));
        }
        try {
            await(Future.join(drained), atMost.plus(LAST_WORDS));
        } catch (ExecutionException unclean) {
            System.getLogger(Gateway.class.getName()).log(System.Logger.Level.DEBUG, "Closing was not clean", unclean);
        }
        try {
            await(vertx.close(), START);
        } catch (ExecutionException unclean) {
            System.getLogger(Gateway.class.getName()).log(System.Logger.Level.WARNING, "Closing failed", unclean);
        }
        observation.close();
    }

    private static void await(Future<?> future, Duration atMost) throws ExecutionException {
        try {
            future.toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(interrupted);
        } catch (TimeoutException late) {
            throw new ExecutionException(late);
        }
    }

    private static ParlanceException notListening(GatewaySettings settings, Throwable cause) {
        String place = settings.listening().host() + ":" + settings.listening().port();
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof UnknownHostException) {
            return new ParlanceException.Misconfigured(Failure.of(
                    "Cannot listen on " + place + ": " + settings.listening().host() + " is no address of this machine",
                    "Change --host; the default is 127.0.0.1."));
        }
        // The native transport has an exception of its own with the same words.
        if (cause instanceof BindException || reason.contains("in use")) {
            return new ParlanceException.Misconfigured(Failure.of(
                    "Cannot listen on " + place + ": " + reason,
                    "Another program probably uses the port: change --port, or --port 0 for any free one."));
        }
        return new ParlanceException.Misconfigured(
                Failure.of("The gateway did not start on " + place + ": " + reason, "Change --host or --port."));
    }
}
