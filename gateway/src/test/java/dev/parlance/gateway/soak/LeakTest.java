package dev.parlance.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever hosts and clients do, every buffer goes back: Netty looks after each of them, and counts those that are out. */
class LeakTest {
    /** Netty watches every buffer, remembers where it was touched, and keeps none aside for the next call, so that the count is exact. */
    private static final String[] WATCHED = {
        "-Dio.netty.leakDetection.level=paranoid",
        "-Dio.netty.leakDetection.targetRecords=16",
        "-Dio.netty.allocator.type=pooled",
        "-Dio.netty.allocator.smallCacheSize=0",
        "-Dio.netty.allocator.normalCacheSize=0"
    };

    private static final long MEMORY = 1 << 18;
    private static final int A_FEW = 200;

    @Test
    @Tag("slow")
    void of_hundred_thousand_calls_to_bad_hosts_no_buffer_is_lost() throws Exception {
        long calls = Long.getLong("parlance.soak.requests", 2_000_000) / 20;
        watch(calls, calls / 20, calls / 200, WATCHED);
    }

    @Test
    void of_thousand_calls_to_bad_hosts_no_buffer_is_lost() throws Exception {
        // The process lives too short for its best compiler.
        watch(
                1_000,
                100,
                16,
                Stream.concat(Stream.of(WATCHED), Stream.of("-XX:TieredStopAtLevel=1"))
                        .toArray(String[]::new));
    }

    private static void watch(long calls, long givenUp, long stalled, String... options) throws Exception {
        List<Kind> kinds = new ArrayList<>(Kind.usual());
        for (int often = 0; often < 6; often++) {
            kinds.addAll(Kind.broken());
        }
        try (Stage stage = new Stage(MEMORY, options)) {
            Load load = new Load(stage.gateway.port(), kinds);
            load.run(calls, givenUp, stalled);
            assertThat(stage.atRest().buffers()).isZero();
            // Netty tells of a lost buffer when it hands out others after a collection.
            load.run(A_FEW, 0);
            assertThat(stage.atRest().buffers()).isZero();
            assertThat(stage.gateway.stop()).isTrue();
            assertThat(stage.gateway.said()).noneMatch(line -> line.contains("LEAK"));
        }
    }
}
