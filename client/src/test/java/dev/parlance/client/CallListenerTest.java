package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class CallListenerTest extends SandboxTest {
    private static final Pattern ONE_CALL = Pattern.compile(
            "started [^\n]*\n(prepared \\d+\n(sent \\d+\n(firstByte [^\n]*\n([A-Z]\\w*\n)*)?(retrying [^\n]*\n)?)*)?"
                    + "(finished|failed)[^\n]*\n");

    /** What becomes of a call. */
    enum Ending {
        COMPLETES,
        FAILS,
        IS_CLOSED
    }

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
    void adjustments_are_told_with_the_call_that_they_belong_to() {
        List<String> adjusted = new CopyOnWriteArrayList<>();
        CallListener listener = new Recorder() {
            @Override
            public void prepared(Call call, List<Adjustment> made) {
                made.forEach(one -> adjusted.add(call.number() + " " + one.parameter()));
            }
        };
        try (Parlance door = with(listener, Policy.ADAPT)) {
            ChatModel model = door.model("moonshot/kimi-k2.6");
            model.generate(asking("Hello"));
            model.generate(
                    ChatRequest.builder("").user("Hello").temperature(0.2).build());
        }
        assertThat(adjusted).containsExactly("2 temperature");
    }

    /** Whatever becomes of a call, it is told in one order and ends once. */
    @ParameterizedTest
    @CsvSource({
        "Hello, COMPLETES",
        "[[status 429]], FAILS",
        "[[status 400 context]], FAILS",
        "[[status 503]], FAILS",
        "[[cut]] Tell me something, FAILS",
        "[[error-in-stream]] Tell me something, FAILS",
        "[[tokens 4000]], IS_CLOSED",
    })
    void every_call_is_told_in_one_order_and_ends_once(String words, Ending ending) {
        try (Parlance door = with(recorder, Policy.ADAPT)) {
            ChatModel model = door.model("moonshot/kimi-k2.6");
            read(model, words, ending);
            String streamed = String.join("\n", recorder.heard) + "\n";
            assertThat(streamed).matches(ONE_CALL);
            assertThat(streamed).contains(ending == Ending.COMPLETES ? "\nfinished" : "\nfailed");
            assertThat(recorder.timings).hasSize(1);
            assertThat(recorder.timings.getFirst().attempts()).isEqualTo((int) recorder.heard.stream()
                    .filter(word -> word.startsWith("sent"))
                    .count());

            recorder.heard.clear();
            if (ending != Ending.IS_CLOSED) {
                outcome(() -> model.generate(asking(words)));
                assertThat(String.join("\n", recorder.heard) + "\n").matches(ONE_CALL);
            }
        }
    }

    private static void read(ChatModel model, String words, Ending ending) {
        outcome(() -> {
            ChatStream stream = model.stream(asking(words));
            if (ending == Ending.IS_CLOSED) {
                stream.iterator().next();
                stream.close();
            }
            stream.response();
            // Both twice, as people do.
            stream.response();
            stream.close();
            stream.close();
        });
    }

    private static void outcome(Runnable call) {
        try {
            call.run();
        } catch (ParlanceException expected) {
            // The listener hears of it.
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
        public void prepared(Call call, List<Adjustment> adjustments) {
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
