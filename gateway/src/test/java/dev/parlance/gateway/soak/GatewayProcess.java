package dev.parlance.gateway.soak;

import dev.parlance.catalog.Catalog;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.gateway.observation.LineQueue;
import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Providers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A gateway in a process of its own, so that all that the process holds is the gateway's. It says where it listens and answers each line of its
 * input with one: {@code gc} and {@code now} with figures, {@code stop} and the end of the input with its own end.
 */
final class GatewayProcess {
    /** What a line begins with that is an answer. */
    static final String ANSWER = "answer ";

    /**
     * How long connecting may take. A timer of Vert.x for that outlives a connection that was there at once, as on this machine, and holds the
     * call behind it meanwhile.
     */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final int LINES_OF_LOG = 10_000;

    private GatewayProcess() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments where the host is, and how many bytes of reasoning are remembered
     */
    public static void main(String[] arguments) throws IOException {
        LongAdder logged = new LongAdder();
        try (LineQueue log = new LineQueue(LINES_OF_LOG, line -> logged.add(line.length()));
                Gateway gateway = Gateway.start(
                        settings(Long.parseLong(arguments[1]), log), providers(arguments[0]), aliases())) {
            say(Integer.toString(gateway.port()));
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
                say((line.equals("gc") ? settled() : Figures.now()).line());
            }
        }
        say(logged.sum() > 0 ? "logged" : "quiet");
    }

    /** When the last timer went off that holds what is over. */
    private static Figures settled() {
        return CompletableFuture.supplyAsync(
                        Figures::collected,
                        CompletableFuture.delayedExecutor(CONNECT.toMillis() + 100, TimeUnit.MILLISECONDS))
                .join();
    }

    /** The defaults, but that pauses and the time to connect are short, for waiting for them would be most of the time. */
    private static GatewaySettings settings(long memory, LineQueue log) {
        return GatewaySettings.DEFAULT
                .withPort(0)
                .withDrain(Duration.ZERO)
                .with(CallPolicy.DEFAULT
                        .withPauses(Duration.ofMillis(1), Duration.ofMillis(5))
                        .withTimeouts(CONNECT, CallPolicy.DEFAULT.idle()))
                .with(new MemorySettings(memory, MemorySettings.DEFAULT.timeToLive()))
                .with(ObservationSettings.DEFAULT.withLog(log));
    }

    private static Providers providers(String url) {
        Map<String, String> environment = new HashMap<>();
        for (String host : List.of("OPENAI_COMPATIBLE", "OPENAI", "MOONSHOT", "ANTHROPIC")) {
            environment.put(host + "_BASE_URL", host.equals("ANTHROPIC") ? url : url + "/v1");
            environment.put(host + "_API_KEY", "played-key");
        }
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }

    private static Map<String, Alias> aliases() {
        return Map.of(
                Kind.IMPATIENT,
                new Alias(List.of(new Alias.Target(Kind.COMPATIBLE, 0)), null, null, Duration.ofMillis(300)));
    }

    private static void say(String words) {
        System.out.println(ANSWER + words);
        System.out.flush();
    }
}
