package dev.parlance.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Calls and calls, and streams that are given up: what the gateway holds afterwards is what it held before. */
class SoakTest {
    private static final long MEBIBYTE = 1 << 20;

    /** Netty keeps chunks of 128 KiB for each size of buffer, and how many there are just now is chance; {@link LeakTest} counts buffers. */
    private static final long SOME_CHUNKS = MEBIBYTE;

    @Test
    @Tag("slow")
    void two_million_calls_leave_nothing_behind(TestReporter reporter) throws Exception {
        long calls = Long.getLong("parlance.soak.requests", 2_000_000);
        // The warm-up is a tenth of them and fills the memory of reasoning three times at the least: one call in eleven
        // brings a thought, and that weighs 1.5 KiB.
        soak(reporter, calls, calls / 100, 9, Math.min(4 * MEBIBYTE, calls * 4), 1.01);
    }

    @Test
    void some_thousand_calls_leave_little_behind(TestReporter reporter) throws Exception {
        // The process lives too short for its best compiler. What is loaded and cached late are some hundred kilobytes
        // of ten megabytes, so the margin is wider; a hundred bytes that stay of every call would still be beyond it.
        soak(reporter, 6_000, 150, 2, MEBIBYTE / 16, 1.10, "-XX:TieredStopAtLevel=1");
    }

    private static void soak(
            TestReporter reporter, long calls, long givenUp, int points, long memory, double margin, String... options)
            throws Exception {
        try (Stage stage = new Stage(memory, options)) {
            Load load = new Load(stage.gateway.port(), Kind.usual());
            int parts = points + 1;
            load.run(calls / parts, givenUp / parts);
            Figures warm = stage.atRest();
            reporter.publishEntry("warm", warm.toString());
            List<Figures> held = new ArrayList<>();
            for (int point = 0; point < points; point++) {
                load.run(calls / parts, givenUp / parts);
                Figures rest = stage.atRest();
                held.add(rest);
                reporter.publishEntry(Map.of(
                        "after " + (point + 2) * calls / parts,
                        rest + ", remembered " + stage.host.remembered() + ", forgotten " + stage.host.forgotten()));
            }
            for (Figures point : held) {
                assertThat(point.heap()).as("heap of %s, warm %s", held, warm).isLessThanOrEqualTo((long)
                        (warm.heap() * margin));
                assertThat(point.sockets()).isLessThanOrEqualTo(warm.sockets());
                assertThat(point.direct())
                        .as("direct of %s, warm %s", held, warm)
                        .isLessThanOrEqualTo(warm.direct() + SOME_CHUNKS);
                assertThat(point.pooled())
                        .as("pooled heap of %s, warm %s", held, warm)
                        .isLessThanOrEqualTo(warm.pooled());
                assertThat(withoutNumbers(point.threads()))
                        .isSubsetOf(withoutNumbers(warm.threads()))
                        .hasSizeLessThanOrEqualTo(warm.threads().size());
            }
            assertThat(stage.host.remembered()).isPositive();
            assertThat(stage.gateway.stop()).isTrue();
        }
    }

    /** A worker of the common pool that had nothing to do ends, and the next one has the next number. */
    private static List<String> withoutNumbers(Collection<String> threads) {
        return threads.stream().map(name -> name.replaceAll("\\d+$", "")).toList();
    }
}
