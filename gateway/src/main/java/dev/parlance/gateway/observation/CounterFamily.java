package dev.parlance.gateway.observation;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counters under one name. Not those of prometheus-metrics-core, which looks for settings in files and in the environment when it is loaded;
 * that takes a tenth of the time in which a gateway starts. Thread-safe.
 */
final class CounterFamily implements Collector {
    private final String name;
    private final String help;
    private final @Nullable Unit unit;
    private final String[] labels;
    private final ConcurrentMap<Labels, LongAdder> counters = new ConcurrentHashMap<>();

    /** @param name with its unit, without {@code _total} */
    CounterFamily(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.unit = name.endsWith("_bytes") ? Unit.BYTES : null;
        this.labels = labels;
    }

    /** The counter of those values; the same whenever it is asked for. */
    LongAdder of(String... values) {
        return counters.computeIfAbsent(Labels.of(labels, values), absent -> new LongAdder());
    }

    @Override
    public MetricSnapshot collect() {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(name).help(help).unit(unit);
        counters.forEach((values, count) -> snapshot.dataPoint(CounterDataPointSnapshot.builder()
                .labels(values)
                .value((double) count.sum())
                .build()));
        return snapshot.build();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.of(MetricType.COUNTER, new MetricMetadata(name, help, unit));
    }
}
