package dev.parlance.gateway.observation;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The figures of all providers' models, of which there are few, whatever clients ask for. Thread-safe. */
final class Targets {
    /** For calls that reached no target. */
    private static final String NONE = "none";

    /** So many providers nobody has; a configuration that is written anew all the time might. */
    private static final int MOST_PROVIDERS = 100;

    private record Name(String provider, String model) {}

    private final ConcurrentMap<Name, TargetMetrics> targets = new ConcurrentHashMap<>();
    private final Metrics metrics;
    private final KnownModels known;
    private final LabelValues providers = new LabelValues(MOST_PROVIDERS, any -> true);
    private final int mostModels;
    private final TargetMetrics none;

    Targets(Metrics metrics, PrometheusRegistry registry, KnownModels known, int mostModels) {
        this.metrics = metrics;
        this.known = known;
        this.mostModels = mostModels;
        this.none = made(new Name(NONE, NONE));
        register(registry, "parlance_call_seconds", "From a client's request to the end of its answer", of -> of.call);
        register(
                registry,
                "parlance_attempt_seconds",
                "From a request to a host to the end of its answer",
                of -> of.attempt);
        register(
                registry,
                "parlance_first_token_seconds",
                "From a client's request to the first event of a streamed answer that means something, failed attempts included",
                of -> of.firstToken);
        register(
                registry,
                "parlance_inter_chunk_seconds",
                "Between two events of a streamed answer that mean something",
                of -> of.betweenChunks);
    }

    /** For calls that reached no target. */
    TargetMetrics none() {
        return none;
    }

    TargetMetrics of(String provider, String model) {
        Name name = new Name(provider, model);
        TargetMetrics already = targets.get(name);
        if (already != null) {
            return already;
        }
        String shown = providers.of(provider);
        // Lanes that come at the same moment may overshoot by one each.
        boolean own = shown.equals(provider) && targets.size() < mostModels && known.contains(provider, model);
        return made(own ? name : new Name(shown, LabelValues.OTHER));
    }

    private TargetMetrics made(Name name) {
        return targets.computeIfAbsent(name, absent -> new TargetMetrics(metrics, absent.provider(), absent.model()));
    }

    private void register(
            PrometheusRegistry registry, String name, String help, Function<TargetMetrics, Durations> which) {
        registry.register(new DurationFamily(
                name,
                help,
                into -> targets.values().forEach(target -> into.accept(target.labels, which.apply(target)))));
    }
}
