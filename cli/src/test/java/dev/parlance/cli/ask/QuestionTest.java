package dev.parlance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuestionTest {
    @Test
    void input_stands_before_the_question_and_alone_it_is_the_question() {
        assertThat(Question.of("why?", "a\nb")).isEqualTo("<input>\na\nb\n</input>\n\nwhy?");
        assertThat(Question.of("why?", "a\n")).isEqualTo("<input>\na\n</input>\n\nwhy?");
        assertThat(Question.of("why?", " \n")).isEqualTo("why?");
        assertThat(Question.of("", "a\n")).isEqualTo("a\n");
        assertThatThrownBy(() -> Question.of(" ", "\n")).isInstanceOf(ParlanceException.InvalidRequest.class);
    }

    @Test
    void input_is_text_without_a_byte_order_mark() {
        assertThat(Question.read(bytes("\uFEFFnaïve ✅".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("naïve ✅");
    }

    @Test
    void input_that_is_no_text_points_at_the_option_for_pictures() {
        assertThatThrownBy(() -> Question.read(bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G'})))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining("--image");
    }

    @Test
    void input_without_end_is_given_up() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] into, int from, int count) {
                Arrays.fill(into, from, from + count, (byte) 'a');
                return count;
            }
        };

        assertThatThrownBy(() -> Question.read(endless))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining("32 MiB");
    }

    @Test
    void input_that_breaks_says_so() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the tape is torn");
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                throw new IOException("the tape is torn");
            }
        };

        assertThatThrownBy(() -> Question.read(broken)).hasMessageContaining("the tape is torn");
    }

    private static InputStream bytes(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
