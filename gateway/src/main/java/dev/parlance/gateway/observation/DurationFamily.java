package dev.parlance.gateway.observation;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Durations under one name. */
final class DurationFamily implements Collector {
    private final String name;
    private final String help;
    private final Consumer<BiConsumer<Labels, Durations>> all;

    /**
     * @param name with its unit
     * @param all gives each of them with its labels
     */
    DurationFamily(String name, String help, Consumer<BiConsumer<Labels, Durations>> all) {
        this.name = name;
        this.help = help;
        this.all = all;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
        all.accept((labels, durations) -> snapshot.dataPoint(durations.snapshot(labels)));
        return snapshot.build();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.histogram(name)
                .help(help)
                .unit(Unit.SECONDS)
                .build();
    }
}
