package dev.parlance.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampReaderTest {
    private static final long MILLI = 1_000_000;

    private final StampReader reader = new StampReader("It");
    private final Received answer = new Received();

    @Test
    void the_delay_counts_from_the_stamp_to_the_read_that_brought_its_end() throws IOException {
        reader.begin();
        read("data: {\"content\":\"@1000000 \"}\n\ndata: {\"content\":\"@110", 3 * MILLI);
        read("00000 \"}\n\n", 12 * MILLI);
        assertThat(reader.delays()).containsExactly(2 * MILLI, MILLI);
        assertThat(reader.glued()).isZero();
    }

    @Test
    void chunks_that_left_apart_and_come_together_are_glued() throws IOException {
        reader.begin();
        read("@1000000 @11000000 @12000000 ", 13 * MILLI);
        read("@22000000 ", 23 * MILLI);
        assertThat(reader.glued()).isEqualTo(1);
    }

    @Test
    void a_stream_that_lost_a_chunk_is_an_error() throws IOException {
        reader.begin();
        StringBuilder all = new StringBuilder();
        for (int chunk = 1; chunk < StampingUpstream.STAMPS; chunk++) {
            all.append('@').append(chunk * MILLI).append(' ');
        }
        read(all.toString(), 100 * MILLI);
        assertThatThrownBy(reader::end).isInstanceOf(IOException.class).hasMessageContaining("49 of 50");
        read("@99000000 ", 101 * MILLI);
        reader.end();
    }

    private void read(String text, long time) throws IOException {
        answer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        reader.arrived(answer, time);
    }
}
