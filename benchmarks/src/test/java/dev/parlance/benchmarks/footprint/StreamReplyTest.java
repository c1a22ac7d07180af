package dev.parlance.benchmarks.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamReplyTest {
    private static final String FIRST = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private static final String STILL = "data: {\"choices\":[{\"delta\":{\"content\":\" still\"}}]}\n\n";
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static final String MESSAGES = """
            event: content_block_delta
            data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hello"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void a_stream_begins_with_its_first_word_and_is_complete_with_all_of_them() throws IOException {
        StreamReply reply = new StreamReply(begun::incrementAndGet);
        reply.status(200);
        reply.data(Buffer.buffer(FIRST.substring(0, 40)));
        assertThat(reply.begun()).isNotDone();
        reply.data(Buffer.buffer(FIRST.substring(40)));
        assertThat(reply.begun()).isCompleted();
        reply.data(Buffer.buffer(": the host is thinking\n\n" + STILL + STOP + USAGE + DONE));
        reply.end();
        reply.check(true);
        assertThat(reply.ended()).isCompleted();
        assertThat(begun).hasValue(1);
    }

    @Test
    void it_may_speak_as_anthropic_does() throws IOException {
        reply(MESSAGES).check(true);
    }

    @Test
    void whatever_is_missing_is_an_error() throws IOException {
        reply(FIRST + STILL + STOP + DONE).check(false);
        for (String wrong : new String[] {
            FIRST + STOP + USAGE + DONE,
            FIRST + STILL + USAGE + DONE,
            FIRST + STILL + STOP + DONE,
            FIRST + STILL + STOP + USAGE,
            FIRST + STILL + STOP + USAGE + "data: {\n\n" + DONE
        }) {
            assertThatThrownBy(() -> reply(wrong).check(true)).as(wrong).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_stream_that_ends_before_it_began_never_begins() {
        StreamReply reply = new StreamReply(begun::incrementAndGet);
        reply.status(503);
        reply.end();
        assertThat(reply.begun()).isCompletedExceptionally();
        assertThat(begun).hasValue(1);
    }

    private static StreamReply reply(String text) {
        StreamReply reply = new StreamReply(() -> {});
        reply.status(200);
        reply.data(Buffer.buffer(text));
        reply.end();
        return reply;
    }
}
