package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that falls silent ends a call at the deadline that counts, by name. */
@Timeout(30)
class DeadlineTest {
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("Hello").build();
    private static final Duration SOON = Duration.ofMillis(150);

    private final ManualTime time = new ManualTime();
    private final RawHost host = new RawHost();

    @AfterEach
    void closeAll() {
        host.close();
    }

    private Parlance with(Deadlines deadlines) {
        return host.door().deadlines(deadlines).time(time, () -> 0).open();
    }

    private static ParlanceException error(ChatResponse answer) {
        return Objects.requireNonNull(answer.error());
    }

    @Test
    void a_stalled_stream_ends_at_its_idle_deadline_and_keeps_what_came() {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        try (Parlance door = with(Deadlines.DEFAULT.withIdle(SOON));
                ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            ChatResponse answer = stream.response();

            assertThat(answer.text()).isEqualTo("half");
            assertThat(error(answer))
                    .isInstanceOf(ParlanceException.TimedOut.class)
                    .hasMessageContaining("150 ms")
                    .hasMessageContaining("Deadlines.idle");
            assertThatThrownBy(answer::orThrow).isSameAs(answer.error());
        }
    }

    @Test
    void a_stalled_stream_ends_with_a_failed_event_for_those_who_read_events() {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        try (Parlance door = with(Deadlines.DEFAULT.withIdle(SOON));
                ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            Iterator<ChatEvent> events = stream.iterator();
            ChatEvent last = events.next();
            while (events.hasNext()) {
                last = events.next();
            }
            assertThat(last)
                    .isInstanceOfSatisfying(
                            ChatEvent.ResponseFailed.class,
                            failed -> assertThat(failed.error()).isInstanceOf(ParlanceException.TimedOut.class));
        }
    }

    @Test
    void a_host_that_sends_its_head_and_no_event_is_late() {
        host.stalls(RawHost.STREAM + ": keep-alive\n\n");
        try (Parlance door = with(Deadlines.DEFAULT.withFirstToken(SOON));
                ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            assertThat(error(stream.response()))
                    .isInstanceOf(ParlanceException.TimedOut.class)
                    .hasMessageContaining("Deadlines.firstToken");
        }
    }

    @Test
    void a_host_that_sends_nothing_is_late() {
        host.stalls("");
        try (Parlance door = with(Deadlines.DEFAULT.withFirstToken(SOON))) {
            assertThatThrownBy(() -> door.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.TimedOut.class)
                    .hasMessageContaining("Deadlines.firstToken");
        }
    }

    @Test
    void the_whole_call_has_a_deadline_of_its_own() {
        host.stalls("").stalls(RawHost.STREAM + RawHost.text("half"));
        try (Parlance door = with(Deadlines.DEFAULT.withTotal(SOON))) {
            assertThatThrownBy(() -> door.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.TimedOut.class)
                    .hasMessageContaining("Deadlines.total");
            try (ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
                assertThat(error(stream.response()))
                        .isInstanceOf(ParlanceException.TimedOut.class)
                        .hasMessageContaining("Deadlines.total");
            }
        }
    }

    @Test
    void what_the_call_used_up_before_is_not_left_for_its_stream() {
        host.stalls(RawHost.STREAM + RawHost.text("half"));
        try (Parlance door = with(Deadlines.DEFAULT.withTotal(Duration.ofHours(1)));
                ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            Iterator<ChatEvent> events = stream.iterator();
            ChatEvent first = events.next();
            time.pass(Duration.ofHours(1));

            assertThat(first).isInstanceOf(ChatEvent.ResponseStarted.class);
            assertThat(error(stream.response())).hasMessageContaining("Deadlines.total");
        }
    }

    @Test
    void a_host_that_goes_on_and_on_is_stopped_all_the_same() {
        host.stalls(RawHost.STREAM + RawHost.text("one") + RawHost.text("two") + RawHost.end());
        try (Parlance door = with(Deadlines.DEFAULT.withTotal(Duration.ofMinutes(1)));
                ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            time.pass(Duration.ofMinutes(1));

            ChatResponse answer = stream.response();

            assertThat(answer.text()).isEmpty();
            assertThat(error(answer)).hasMessageContaining("Deadlines.total");
        }
    }

    @Test
    void no_connection_in_time_is_named_as_that() throws IOException {
        try (FullHost full = new FullHost();
                Parlance door = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", full.url()))
                        .connectTimeout(SOON)
                        .open()) {
            assertThatThrownBy(() -> door.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.ConnectionFailed.class)
                    .hasMessageContaining("150 ms (deadline connect)");
            assertThatThrownBy(() -> door.model("openai-compatible/small").stream(QUESTION))
                    .isInstanceOf(ParlanceException.ConnectionFailed.class);
        }
    }

    @Test
    void the_whole_call_may_be_over_before_there_is_a_connection() throws IOException {
        try (FullHost full = new FullHost();
                Parlance door = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", full.url()))
                        .deadlines(Deadlines.DEFAULT.withTotal(SOON))
                        .open()) {
            assertThatThrownBy(() -> door.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.TimedOut.class)
                    .hasMessageContaining("Deadlines.total");
        }
    }

    @Test
    void the_settings_of_a_provider_count_first() {
        Deadlines own = Deadlines.DEFAULT.at(new Connection(null, Duration.ofSeconds(3), Duration.ofSeconds(40), null));

        assertThat(own)
                .isEqualTo(new Deadlines(Duration.ofSeconds(3), Duration.ofSeconds(40), Duration.ofSeconds(40), null));
        assertThat(Deadlines.DEFAULT.at(Connection.USUAL)).isEqualTo(Deadlines.DEFAULT);
    }

    @Test
    void a_deadline_of_nothing_is_refused() {
        assertThatThrownBy(() -> Deadlines.DEFAULT.withIdle(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle");
        assertThatThrownBy(() -> Deadlines.DEFAULT.withTotal(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("total");
    }
}
