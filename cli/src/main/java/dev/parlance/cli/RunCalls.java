package dev.parlance.cli;

import dev.parlance.cli.ask.Remarks;
import dev.parlance.client.CallListener;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.OneLine;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hears about the calls of a run: every difference once, for each step makes it again. Thread-safe. */
final class RunCalls implements CallListener {
    private final Set<Adjustment> adjustments = new LinkedHashSet<>();
    private final boolean quiet;
    private final Consumer<String> remarks;

    /** @param quiet whether adjustments are kept to ourselves */
    RunCalls(boolean quiet, Consumer<String> remarks) {
        this.quiet = quiet;
        this.remarks = remarks;
    }

    /** Each once, in the order in which they came. */
    synchronized List<Adjustment> adjustments() {
        return List.copyOf(adjustments);
    }

    @Override
    public synchronized void prepared(String model, List<Adjustment> differences) {
        for (Adjustment adjustment : differences) {
            if (adjustments.add(adjustment) && !quiet) {
                remarks.accept(Remarks.adjusted(adjustment));
            }
        }
    }

    @Override
    public void retrying(Call call, Duration pause, ParlanceException failure) {
        // Rounded up: "in 0 s" would be no news.
        remarks.accept("trying again in " + pause.plusMillis(999).toSeconds() + " s: "
                + OneLine.of(failure.failure().message()));
    }
}
