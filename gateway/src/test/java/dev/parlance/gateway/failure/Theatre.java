package dev.parlance.gateway.failure;

import dev.parlance.catalog.Catalog;
import dev.parlance.gateway.Caller;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.PlayedHost;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Providers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.provider.Arguments;

/** A gateway in front of one played host, which stands for hosts of all dialects and changes its role from call to call. */
final class Theatre implements AutoCloseable {
    /** One attempt, so that each failure is told and none is mended. */
    static final GatewaySettings ONCE = GatewaySettings.DEFAULT
            .withPort(0)
            .withLanes(1)
            .withDrain(Duration.ZERO)
            .with(CallPolicy.DEFAULT.withAttempts(1));

    private static final PlayedHost.Role UNPREPARED = (request, stage) -> stage.answer(500, "text/plain", "no role");

    final PlayedHost host;
    final Gateway gateway;
    private final AtomicReference<PlayedHost.Role> role = new AtomicReference<>(UNPREPARED);

    Theatre(GatewaySettings settings) {
        host = new PlayedHost((request, stage) -> role.get().play(request, stage));
        gateway = Gateway.start(settings, providers(host.url()));
    }

    private static Providers providers(String url) {
        Map<String, String> environment = new HashMap<>();
        for (HostWire wire : HostWire.values()) {
            environment.put(wire.variable() + "_BASE_URL", url + wire.base());
            environment.put(wire.variable() + "_API_KEY", "played-key");
        }
        // A narrow host.
        environment.put("QINIU_BASE_URL", url + "/v1");
        environment.put("QINIU_API_KEY", "played-key");
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }

    /** A door and a host behind it. */
    record Pair(ClientDoor door, HostWire wire) {}

    /** Every door with every host that serves it in the host's own dialect. */
    static List<Pair> allPairs() {
        List<Pair> pairs = new ArrayList<>();
        for (ClientDoor door : ClientDoor.values()) {
            for (HostWire wire : HostWire.values()) {
                if (wire.serves(door)) {
                    pairs.add(new Pair(door, wire));
                }
            }
        }
        return pairs;
    }

    static List<Arguments> pairs() {
        return allPairs().stream()
                .map(pair -> Arguments.of(pair.door(), pair.wire()))
                .toList();
    }

    /** Each door with the host of its own dialect and with one of Chat: all readers and all writers, though not with each other. */
    static List<Arguments> fewerPairs() {
        return allPairs().stream()
                .filter(pair -> pair.wire() == HostWire.CHAT
                        || pair.door().name().startsWith(pair.wire().name()))
                .map(pair -> Arguments.of(pair.door(), pair.wire()))
                .toList();
    }

    /** What the host does from now on. */
    void plays(PlayedHost.Role next) {
        role.set(next);
    }

    Caller caller() throws IOException {
        return new Caller(gateway);
    }

    /** The host streams those frames, each in a chunk of its own, and ends in order. */
    void streams(List<String> frames) {
        plays((request, stage) -> {
            stage.beginStream();
            for (String frame : frames) {
                stage.chunk(frame);
            }
            stage.endStream();
        });
    }

    /** Calls on a connection of its own. */
    Heard call(ClientDoor door, HostWire wire, boolean stream) throws IOException {
        return call(door, wire, stream, "Say hi");
    }

    Heard call(ClientDoor door, HostWire wire, boolean stream, String words) throws IOException {
        try (Caller caller = caller()) {
            door.ask(caller, wire.model(), stream, words);
            return new Heard(door, stream, caller.reply());
        }
    }

    /** Does all of that at the same time. */
    static void allAtOnce(List<Callable<Void>> scenes) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> scene : threads.invokeAll(scenes)) {
                scene.get();
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
        host.close();
    }
}
