package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerChecksTest {
    @Test
    void what_the_upstream_says_passes() throws IOException {
        assertThat(ChatAnswer.check(upstream(false), false)).isEmpty();
        assertThat(ChatAnswer.check(upstream(true), true)).isEmpty();
    }

    @Test
    void a_stream_that_lost_a_chunk_or_its_end_fails() throws IOException {
        String stream = upstream(true);
        int chunk = stream.indexOf("data: ", stream.indexOf(ConstantAnswer.WORD));
        String shorter = stream.substring(0, chunk) + stream.substring(stream.indexOf("data: ", chunk + 1));
        assertThatThrownBy(() -> ChatAnswer.check(shorter, true)).hasMessageContaining("is 199 and not 200");
        assertThatThrownBy(() -> ChatAnswer.check(stream.replace("data: [DONE]\n\n", ""), true))
                .hasMessageContaining("end of the stream");
    }

    @Test
    void another_usage_is_said_and_does_not_fail() throws IOException {
        assertThat(ChatAnswer.check(upstream(false).replace("250", "0"), false))
                .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("usage is {"));
    }

    @Test
    void a_translated_stream_is_read_as_its_client_does() throws IOException {
        String word = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + ConstantAnswer.WORD + "\"}}\n\n";
        String end = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                + "\"usage\":{\"output_tokens\":200}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        assertThat(MessagesAnswer.check(word.repeat(200) + end, true)).isEmpty();
        assertThat(MessagesAnswer.check(word.repeat(200) + end.replace(":200", ":0"), true))
                .hasValue("output_tokens is 0 and not 200");
        assertThatThrownBy(() -> MessagesAnswer.check(word.repeat(199) + end, true))
                .hasMessageContaining("is 199 and not 200");
        assertThatThrownBy(() -> MessagesAnswer.check(word.repeat(200), true)).hasMessageContaining("stop_reason");
    }

    /** The body that a client gets without any proxy. */
    private static String upstream(boolean streamed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (streamed) {
            bytes.write(ConstantAnswer.STREAM_HEAD);
            for (byte[] chunk : ConstantAnswer.STREAM_CHUNKS) {
                bytes.write(chunk);
            }
            bytes.write(ConstantAnswer.STREAM_END);
        } else {
            bytes.write(ConstantAnswer.PLAIN);
        }
        MessageReader reader = new MessageReader(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(reader.next()).isTrue();
        return new String(reader.body(), 0, reader.bodyLength(), StandardCharsets.UTF_8);
    }
}
