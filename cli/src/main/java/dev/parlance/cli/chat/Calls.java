package dev.parlance.cli.chat;

import dev.parlance.client.CallListener;
import dev.parlance.client.Parlance;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import dev.parlance.providers.value.OneLine;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connections of a chat. {@link #stop} may come from any thread; all else belongs to one. */
final class Calls implements CallListener, AutoCloseable {
    private final Providers providers;
    private final Policy policy;
    private final Screen screen;
    private @Nullable Parlance open;
    private boolean stopped;
    private boolean told;

    Calls(Providers providers, Policy policy, Screen screen) {
        this.providers = providers;
        this.policy = policy;
        this.screen = screen;
    }

    /** The door for the next turn: the same one, so that connections are kept, unless it was closed by {@link #stop}. */
    synchronized Parlance begin() {
        Parlance door = open;
        if (door == null) {
            door = Parlance.builder()
                    .providers(providers)
                    .policy(policy)
                    .listener(this)
                    .open();
            open = door;
        }
        stopped = false;
        told = false;
        return door;
    }

    /** Ends the turn that is under way, wherever it is: its connection is closed. */
    synchronized void stop() {
        stopped = true;
        close();
    }

    /** Whether the turn was stopped. */
    synchronized boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void prepared(String model, List<Adjustment> adjustments) {
        if (!told && !adjustments.isEmpty()) {
            // Once more when the call is made again.
            told = true;
            screen.remark("adjusted: "
                    + adjustments.stream()
                            .map(one -> one.parameter() + " " + one.kind().label())
                            .collect(Collectors.joining(", "))
                    + " (see /explain)");
        }
    }

    @Override
    public void retrying(Call call, Duration pause, ParlanceException failure) {
        // Rounded up: "in 0 s" would be no news.
        screen.remark("trying again in " + pause.plusMillis(999).toSeconds() + " s: "
                + OneLine.of(failure.failure().message()));
    }
}
