package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());

    @Test
    void lines_are_written_in_their_order_and_the_last_before_it_is_closed() {
        try (LineQueue queue = new LineQueue(10_000, this::write)) {
            for (int number = 0; number < 1000; number++) {
                assertThat(queue.take("line " + number)).isTrue();
            }
        }
        assertThat(written).hasSize(1000).startsWith("line 0", "line 1").endsWith("line 998", "line 999");
    }

    @Test
    void a_writer_that_hangs_holds_nobody_up() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LineQueue queue = new LineQueue(2, line -> {
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            write(line);
        })) {
            assertThat(queue.take("in the writer")).isTrue();
            writing.await();
            assertThat(queue.take("waiting")).isTrue();
            assertThat(queue.take("waiting too")).isTrue();
            assertThat(queue.take("one too many")).isFalse();
            goOn.countDown();
        }
        assertThat(written).containsExactly("in the writer", "waiting", "waiting too");
    }

    @Test
    void a_line_that_cannot_be_written_loses_none_of_later() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        try (LineQueue queue = new LineQueue(10, lines -> {
            if (lines.equals("first")) {
                lost.countDown();
                throw new IllegalStateException("disk full");
            }
            write(lines);
        })) {
            queue.take("first");
            lost.await();
            queue.take("second");
        }
        assertThat(written).containsExactly("second");
    }

    @Test
    void a_closed_queue_takes_nothing() {
        LineQueue queue = new LineQueue(10, this::write);
        queue.close();
        assertThat(queue.take("late")).isFalse();
        assertThat(written).isEmpty();
    }

    @Test
    void every_line_of_many_threads_is_written_once() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (LineQueue queue = new LineQueue(100_000, this::write)) {
            for (int thread = 0; thread < 4; thread++) {
                int own = thread;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int number = 0; number < 5000; number++) {
                        queue.take(own + "-" + number);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(written).hasSize(20_000).doesNotHaveDuplicates();
    }

    private void write(String lines) {
        written.addAll(lines.lines().toList());
    }
}
