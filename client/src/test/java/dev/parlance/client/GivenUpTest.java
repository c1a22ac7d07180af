package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.error.ParlanceException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever gives a call up is free at once, and the connection is gone, whatever the call was waiting for. */
@Timeout(30)
class GivenUpTest {
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("Hello").build();

    private final ManualTime time = new ManualTime();
    private final RawHost host = new RawHost();
    private final CountDownLatch second = new CountDownLatch(1);
    private final Recorder recorder = new Recorder() {
        @Override
        public void sent(Call call, int attempt) {
            super.sent(call, attempt);
            if (attempt == 2) {
                second.countDown();
            }
        }
    };
    private final Parlance door = host.door()
            .retries(RetryPolicy.DEFAULT)
            .listener(recorder)
            .time(time, () -> 0)
            .open();

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    @Test
    void a_stream_that_waits_for_its_second_attempt_is_cancelled_by_closing_it() throws Exception {
        host.hangsUp(RawHost.STREAM).stalls("");
        AtomicReference<ChatResponse> answer = new AtomicReference<>();
        ChatStream stream = door.model("openai-compatible/small").stream(QUESTION);
        Thread reader = Thread.ofVirtual().start(() -> answer.set(stream.response()));
        second.await();

        stream.close();
        reader.join();

        assertThat(answer.get().error()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(recorder.heard).last().isEqualTo("failed CANCELLED");
        assertThat(recorder.heard).filteredOn(word -> word.startsWith("f")).hasSize(2);
    }

    @Test
    void the_connection_of_an_attempt_that_has_no_answer_yet_is_closed() throws Exception {
        host.stalls("");
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                door.model("openai-compatible/small").generate(QUESTION);
            } catch (ParlanceException.Cancelled expected) {
                recorder.heard.add("given up");
            }
        });
        host.awaitAsked();

        caller.interrupt();
        caller.join();
        host.awaitDeserted();

        assertThat(recorder.heard).endsWith("failed CANCELLED", "given up");
    }

    @Test
    void the_connection_of_a_closed_stream_is_closed() throws Exception {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        try (ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            assertThat(stream.iterator().next()).isInstanceOf(ChatEvent.ResponseStarted.class);
        }
        host.awaitDeserted();

        assertThat(recorder.heard).last().isEqualTo("failed CANCELLED");
    }

    @Test
    void the_connection_of_an_interrupted_reader_is_closed() throws Exception {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        try (ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            assertThat(stream.iterator().next()).isInstanceOf(ChatEvent.ResponseStarted.class);
            Thread.currentThread().interrupt();
            assertThat(stream.response().error()).isInstanceOf(ParlanceException.Cancelled.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        host.awaitDeserted();
    }

    @Test
    void nothing_is_heard_of_a_call_after_its_end() {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        ChatStream stream = door.model("openai-compatible/small").stream(QUESTION);
        stream.close();

        assertThat(stream.response().error()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(recorder.heard).last().isEqualTo("failed CANCELLED");
    }
}
