package dev.parlance.client;

import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends one prepared request until an answer begins or there is no more hope; the only place that sends anything twice. Used by one thread;
 * {@link #abandon} may come from another.
 */
final class Attempts {
    private static final int UNAUTHORISED = 401;
    private static final int REDIRECTED = 300;
    private static final int REFUSED = 400;

    private final Target target;
    private final PreparedRequest prepared;
    private final boolean streaming;
    private final CallSettings settings;
    private final Deadlines deadlines;
    private final CallProgress progress;
    private volatile boolean abandoned;

    /** Gives up the request whose answer has not begun; null when there is none. */
    private volatile @Nullable Runnable giveUp;

    Attempts(Target target, PreparedRequest prepared, boolean streaming, CallSettings settings, CallProgress progress) {
        this.target = target;
        this.prepared = prepared;
        this.streaming = streaming;
        this.settings = settings;
        this.deadlines = settings.deadlines().at(target.endpoint().connection());
        this.progress = progress;
    }

    Target target() {
        return target;
    }

    PreparedRequest prepared() {
        return prepared;
    }

    CallProgress progress() {
        return progress;
    }

    /** An attempt whose answer has begun and is no refusal. @throws ParlanceException when there is none */
    Attempt begin() {
        while (true) {
            ParlanceException error;
            try {
                Attempt attempt = healed();
                if (attempt.status() < REFUSED) {
                    return attempt;
                }
                try (attempt) {
                    error = attempt.refusal();
                }
            } catch (ParlanceException failed) {
                error = failed;
            }
            if (!again(error)) {
                throw error;
            }
        }
    }

    /** Whether there may be another attempt after that error; the pause before it is over then. */
    boolean again(ParlanceException error) {
        Duration pause = settings.retries()
                .pause(progress.attempts(), error, settings.chance().getAsDouble());
        if (pause == null || isOver() || pause.toNanos() >= Allowance.left(deadlines.total(), progress)) {
            return false;
        }
        progress.retrying(pause, error);
        long before = progress.elapsed();
        try {
            settings.time().pause(pause, this::isOver);
        } catch (InterruptedException interrupted) {
            // The next attempt sees it and says that the call was cancelled.
            Thread.currentThread().interrupt();
        }
        progress.paused(progress.elapsed() - before);
        return true;
    }

    /** Nobody wants the answer any more; a pause ends at once, and so does the wait for an answer to begin. */
    void abandon() {
        abandoned = true;
        settings.time().wake();
        Runnable waiting = giveUp;
        if (waiting != null) {
            waiting.run();
        }
    }

    private void waits(Runnable waiting) {
        giveUp = waiting;
        if (abandoned) {
            waiting.run();
        }
    }

    private boolean isOver() {
        return abandoned || settings.transport().isClosed();
    }

    /** A 401 to a token that can be replaced is answered with one more try. */
    private Attempt healed() {
        if (isOver() || Thread.currentThread().isInterrupted()) {
            throw Faults.cancelled(target);
        }
        target.requireCredential();
        progress.attempted();
        TokenSource source = target.endpoint().credential();
        if (source == null) {
            return sent(null);
        }
        Token token = source.get();
        Attempt attempt = sent(token);
        if (attempt.status() != UNAUTHORISED || !source.refused(token)) {
            return attempt;
        }
        attempt.close();
        return sent(source.get());
    }

    private Attempt sent(@Nullable Token token) {
        Allowance allowance = new Allowance(deadlines, progress, target);
        progress.sent();
        Transport.Answer answer;
        try {
            answer = settings.transport()
                    .send(target.upstream(prepared, streaming, token), target, allowance, this::waits);
        } finally {
            giveUp = null;
        }
        int status = answer.head().status();
        progress.answered(status);
        if (status >= REDIRECTED && status < REFUSED) {
            answer.body().close();
            throw Faults.redirected(answer.head(), target);
        }
        return new Attempt(answer, prepared.decoder(answer.head()), target, token, allowance, this::isOver);
    }
}
