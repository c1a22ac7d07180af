package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\na\r\nlo, world!\r\n0\r\n\r\n";

    @Test
    void messages_that_follow_each_other_in_one_read_are_told_apart() throws IOException {
        MessageReader reader = new MessageReader(bytes(PLAIN + CHUNKED + PLAIN));
        assertThat(reader.next()).isTrue();
        assertThat(body(reader)).isEqualTo("hello");
        assertThat(reader.reads()).isEqualTo(1);
        assertThat(reader.next()).isTrue();
        assertThat(reader.status()).isEqualTo(201);
        assertThat(body(reader)).isEqualTo("hello, world!");
        assertThat(reader.reads()).isZero();
        assertThat(reader.next()).isTrue();
        assertThat(body(reader)).isEqualTo("hello");
        assertThat(reader.next()).isFalse();
    }

    @Test
    void a_message_that_comes_byte_by_byte_is_read_whole_and_its_reads_are_counted() throws IOException {
        MessageReader reader = new MessageReader(slowly(CHUNKED));
        assertThat(reader.next()).isTrue();
        assertThat(body(reader)).isEqualTo("hello, world!");
        assertThat(reader.reads()).isEqualTo(CHUNKED.length());
    }

    @Test
    void a_message_that_is_cut_short_is_an_error() {
        MessageReader reader = new MessageReader(bytes(PLAIN.substring(0, PLAIN.length() - 1)));
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void the_answers_of_the_upstream_are_messages_of_the_announced_length() throws IOException {
        MessageReader reader = new MessageReader(new ByteArrayInputStream(ConstantAnswer.PLAIN));
        assertThat(reader.next()).isTrue();
        assertThat(reader.bodyLength()).isBetween(900, 1200);
        assertThat(reader.next()).isFalse();
    }

    private static String body(MessageReader reader) {
        return new String(reader.body(), 0, reader.bodyLength(), StandardCharsets.UTF_8);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static InputStream slowly(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }
}
