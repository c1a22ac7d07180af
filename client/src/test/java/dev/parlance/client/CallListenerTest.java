package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallListenerTest extends SandboxTest {
    private final Recorder recorder = new Recorder();

    private Parlance with(CallListener listener, Policy policy) {
        return Parlance.builder()
                .providers(providers(Map.of()))
                .listener(listener)
                .policy(policy)
                .time(time, () -> 0)
                .open();
    }

    @Test
    void a_whole_answer_is_heard_from_start_to_finish() {
        try (Parlance door = with(recorder, Policy.ADAPT)) {
            door.model("moonshot/kimi-k2.6").generate(asking("Hello"));
        }
        assertThat(recorder.heard)
                .containsExactly(
                        "started moonshot/kimi-k2.6",
                        "prepared 0",
                        "sent 1",
                        "firstByte 1 200",
                        "ResponseStarted",
                        "ReasoningDelta",
                        "TextDelta",
                        "UsageReported",
                        "ResponseStopped",
                        "finished with usage");
    }

    @Test
    void a_streamed_answer_is_heard_too_and_only_once_at_its_end() {
        try (Parlance door = with(recorder, Policy.ADAPT);
                ChatStream stream = door.model("moonshot/kimi-k2.6").stream(asking("Hello"))) {
            assertThat(stream.response().text()).isNotEmpty();
        }
        assertThat(recorder.heard).startsWith("started moonshot/kimi-k2.6 streamed");
        assertThat(recorder.heard)
                .filteredOn(word -> word.startsWith("f"))
                .containsExactly("firstByte 1 200", "finished with usage");
    }

    @Test
    void attempts_and_their_pauses_are_heard_and_counted() {
        try (Parlance door = with(recorder, Policy.ADAPT)) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("[[status 429]]")))
                    .isInstanceOf(ParlanceException.RateLimited.class);
        }
        assertThat(recorder.heard)
                .containsExactly(
                        "started moonshot/kimi-k2.6",
                        "prepared 0",
                        "sent 1",
                        "firstByte 1 429",
                        "retrying 1000 RATE_LIMITED",
                        "sent 2",
                        "firstByte 2 429",
                        "retrying 1000 RATE_LIMITED",
                        "sent 3",
                        "firstByte 3 429",
                        "failed RATE_LIMITED");
        long twoSeconds = Duration.ofSeconds(2).toNanos();
        assertThat(recorder.timings).containsExactly(new Timings(3, twoSeconds, twoSeconds, -1, twoSeconds));
    }

    @Test
    void what_is_refused_before_it_leaves_is_heard_as_failed() {
        try (Parlance door = with(recorder, Policy.STRICT)) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6")
                            .generate(ChatRequest.builder("")
                                    .user("Hello")
                                    .temperature(0.2)
                                    .build()))
                    .isInstanceOf(ParlanceException.UnsupportedRequest.class);
        }
        assertThat(recorder.heard).containsExactly("started moonshot/kimi-k2.6", "failed UNSUPPORTED_REQUEST");
        assertThat(recorder.timings).containsExactly(new Timings(0, 0, -1, -1, 0));
    }

    @Test
    void a_stream_that_is_closed_before_its_end_was_cancelled() {
        try (Parlance door = with(recorder, Policy.ADAPT);
                ChatStream stream = door.model("moonshot/kimi-k2.6").stream(asking("[[tokens 4000]]"))) {
            assertThat(stream.iterator().next()).isInstanceOf(ChatEvent.ResponseStarted.class);
        }
        assertThat(recorder.heard).last().isEqualTo("failed CANCELLED");
    }

    @Test
    void an_answer_that_is_only_thought_is_heard_as_failed() {
        try (Parlance door = with(recorder, Policy.ADAPT)) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("[[think-only]]")))
                    .isInstanceOf(ParlanceException.EmptyResponse.class);
        }
        assertThat(recorder.heard).last().isEqualTo("failed EMPTY_RESPONSE");
        assertThat(recorder.heard).doesNotContain("finished with usage");
    }

    @Test
    void every_answer_carries_its_adjustments() {
        ChatRequest cool =
                ChatRequest.builder("").user("Hello").temperature(0.2).build();

        assertThat(kimi().generate(cool).adjustments())
                .extracting(Adjustment::parameter)
                .containsExactly("temperature");
        try (ChatStream stream = kimi().stream(cool)) {
            assertThat(stream.adjustments()).extracting(Adjustment::parameter).containsExactly("temperature");
            assertThat(stream.response().adjustments()).isEqualTo(stream.adjustments());
        }
    }

    @Test
    void a_listener_that_throws_does_not_touch_the_call() {
        try (Parlance door = with(new Thrower(), Policy.ADAPT)) {
            assertThat(door.model("moonshot/kimi-k2.6")
                            .generate(asking("Hello there"))
                            .text())
                    .contains("Hello there");
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(asking("[[status 503]]")))
                    .isInstanceOf(ParlanceException.Overloaded.class);
        }
    }

    private static final class Thrower implements CallListener {
        private static RuntimeException fault() {
            return new IllegalStateException("a fault of the listener");
        }

        @Override
        public void started(Call call) {
            throw fault();
        }

        @Override
        public void prepared(String model, List<Adjustment> adjustments) {
            throw fault();
        }

        @Override
        public void sent(Call call, int attempt) {
            throw fault();
        }

        @Override
        public void firstByte(Call call, int attempt, int status) {
            throw fault();
        }

        @Override
        public void event(Call call, ChatEvent event) {
            throw fault();
        }

        @Override
        public void retrying(Call call, Duration pause, ParlanceException error) {
            throw fault();
        }

        @Override
        public void finished(Call call, @Nullable Usage usage, Timings timings) {
            throw fault();
        }

        @Override
        public void failed(Call call, ParlanceException error, Timings timings) {
            throw fault();
        }
    }
}
