package dev.parlance.gateway;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.gateway.routing.Turnstile;
import dev.parlance.providers.Target;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The turn of one attempt at a provider that is given only so many calls at once. Everything happens on the lane's thread. */
final class Turn implements Turnstile.Waiter {
    private final Lane lane;
    private final Target target;
    private final @Nullable Turnstile turnstile;
    private final Runnable come;
    private final Consumer<ParlanceException> refused;
    private boolean queued;
    private boolean inside;
    private boolean over;
    private long patience = Lane.NO_TIMER;

    /**
     * @param come runs when the turn has come, which may be at once
     * @param refused takes why there will be none
     */
    Turn(Lane lane, Target target, Runnable come, Consumer<ParlanceException> refused) {
        this.lane = lane;
        this.target = target;
        this.turnstile = lane.traffic()
                .turnstile(
                        target.endpoint().name(), target.endpoint().connection().capacity());
        this.come = come;
        this.refused = refused;
    }

    /** Queues where it must. */
    void take() {
        if (turnstile == null) {
            come.run();
            return;
        }
        switch (turnstile.enter(this)) {
            case GRANTED -> {
                inside = true;
                come.run();
            }
            case QUEUED -> {
                queued = true;
                patience = lane.after(turnstile.capacity().patience(), this::waitedTooLong);
            }
            case FULL -> refused.accept(crowded("and as many wait already", true));
        }
    }

    @Override
    public void granted() {
        lane.soon(() -> {
            queued = false;
            inside = true;
            lane.cancelTimer(patience);
            if (over) {
                leave();
            } else {
                come.run();
            }
        });
    }

    /** Waits no longer, and makes room for the next one. */
    void end() {
        over = true;
        if (queued && turnstile != null && turnstile.giveUp(this)) {
            queued = false;
            lane.cancelTimer(patience);
        }
        leave();
    }

    private void leave() {
        if (inside && turnstile != null) {
            inside = false;
            turnstile.leave();
        }
    }

    private void waitedTooLong() {
        // Too late to give up: the turn is on its way.
        if (queued && turnstile != null && turnstile.giveUp(this)) {
            queued = false;
            refused.accept(crowded("and the wait was too long", false));
        }
    }

    private ParlanceException crowded(String why, boolean full) {
        Failure failure = Failure.of(
                        "The provider " + target.endpoint().name()
                                + " is given no more than its max-concurrent calls at once, " + why,
                        "Send the request again a little later; max-concurrent, max-queue and queue-timeout of the"
                                + " provider say how many there may be.")
                .withRetryAfter(Duration.ofSeconds(1))
                .at(target.endpoint().host().name(), target.profile().model());
        return full ? new ParlanceException.RateLimited(failure) : new ParlanceException.Overloaded(failure);
    }
}
