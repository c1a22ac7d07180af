package dev.parlance.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.routing.Turnstile.Entry;
import dev.parlance.providers.Capacity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final List<String> granted = new ArrayList<>();

    @Test
    void first_come_first_served_and_no_more_than_may_wait() {
        Turnstile turnstile = new Turnstile(new Capacity(1, 2, Duration.ofSeconds(1)));
        assertThat(turnstile.enter(() -> granted.add("never"))).isEqualTo(Entry.GRANTED);
        assertThat(turnstile.enter(() -> granted.add("first"))).isEqualTo(Entry.QUEUED);
        assertThat(turnstile.enter(() -> granted.add("second"))).isEqualTo(Entry.QUEUED);
        assertThat(turnstile.enter(() -> granted.add("never"))).isEqualTo(Entry.FULL);
        turnstile.leave();
        turnstile.leave();
        assertThat(granted).containsExactly("first", "second");
        assertThat(turnstile.inside()).isEqualTo(1);
        turnstile.leave();
        assertThat(turnstile.inside()).isZero();
    }

    @Test
    void who_gives_up_is_passed_over_and_too_late_is_told() {
        Turnstile turnstile = new Turnstile(new Capacity(1, 5, Duration.ZERO));
        Turnstile.Waiter impatient = () -> granted.add("impatient");
        Turnstile.Waiter patient = () -> granted.add("patient");
        turnstile.enter(() -> granted.add("never"));
        turnstile.enter(impatient);
        turnstile.enter(patient);
        assertThat(turnstile.giveUp(impatient)).isTrue();
        turnstile.leave();
        assertThat(granted).containsExactly("patient");
        assertThat(turnstile.giveUp(patient)).isFalse();
        assertThat(turnstile.waiting()).isZero();
    }

    @Test
    void never_more_inside_than_may_be_whoever_comes() throws Exception {
        Turnstile turnstile = new Turnstile(new Capacity(3, 10_000, Duration.ZERO));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4_000);
        Runnable work = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            done.countDown();
        };
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int call = 0; call < 1_000; call++) {
                    Turnstile.Waiter waiter = () -> Thread.ofVirtual().start(() -> {
                        work.run();
                        turnstile.leave();
                    });
                    if (turnstile.enter(waiter) == Entry.GRANTED) {
                        work.run();
                        turnstile.leave();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        done.await();
        assertThat(most.get()).isBetween(1, 3);
    }
}
