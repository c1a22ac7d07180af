package dev.parlance.gateway.observation;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Parameter;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Version;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** All figures that calls change, by name. Every label has few values, whatever clients send. Thread-safe. */
final class Metrics {
    static final String PROVIDER = "provider";
    static final String MODEL = "model";

    private static final String INBOUND = "inbound";
    private static final String CLASS = "class";

    /** What adjustments name beside parameters. Others may be words of a client. */
    private static final Set<String> ADJUSTED =
            Set.of("content", "dialect", "extra-body", "messages", "model", "reasoning", "stream", "system", "tools");

    final CounterFamily requests;
    final CounterFamily errors;
    final CounterFamily attempts;
    final CounterFamily attemptErrors;
    final CounterFamily retries;
    final CounterFamily fallbacks;
    final CounterFamily hedges;
    final CounterFamily tokens;
    final LongAdder linesLost;

    private final PrometheusRegistry registry;
    private final List<String> doors;
    private final LazyCounters<String> requestBytes;
    private final LazyCounters<String> responseBytes;
    private final CounterFamily adjustments;
    private final ConcurrentMap<String, LazyCounters<Adjustment.Kind>> adjusted = new ConcurrentHashMap<>();
    private final LabelValues parameters;

    Metrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.doors = allDoors();
        Set<String> adjustable = new HashSet<>(ADJUSTED);
        Arrays.stream(Parameter.values()).map(Parameter::label).forEach(adjustable::add);
        this.parameters = new LabelValues(adjustable.size(), adjustable::contains);
        requests = counter(
                "parlance_requests",
                "Calls of clients that ended, by how they ended",
                INBOUND,
                PROVIDER,
                MODEL,
                "outcome");
        errors = counter("parlance_errors", "Errors told to clients, by class", INBOUND, PROVIDER, MODEL, CLASS);
        attempts = counter(
                "parlance_attempts",
                "Requests sent to hosts that ended, by how they ended",
                PROVIDER,
                MODEL,
                "lane",
                "outcome");
        attemptErrors = counter(
                "parlance_attempt_errors",
                "Errors of attempts, by class, those that another attempt made good included",
                PROVIDER,
                MODEL,
                CLASS);
        retries = counter("parlance_retries", "Attempts at the same target after an error", PROVIDER, MODEL);
        fallbacks = counter("parlance_fallbacks", "Attempts at another target after an error", PROVIDER, MODEL);
        hedges = counter("parlance_hedges", "Attempts beside one that took long", PROVIDER, MODEL);
        tokens = counter(
                "parlance_tokens",
                "Tokens as hosts counted them; input contains the cache's, output the reasoning",
                PROVIDER,
                MODEL,
                "kind");
        adjustments = counter(
                "parlance_adjustments", "Differences between what was asked and what was sent", "parameter", "kind");
        requestBytes = bytes("parlance_request_bytes", "Bytes of the bodies of clients' requests");
        responseBytes = bytes("parlance_response_bytes", "Bytes of the bodies of answers to clients");
        linesLost = counter("parlance_log_lines_lost", "Lines of the log that could not be written")
                .of();
        registry.register(Metrics::build);
    }

    private static InfoSnapshot build() {
        return InfoSnapshot.builder()
                .name("parlance_build")
                .help("What is running")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", Version.text()))
                        .build())
                .build();
    }

    private static List<String> allDoors() {
        List<String> doors = new ArrayList<>(Dialects.inboundNames());
        doors.add(LabelValues.OTHER);
        return List.copyOf(doors);
    }

    /** The number of a client's dialect. */
    int door(String inbound) {
        int door = doors.indexOf(inbound);
        return door < 0 ? doors.size() - 1 : door;
    }

    /** The clients' dialects by number. */
    List<String> doors() {
        return doors;
    }

    void adjusted(List<Adjustment> made) {
        for (Adjustment adjustment : made) {
            String parameter = parameters.of(adjustment.parameter());
            adjusted.computeIfAbsent(parameter, this::adjustments).add(adjustment.kind(), 1);
        }
    }

    private LazyCounters<Adjustment.Kind> adjustments(String parameter) {
        return new LazyCounters<>(kind -> adjustments.of(parameter, kind.label()));
    }

    void bytes(int door, long in, long out) {
        if (in > 0) {
            requestBytes.add(doors.get(door), in);
        }
        if (out > 0) {
            responseBytes.add(doors.get(door), out);
        }
    }

    private LazyCounters<String> bytes(String name, String help) {
        return new LazyCounters<>(counter(name, help, INBOUND)::of);
    }

    private CounterFamily counter(String name, String help, String... labels) {
        CounterFamily family = new CounterFamily(name, help, labels);
        registry.register(family);
        return family;
    }
}
