package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same request again: when, how often, and after which pause. */
@Timeout(30)
class RetryTest {
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("Hello").build();
    private static final String BUSY = "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}";
    private static final String DONE =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"done\"},\"finish_reason\":\"stop\"}]}";

    private final ManualTime time = new ManualTime();
    private final ScriptedHost host = new ScriptedHost();
    private final RawHost raw = new RawHost();
    private final Parlance door = with(RetryPolicy.DEFAULT, 0);

    private Parlance with(RetryPolicy retries, double chance) {
        return ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .retries(retries)
                .time(time, () -> chance)
                .open();
    }

    private Parlance rawDoor() {
        return raw.door().retries(RetryPolicy.DEFAULT).time(time, () -> 0).open();
    }

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
        raw.close();
    }

    private ScriptedHost busy(String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("content-type", "application/json"));
        for (int index = 0; index < headers.length; index += 2) {
            all.put(headers[index], headers[index + 1]);
        }
        return host.answers(429, all, BUSY);
    }

    private ChatResponse asked() {
        return door.model("openai-compatible/small").generate(QUESTION);
    }

    @Test
    void a_host_that_asks_for_seven_seconds_gets_seven_seconds() {
        busy("retry-after", "7").answers(200, DONE);

        assertThat(asked().text()).isEqualTo("done");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7));
        assertThat(host.asked()).hasSize(2);
        assertThat(host.asked().get(1).body()).isEqualTo(host.asked().get(0).body());
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 250, retry-after, 7, 250",
        "x-ms-retry-after-ms, 1500, retry-after, 7, 1500",
        "x-none, 0, retry-after, 0, 500",
    })
    void milliseconds_win_and_zero_is_no_wish(String one, String value, String other, String second, long millis) {
        busy(one, value, other, second).answers(200, DONE);

        assertThat(asked().text()).isEqualTo("done");
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(millis));
    }

    /** Amplifier waits 10 s in the third case; Azure's millisecond header is the exact one and counts here. */
    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500, x-other, 1, 1500",
        "x-ms-retry-after-ms, 3000, x-other, 1, 3000",
        "retry-after, 10, x-ms-retry-after-ms, 3000, 3000",
        "retry-after, not-a-number, x-other, 1, 500",
    })
    void amplifier_21_the_wait_is_the_one_the_host_asked_for(
            String one, String value, String other, String otherValue, long millis) {
        busy(one, value, other, otherValue).answers(200, DONE);

        assertThat(asked().text()).isEqualTo("done");
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void amplifier_21_two_minutes_are_not_waited_for_when_ten_seconds_are_the_most() {
        busy("retry-after", "120");
        RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(10));
        try (Parlance hasty = with(policy, 0)) {
            assertThatThrownBy(() -> hasty.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOfSatisfying(
                            ParlanceException.RateLimited.class,
                            error -> assertThat(error.failure().retryAfter()).isEqualTo(Duration.ofMinutes(2)));
        }
        assertThat(host.asked()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void amplifier_23_pauses_without_a_hint_double_from_a_second() {
        busy();
        busy();
        busy().answers(200, DONE);
        RetryPolicy policy = new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(60));
        try (Parlance patient = with(policy, 0)) {
            assertThat(patient.model("openai-compatible/small")
                            .generate(QUESTION)
                            .text())
                    .isEqualTo("done");
        }
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
    }

    @Test
    void amplifier_23_two_retries_are_three_requests_and_nothing_below_adds_one() {
        busy();
        busy();
        busy();

        assertThatThrownBy(this::asked).isInstanceOf(ParlanceException.RateLimited.class);
        assertThat(host.asked()).hasSize(3);
    }

    @Test
    void amplifier_23_a_refused_key_is_one_request() {
        host.answers(401, BUSY);

        assertThatThrownBy(this::asked).isInstanceOf(ParlanceException.Unauthenticated.class);
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void a_date_is_read_against_the_answers_own_clock() {
        String head = "HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\n"
                + "date: Mon, 03 Aug 2026 10:00:00 GMT\r\nretry-after: Mon, 03 Aug 2026 10:00:09 GMT\r\n";
        raw.hangsUp(head + "content-length: " + BUSY.length() + "\r\n\r\n" + BUSY)
                .hangsUp(RawHost.STREAM + RawHost.text("done") + RawHost.end());
        try (Parlance rawDoor = rawDoor();
                ChatStream stream = rawDoor.model("openai-compatible/small").stream(QUESTION)) {
            assertThat(stream.response().text()).isEqualTo("done");
        }
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void a_host_that_asks_for_more_than_the_cap_is_not_asked_again() {
        busy("retry-after", "61");

        assertThatThrownBy(this::asked)
                .isInstanceOf(ParlanceException.RateLimited.class)
                .satisfies(error -> assertThat(
                                ((ParlanceException) error).failure().retryAfter())
                        .isEqualTo(Duration.ofSeconds(61)));
        assertThat(host.asked()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void without_a_hint_pauses_double_up_to_the_cap() {
        RetryPolicy policy = new RetryPolicy(6, Duration.ofSeconds(10), Duration.ofSeconds(60));
        for (int time = 0; time < 6; time++) {
            host.answers(503, BUSY);
        }
        try (Parlance patient = with(policy, 0)) {
            assertThatThrownBy(() -> patient.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.Overloaded.class);
        }
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(10L, 20L, 40L, 60L, 60L);
        assertThat(host.asked()).hasSize(6);
    }

    @Test
    void chance_shortens_a_pause_by_up_to_a_half() {
        host.answers(503, BUSY).answers(200, DONE);
        try (Parlance lucky = with(RetryPolicy.DEFAULT, 0.5)) {
            lucky.model("openai-compatible/small").generate(QUESTION);
        }
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(375));
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "404", "413"})
    void what_would_be_refused_again_is_sent_once(int status) {
        host.answers(status, BUSY);

        assertThatThrownBy(this::asked).isInstanceOf(ParlanceException.class);
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void a_pause_longer_than_what_is_left_in_all_is_not_made() {
        busy("retry-after", "7");
        try (Parlance hasty = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .retries(RetryPolicy.DEFAULT)
                .deadlines(Deadlines.DEFAULT.withTotal(Duration.ofSeconds(7)))
                .time(time, () -> 0)
                .open()) {
            assertThatThrownBy(() -> hasty.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.RateLimited.class);
        }
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void the_total_counts_over_attempts() {
        busy("retry-after", "7");
        busy("retry-after", "7").answers(200, DONE);
        try (Parlance hasty = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .retries(RetryPolicy.DEFAULT)
                .deadlines(Deadlines.DEFAULT.withTotal(Duration.ofSeconds(10)))
                .time(time, () -> 0)
                .open()) {
            assertThatThrownBy(() -> hasty.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.RateLimited.class);
        }
        assertThat(host.asked()).hasSize(2);
    }

    @Test
    void a_whole_answer_that_broke_off_is_asked_for_again() {
        raw.hangsUp("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"choices\":[{")
                .hangsUp("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + DONE.length()
                        + "\r\n\r\n" + DONE);
        try (Parlance rawDoor = rawDoor()) {
            assertThat(rawDoor.model("openai-compatible/small")
                            .generate(QUESTION)
                            .text())
                    .isEqualTo("done");
        }
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void a_stream_that_fails_before_its_first_event_begins_anew() {
        raw.hangsUp(RawHost.STREAM + ": keep-alive\n\n").hangsUp(RawHost.STREAM + RawHost.text("done") + RawHost.end());
        try (Parlance rawDoor = rawDoor();
                ChatStream stream = rawDoor.model("openai-compatible/small").stream(QUESTION)) {
            StringBuilder text = new StringBuilder();
            for (ChatEvent event : stream) {
                if (event instanceof ChatEvent.TextDelta(String words)) {
                    text.append(words);
                }
            }
            assertThat(text).hasToString("done");
            assertThat(stream.response().text()).isEqualTo("done");
        }
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void a_stream_of_which_an_event_was_handed_out_is_never_asked_for_again() {
        raw.hangsUp(RawHost.STREAM + RawHost.text("half"))
                .hangsUp(RawHost.STREAM + RawHost.text("done") + RawHost.end());
        try (Parlance rawDoor = rawDoor();
                ChatStream stream = rawDoor.model("openai-compatible/small").stream(QUESTION)) {
            Iterator<ChatEvent> events = stream.iterator();
            ChatEvent last = events.next();
            while (events.hasNext()) {
                last = events.next();
            }
            assertThat(last)
                    .isInstanceOfSatisfying(
                            ChatEvent.ResponseFailed.class,
                            failed -> assertThat(failed.error().kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED));
        }
        assertThat(raw.connections()).isEqualTo(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void an_answer_with_nothing_in_it_is_asked_for_again_and_mere_thinking_is_not() {
        String empty =
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}";
        String thought =
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"\",\"reasoning_content\":\"hm\"},\"finish_reason\":\"length\"}]}";
        host.answers(200, empty).answers(200, thought);

        assertThatThrownBy(this::asked)
                .isInstanceOf(ParlanceException.EmptyResponse.class)
                .hasMessageContaining("length");
        assertThat(host.asked()).hasSize(2);
    }

    @Test
    void closing_the_door_ends_a_pause() throws Exception {
        busy("retry-after", "60");
        CountDownLatch pausing = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Parlance patient = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .retries(RetryPolicy.DEFAULT)
                .listener(new Recorder() {
                    @Override
                    public void retrying(Call call, Duration pause, ParlanceException error) {
                        pausing.countDown();
                    }
                })
                .open();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                patient.model("openai-compatible/small").generate(QUESTION);
            } catch (ParlanceException expected) {
                thrown.set(expected);
            }
        });
        pausing.await();
        patient.close();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(ParlanceException.Cancelled.class);
    }

    @Test
    void an_interrupted_pause_is_a_cancelled_call() throws Exception {
        busy("retry-after", "60");
        CountDownLatch pausing = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Parlance patient = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .retries(RetryPolicy.DEFAULT)
                .listener(new Recorder() {
                    @Override
                    public void retrying(Call call, Duration pause, ParlanceException error) {
                        pausing.countDown();
                    }
                })
                .open()) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    patient.model("openai-compatible/small").generate(QUESTION);
                } catch (ParlanceException expected) {
                    thrown.set(expected);
                }
            });
            pausing.await();
            caller.interrupt();
            caller.join();
        }
        assertThat(thrown.get()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(host.asked()).hasSize(1);
    }
}
