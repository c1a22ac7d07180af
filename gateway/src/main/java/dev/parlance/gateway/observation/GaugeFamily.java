package dev.parlance.gateway.observation;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Numbers under one name that are looked up when somebody asks. */
final class GaugeFamily implements Collector {
    private final String name;
    private final String help;
    private final @Nullable Unit unit;
    private final Supplier<Map<Labels, Long>> now;

    /** @param name with its unit */
    GaugeFamily(String name, String help, Supplier<Map<Labels, Long>> now) {
        this.name = name;
        this.help = help;
        this.unit = name.endsWith("_bytes") ? Unit.BYTES : null;
        this.now = now;
    }

    @Override
    public MetricSnapshot collect() {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(name).help(help).unit(unit);
        now.get()
                .forEach((labels, value) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
        return snapshot.build();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata(name, help, unit));
    }
}
