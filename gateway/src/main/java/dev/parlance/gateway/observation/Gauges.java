package dev.parlance.gateway.observation;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The figures that are looked up when somebody asks: open calls, connections, memory, the lanes' loops. Thread-safe. */
final class Gauges {
    /** Two connection pools for each of so many providers; what is more is left out. */
    private static final int MOST_FIGURES = 500;

    final LongAdder openCalls = new LongAdder();
    final LongAdder openStreams = new LongAdder();

    private final ConcurrentMap<String, Durations> lags = new ConcurrentHashMap<>();

    Gauges(PrometheusRegistry registry, Supplier<List<Figure>> pools) {
        registry.register(new GaugeFamily(
                "parlance_open_calls",
                "Calls of clients that have not ended",
                () -> Map.of(Labels.EMPTY, openCalls.sum())));
        registry.register(new GaugeFamily(
                "parlance_open_streams",
                "Those of them whose answer is streamed",
                () -> Map.of(Labels.EMPTY, openStreams.sum())));
        registry.register(new GaugeFamily(
                "parlance_connections", "Connections, by whose they are and what they do", () -> pooled(pools.get())));
        registry.register(new GaugeFamily(
                "parlance_memory_bytes",
                "Memory of the process: the heap, and the buffers of the network",
                Gauges::memory));
        registry.register(new DurationFamily(
                "parlance_event_loop_lag_seconds",
                "How late the timers of a lane's loop went off",
                into -> lags.forEach((lane, late) -> into.accept(Labels.of("lane", lane), late))));
    }

    /** The delays of one lane's loop. */
    Durations lags(String lane) {
        return lags.computeIfAbsent(lane, absent -> new Durations());
    }

    private static Map<Labels, Long> pooled(List<Figure> figures) {
        // One row twice would make the whole page unreadable.
        Map<Labels, Long> rows = new LinkedHashMap<>();
        figures.stream()
                .limit(MOST_FIGURES)
                .forEach(figure -> rows.merge(
                        Labels.of("pool", figure.pool(), "state", figure.state()), figure.count(), Long::sum));
        return rows;
    }

    private static Map<Labels, Long> memory() {
        // Not through JMX, which takes longer to start than the whole gateway.
        Runtime runtime = Runtime.getRuntime();
        Map<Labels, Long> areas = new LinkedHashMap<>();
        areas.put(area("heap-used"), runtime.totalMemory() - runtime.freeMemory());
        areas.put(area("heap-committed"), runtime.totalMemory());
        areas.put(area("heap-max"), runtime.maxMemory());
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers) {
            areas.put(area("buffers-direct"), buffers.metric().usedDirectMemory());
            areas.put(area("buffers-heap"), buffers.metric().usedHeapMemory());
        }
        return areas;
    }

    private static Labels area(String name) {
        return Labels.of("area", name);
    }
}
