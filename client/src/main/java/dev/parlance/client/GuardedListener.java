package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener whose faults are its own: they go no further. The first one is logged, for a listener that always fails would fill the log. */
final class GuardedListener implements CallListener {
    private static final System.Logger LOG = System.getLogger(GuardedListener.class.getName());

    private final CallListener listener;

    /** Whether nobody listens, as for most; then nothing is made ready to be told. */
    private final boolean silent;

    private final AtomicBoolean failedBefore = new AtomicBoolean();

    GuardedListener(CallListener listener) {
        this.listener = listener;
        this.silent = listener == NONE;
    }

    @Override
    public void started(Call call) {
        if (!silent) {
            tell(heard -> heard.started(call));
        }
    }

    @Override
    public void prepared(String model, List<Adjustment> adjustments) {
        if (!silent) {
            tell(heard -> heard.prepared(model, adjustments));
        }
    }

    @Override
    public void prepared(Call call, List<Adjustment> adjustments) {
        if (!silent) {
            tell(heard -> heard.prepared(call, adjustments));
        }
    }

    @Override
    public void sent(Call call, int attempt) {
        if (!silent) {
            tell(heard -> heard.sent(call, attempt));
        }
    }

    @Override
    public void firstByte(Call call, int attempt, int status) {
        if (!silent) {
            tell(heard -> heard.firstByte(call, attempt, status));
        }
    }

    @Override
    public void event(Call call, ChatEvent event) {
        if (!silent) {
            tell(heard -> heard.event(call, event));
        }
    }

    @Override
    public void retrying(Call call, Duration pause, ParlanceException error) {
        if (!silent) {
            tell(heard -> heard.retrying(call, pause, error));
        }
    }

    @Override
    public void finished(Call call, @Nullable Usage usage, Timings timings) {
        if (!silent) {
            tell(heard -> heard.finished(call, usage, timings));
        }
    }

    @Override
    public void failed(Call call, ParlanceException error, Timings timings) {
        if (!silent) {
            tell(heard -> heard.failed(call, error, timings));
        }
    }

    @Override
    public void chainLost(String model) {
        if (!silent) {
            tell(heard -> heard.chainLost(model));
        }
    }

    private void tell(Consumer<CallListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException fault) {
            if (failedBefore.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A call listener failed; further failures of it are not logged",
                        fault);
            }
        }
    }
}
