package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FailureTest extends SandboxTest {
    @ParameterizedTest
    @CsvSource({
        "[[status 429]], RATE_LIMITED, 429",
        "[[status 429 quota]], QUOTA_EXHAUSTED, 429",
        "[[status 429 overloaded]], OVERLOADED, 429",
        "[[status 400 context]], CONTEXT_OVERFLOW, 400",
        "[[status 403]], NOT_PERMITTED, 403",
        "[[status 500]], SERVER_FAILED, 500",
        "[[status 503]], OVERLOADED, 503",
    })
    void a_refusal_of_the_host_is_typed_by_its_remedy(String marker, ErrorKind kind, int status) {
        assertThatThrownBy(() -> kimi().generate(asking(marker))).satisfies(error -> {
            assertThat(((ParlanceException) error).kind()).isEqualTo(kind);
            assertThat(((ParlanceException) error).failure().status()).isEqualTo(status);
            assertThat(((ParlanceException) error).failure().host()).isEqualTo("moonshot");
        });
        assertThatThrownBy(() -> kimi().stream(asking(marker)).close())
                .satisfies(
                        error -> assertThat(((ParlanceException) error).kind()).isEqualTo(kind));
    }

    @Test
    void a_rate_limit_says_how_long_to_wait() {
        assertThatThrownBy(() -> kimi().generate(asking("[[status 429]]")))
                .satisfies(error -> assertThat(
                                ((ParlanceException) error).failure().retryAfter())
                        .isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void a_wrong_key_is_unauthenticated_and_never_shown() {
        try (Parlance wrong = withEnvironment(Map.of("MOONSHOT_API_KEY", "bad-key-of-mine"))) {
            assertThatThrownBy(() -> wrong.model("moonshot/kimi-k2.6").generate(asking("Hello")))
                    .isInstanceOf(ParlanceException.Unauthenticated.class)
                    .satisfies(error -> assertThat(String.valueOf(((ParlanceException) error).failure()))
                            .doesNotContain("bad-key-of-mine"));
        }
    }

    @Test
    void an_unknown_model_is_not_found() {
        assertThatThrownBy(() -> parlance.model("moonshot/kimi-k9").generate(asking("Hello")))
                .isInstanceOf(ParlanceException.ModelNotFound.class)
                .hasMessageContaining("kimi-k9");
    }

    @Test
    void an_answer_that_is_only_thought_is_no_answer() {
        assertThatThrownBy(() -> kimi().generate(asking("[[think-only]]")))
                .isInstanceOf(ParlanceException.EmptyResponse.class)
                .hasMessageContaining("length")
                .hasMessageContaining("max-output-tokens");
    }

    @Test
    void a_cut_stream_is_truncated_and_keeps_what_came() {
        try (ChatStream stream = kimi().stream(asking("[[cut]] Tell me something"))) {
            ChatResponse answer = stream.response();

            assertThat(answer.error()).isInstanceOf(ParlanceException.StreamTruncated.class);
            assertThat(answer.content()).isNotEmpty();
            assertThatThrownBy(answer::orThrow).isSameAs(answer.error());
        }
    }

    @Test
    void an_error_within_a_stream_comes_as_its_last_event() {
        ChatEvent last = null;
        try (ChatStream stream = kimi().stream(asking("[[error-in-stream]] Tell me something"))) {
            for (ChatEvent event : stream) {
                last = event;
            }
        }
        assertThat(last).isInstanceOf(ChatEvent.ResponseFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"choices\":[{\"mess",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n12\r\n{\"choices\":[{\"mess\r\n",
            })
    void a_cut_plain_answer_is_truncated_and_not_malformed(String bytes) throws Exception {
        try (ServerSocket host = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerOnce(host, bytes));
            try (Parlance door = at(host.getLocalPort())) {
                assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("Hello")))
                        .isInstanceOf(ParlanceException.StreamTruncated.class);
            }
        }
    }

    @Test
    void a_host_that_is_not_there_is_a_failed_connection() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Parlance door = at(port)) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("Hello")))
                    .isInstanceOf(ParlanceException.ConnectionFailed.class)
                    .hasMessageContaining("The connection to 127.0.0.1:" + port + " failed: nobody listens there");
        }
    }

    @Test
    void a_host_that_says_nothing_times_out() throws Exception {
        try (ServerSocket host = new ServerSocket(0);
                Parlance door = Parlance.builder()
                        .providers(Providers.fromEnvironment(environment(host.getLocalPort()), Catalog.bundled()))
                        .deadlines(Deadlines.DEFAULT.withFirstToken(Duration.ofMillis(200)))
                        .retries(RetryPolicy.NONE)
                        .open()) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("Hello")))
                    .isInstanceOf(ParlanceException.TimedOut.class);
        }
    }

    @Test
    void closing_a_stream_cancels_the_call_at_the_host() throws Exception {
        try (ChatStream stream = kimi().stream(asking("[[slow 5ms]] [[tokens 4000]]"))) {
            assertThat(stream.iterator().next()).isInstanceOf(ChatEvent.ResponseStarted.class);
        }
        CountDownLatch tick = new CountDownLatch(1);
        while (sandbox.abortedStreams() == 0) {
            assertThat(tick.await(5, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(sandbox.abortedStreams()).isEqualTo(1);
    }

    @Test
    void a_stream_closed_by_another_thread_ends_as_cancelled() throws Exception {
        AtomicReference<ChatResponse> answer = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        ChatStream stream = kimi().stream(asking("[[slow 2s]] [[tokens 4000]]"));
        Thread reader = Thread.ofVirtual().start(() -> {
            Iterator<ChatEvent> events = stream.iterator();
            begun.countDown();
            events.next();
            answer.set(stream.response());
        });
        begun.await();
        stream.close();
        reader.join();

        assertThat(answer.get().error()).isInstanceOf(ParlanceException.Cancelled.class);
    }

    @Test
    void an_interrupted_caller_is_cancelled_and_stays_interrupted() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        try (ServerSocket host = new ServerSocket(0);
                Parlance door = at(host.getLocalPort())) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    door.model("moonshot/kimi-k2.6").generate(asking("Hello"));
                } catch (ParlanceException expected) {
                    thrown.set(expected);
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            try (Socket accepted = host.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                caller.interrupt();
                caller.join();
            }
        }
        assertThat(thrown.get()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(interrupted.get()).isTrue();
    }

    private static Map<String, String> environment(int port) {
        return Map.of("MOONSHOT_API_KEY", "key", "MOONSHOT_BASE_URL", "http://127.0.0.1:" + port + "/v1");
    }

    private static Parlance at(int port) {
        return Parlance.builder()
                .providers(Providers.fromEnvironment(environment(port), Catalog.bundled()))
                .retries(RetryPolicy.NONE)
                .open();
    }

    private static void answerOnce(ServerSocket host, String bytes) {
        try (Socket socket = host.accept()) {
            byte[] begin = new byte[4096];
            if (socket.getInputStream().read(begin) > 0) {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        } catch (IOException clientGone) {
            // The test says what it misses.
        }
    }
}
