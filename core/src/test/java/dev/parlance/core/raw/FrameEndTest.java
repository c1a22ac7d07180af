package dev.parlance.core.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameEndTest {
    /** {@code n} and {@code r} stand for the line ends; the number is where the first event ends. */
    @ParameterizedTest
    @CsvSource({
        "AnnB, 3",
        "ArnrnB, 5",
        "ArrB, 3",
        "AnrnB, 4",
        "AnBnnC, 5",
        "nnAnnB, 5",
        "An, -1",
        "Ann, 3",
        "Anr, -1",
        "Arr, -1",
        "Arn, -1",
        "Arnrn, 5",
        "nnn, -1",
        "A, -1"
    })
    void an_event_ends_behind_its_blank_line(String text, int end) {
        byte[] bytes = text.replace('n', '\n').replace('r', '\r').getBytes(StandardCharsets.US_ASCII);
        assertThat(new FrameEnd().next(bytes, bytes.length)).isEqualTo(end);

        FrameEnd slow = new FrameEnd();
        int found = -1;
        for (int limit = 0; limit <= bytes.length && found < 0; limit++) {
            found = slow.next(bytes, limit);
        }
        assertThat(found).as("byte by byte").isEqualTo(end);
    }

    @Test
    void one_event_follows_another_and_bytes_may_move_between_them() {
        byte[] bytes = "A\n\nBB\r\n\r\nC".getBytes(StandardCharsets.US_ASCII);
        FrameEnd ends = new FrameEnd();
        assertThat(ends.next(bytes, bytes.length)).isEqualTo(3);
        assertThat(ends.next(bytes, bytes.length)).isEqualTo(9);
        assertThat(ends.next(bytes, bytes.length)).isEqualTo(-1);
        ends.moved(9);
        assertThat(ends.next("C\n\n".getBytes(StandardCharsets.US_ASCII), 3)).isEqualTo(3);
    }
}
