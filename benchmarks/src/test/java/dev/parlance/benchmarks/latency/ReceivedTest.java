package dev.parlance.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceivedTest {
    @Test
    void a_message_is_whole_at_its_last_byte_and_not_before() throws IOException {
        for (String message : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
        }) {
            Received received = new Received();
            for (int index = 0; index < message.length(); index++) {
                assertThat(received.isWhole()).as(message).isFalse();
                received.read(new ByteArrayInputStream(
                        message.substring(index, index + 1).getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(received.isWhole()).as(message).isTrue();
            received.clear();
            assertThat(received.isWhole()).isFalse();
        }
    }

    @Test
    void status_and_words_are_found() throws IOException {
        Received received = new Received();
        received.read(new ByteArrayInputStream(
                "HTTP/1.1 429 No\r\ncontent-length: 5\r\n\r\nHello".getBytes(StandardCharsets.US_ASCII)));
        assertThat(received.status()).isEqualTo(429);
        assertThat(received.contains(Received.ascii("Hello"))).isTrue();
        assertThat(received.contains(Received.ascii("Hello "))).isFalse();
    }
}
