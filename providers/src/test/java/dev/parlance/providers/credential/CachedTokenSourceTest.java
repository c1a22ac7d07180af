package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CachedTokenSourceTest {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final Issuer issuer = new Issuer();
    private final CachedTokenSource source = new CachedTokenSource(issuer, MARGIN, clock);

    /** Gives out tok-1, tok-2 and so on; can be held up, and told to fail. */
    private final class Issuer implements TokenIssuer {
        final AtomicInteger asked = new AtomicInteger();
        volatile Duration lifetime = HOUR;
        volatile boolean fails;
        volatile boolean repeats;
        volatile CountDownLatch open = new CountDownLatch(0);
        volatile CompletableFuture<Void> arrived = new CompletableFuture<>();

        @Override
        public IssuedToken issue() {
            int number = asked.incrementAndGet();
            arrived.complete(null);
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("the issuer was interrupted", interrupted);
            }
            if (fails) {
                throw new ParlanceException.ServerFailed(Failure.of("failure " + number));
            }
            String text = "tok-" + (repeats ? 1 : number);
            return new IssuedToken(
                    Token.bearer(Secret.of(text)), clock.instant().plus(lifetime));
        }

        void holdUp() {
            open = new CountDownLatch(1);
            arrived = new CompletableFuture<>();
        }

        @Override
        public String description() {
            return "a test";
        }
    }

    private FutureTask<String> caller() {
        FutureTask<String> caller = new FutureTask<>(() -> text(source.get()));
        Thread.ofVirtual().start(caller);
        return caller;
    }

    @Test
    void a_hundred_callers_share_one_request() throws Exception {
        assertThat(together(100, source)).hasSize(100).containsOnly("tok-1");
        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void one_caller_refreshes_early_and_the_others_go_on_with_the_old_token() throws Exception {
        source.get();
        clock.move(HOUR.minus(MARGIN).plusSeconds(1));
        issuer.holdUp();
        assertThat(source.atHand()).as("somebody has to go").isNull();
        FutureTask<String> refreshing = caller();
        issuer.arrived.get();

        assertThat(text(Objects.requireNonNull(source.atHand()))).isEqualTo("tok-1");
        assertThat(together(100, source)).containsOnly("tok-1");
        issuer.open.countDown();

        assertThat(refreshing.get()).isEqualTo("tok-2");
        assertThat(together(100, source)).containsOnly("tok-2");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void before_the_margin_nothing_is_fetched() {
        source.get();
        clock.move(HOUR.minus(MARGIN).minusSeconds(1));
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(text(Objects.requireNonNull(source.atHand()))).isEqualTo("tok-1");
    }

    @Test
    void an_expired_token_is_given_to_nobody_and_all_wait_for_one_request() throws Exception {
        source.get();
        clock.move(HOUR);
        assertThat(source.atHand()).isNull();
        assertThat(together(100, source)).containsOnly("tok-2");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void a_token_that_expires_within_the_margin_is_fetched_again_at_the_next_call() {
        issuer.lifetime = Duration.ofSeconds(60);
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(text(source.get())).isEqualTo("tok-2");
    }

    @Test
    void a_token_that_is_old_when_it_comes_is_still_given_to_those_who_waited() {
        issuer.lifetime = Duration.ZERO;
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(text(source.get())).isEqualTo("tok-2");
    }

    @Test
    void a_failed_early_refresh_keeps_the_old_token_and_leaves_the_issuer_alone_for_half_a_minute() {
        source.get();
        clock.move(HOUR.minus(MARGIN).plusSeconds(1));
        issuer.fails = true;
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(issuer.asked).hasValue(2);

        clock.move(Duration.ofSeconds(29));
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(issuer.asked).hasValue(2);

        clock.move(Duration.ofSeconds(1));
        issuer.fails = false;
        assertThat(text(source.get())).isEqualTo("tok-3");
    }

    @Test
    void an_issuer_that_has_nothing_newer_is_left_alone_too() {
        issuer.repeats = true;
        issuer.lifetime = Duration.ofSeconds(60);
        source.get();
        source.get();
        source.get();
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void without_a_token_to_go_on_with_a_failure_reaches_all_who_wait_and_the_next_call_tries_again() {
        issuer.fails = true;
        issuer.holdUp();
        List<FutureTask<String>> callers = List.of(caller(), caller(), caller());
        issuer.arrived.join();
        issuer.open.countDown();
        for (FutureTask<String> caller : callers) {
            assertThatThrownBy(caller::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ParlanceException.ServerFailed.class);
        }
        issuer.fails = false;
        assertThat(text(source.get())).startsWith("tok-");
    }

    @Test
    void a_refused_token_is_replaced_once() {
        Token first = source.get();
        assertThat(source.refused(first)).isTrue();
        assertThat(source.atHand()).isNull();
        Token second = source.get();
        assertThat(text(second)).isEqualTo("tok-2");

        assertThat(source.refused(second)).as("the replacement is refused too").isFalse();
        assertThat(text(source.get())).isEqualTo("tok-2");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void a_replacement_that_worked_for_a_while_is_replaced_again() {
        source.refused(source.get());
        Token second = source.get();
        clock.move(Duration.ofSeconds(60));
        assertThat(source.refused(second)).isTrue();
        assertThat(text(source.get())).isEqualTo("tok-3");
    }

    @Test
    void a_hundred_callers_whose_token_is_refused_get_one_new_one() throws Exception {
        Token first = source.get();
        for (int caller = 0; caller < 100; caller++) {
            assertThat(source.refused(first)).isTrue();
        }
        assertThat(together(100, source)).containsOnly("tok-2");
        assertThat(source.refused(first)).as("heard late").isTrue();
        assertThat(text(source.get())).isEqualTo("tok-2");
    }

    @Test
    void a_refused_token_is_not_given_out_while_its_successor_is_fetched_in_vain() {
        Token first = source.get();
        clock.move(HOUR.minus(MARGIN).plusSeconds(1));
        source.refused(first);
        issuer.fails = true;
        assertThatThrownBy(source::get).isInstanceOf(ParlanceException.ServerFailed.class);
    }

    @Test
    void an_interrupted_caller_does_not_spoil_the_others() throws Exception {
        issuer.holdUp();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>(false);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread impatient = Thread.ofVirtual().start(() -> {
            try {
                source.get();
                outcome.complete(new AssertionError("a token came"));
            } catch (ParlanceException cancelled) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                outcome.complete(cancelled);
            }
        });
        issuer.arrived.get();
        FutureTask<String> patient = caller();
        impatient.interrupt();
        assertThat(outcome.get()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(stillInterrupted.get()).isTrue();

        issuer.open.countDown();
        assertThat(patient.get()).isEqualTo("tok-1");
        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void a_token_without_an_end_is_kept_until_it_is_refused() {
        CachedTokenSource endless = new CachedTokenSource(
                new TokenIssuer() {
                    private final AtomicInteger asked = new AtomicInteger();

                    @Override
                    public IssuedToken issue() {
                        return new IssuedToken(Token.key(Secret.of("key-" + asked.incrementAndGet())), null);
                    }

                    @Override
                    public String description() {
                        return "a test";
                    }
                },
                Duration.ZERO,
                clock);
        Token first = endless.get();
        clock.move(Duration.ofDays(400));
        assertThat(endless.get()).isEqualTo(first);
        endless.refused(first);
        assertThat(text(endless.get())).isEqualTo("key-2");
    }
}
