package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an issuer's token until shortly before its end. Then one caller fetches the next while the others go on with the old one; when there
 * is none, all wait for one request. The issuer runs on a thread of its own, so that a caller who is interrupted spoils nothing for others.
 */
final class CachedTokenSource implements TokenSource {
    /** How long an issuer is left alone after it failed while the old token still held, or had nothing newer to give. */
    private static final Duration RESPITE = Duration.ofSeconds(30);

    /** A host that refuses the replacement within this time means the identity, not the token. */
    private static final Duration HEALING = Duration.ofSeconds(60);

    private final TokenIssuer issuer;
    private final Duration margin;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();

    private @Nullable Held held;
    private @Nullable CompletableFuture<Token> flight;
    private Instant respiteEnd = Instant.MIN;
    private boolean replacing;

    /**
     * The token in use.
     *
     * @param replacement whether it came because its predecessor was refused
     */
    private record Held(IssuedToken issued, Instant since, boolean replacement) {}

    /** @param margin how long before the end of a token the next one is fetched */
    CachedTokenSource(TokenIssuer issuer, Duration margin, InstantSource clock) {
        this.issuer = issuer;
        this.margin = margin;
        this.clock = clock;
    }

    @Override
    public @Nullable Token atHand() {
        lock.lock();
        try {
            return usable();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Token get() {
        CompletableFuture<Token> awaited;
        lock.lock();
        try {
            Token usable = usable();
            if (usable != null) {
                return usable;
            }
            awaited = flight == null ? depart() : flight;
        } finally {
            lock.unlock();
        }
        try {
            return awaited.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ParlanceException.Cancelled(Failure.of("Waiting for a token was cancelled"));
        } catch (ExecutionException failed) {
            Token old = atHand();
            if (old != null) {
                return old;
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    @Override
    public boolean refused(Token token) {
        lock.lock();
        try {
            Held current = held;
            if (current == null || !current.issued.token().equals(token)) {
                // Another caller heard it first.
                return true;
            }
            if (current.replacement && clock.instant().isBefore(current.since.plus(HEALING))) {
                return false;
            }
            held = null;
            replacing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String description() {
        return issuer.description();
    }

    /** The token unless its time has come and nobody is on the way for the next. */
    private @Nullable Token usable() {
        Held current = held;
        if (current == null) {
            return null;
        }
        Instant now = clock.instant();
        boolean goesOn = current.issued.holds(now, margin)
                || current.issued.holds(now, Duration.ZERO) && (flight != null || now.isBefore(respiteEnd));
        return goesOn ? current.issued.token() : null;
    }

    private CompletableFuture<Token> depart() {
        CompletableFuture<Token> departed = new CompletableFuture<>();
        flight = departed;
        Thread.ofVirtual().name("parlance-token").start(() -> {
            try {
                IssuedToken issued = issuer.issue();
                land(issued);
                departed.complete(issued.token());
            } catch (Throwable failed) {
                land(null);
                departed.completeExceptionally(failed);
            }
        });
        return departed;
    }

    private void land(@Nullable IssuedToken issued) {
        lock.lock();
        try {
            Held old = held;
            Instant now = clock.instant();
            flight = null;
            if (issued == null || old != null && old.issued.token().equals(issued.token())) {
                respiteEnd = now.plus(RESPITE);
            }
            if (issued != null) {
                held = new Held(issued, now, replacing);
                replacing = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows where tokens come from and none of them. */
    @Override
    public String toString() {
        return description();
    }
}
