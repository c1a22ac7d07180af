package dev.parlance.gateway.memory;

import static dev.parlance.gateway.memory.Talk.call;
import static dev.parlance.gateway.memory.Talk.text;
import static dev.parlance.gateway.memory.Talk.thought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.core.chat.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is kept, how long, and by how many at once. */
class BoundsTest {
    private static final Message ASKED = Message.user("How is Bergen?");

    private final AtomicLong time = new AtomicLong();

    private ReasoningMemory memory(long bytes) {
        return new ReasoningMemory(new MemorySettings(bytes, Duration.ofMinutes(10)), time::get);
    }

    private static List<Message> turn(int number) {
        return List.of(ASKED, Message.assistant(text("Fine " + number)));
    }

    private void minutes(int count) {
        time.addAndGet(Duration.ofMinutes(count).toNanos());
    }

    @Test
    void what_is_needed_is_kept_and_what_is_not_needed_in_time_is_forgotten() {
        ReasoningMemory memory = memory(1 << 20);
        Talk talk = Talk.of(memory, "me", Talk.KIMI);
        talk.answered(List.of(ASKED), thought("hm"), text("Fine 1"));
        for (int use = 0; use < 5; use++) {
            minutes(9);
            assertThat(talk.restored(turn(1)).parts()).isEqualTo(1);
        }
        minutes(11);
        assertThat(talk.restored(turn(1)).parts()).isZero();
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void the_bytes_are_bounded_whatever_comes() {
        ReasoningMemory memory = memory(200_000);
        Talk talk = Talk.of(memory, "me", Talk.KIMI);
        for (int number = 0; number < 1000; number++) {
            talk.answered(List.of(ASKED), thought("hm ".repeat(1000)), text("Fine " + number));
            assertThat(memory.bytes()).isLessThanOrEqualTo(200_000);
        }
        long known = IntStream.range(0, 1000)
                .filter(number -> talk.restored(turn(number)).parts() == 1)
                .count();
        assertThat(known).isBetween(20L, 66L);
    }

    @Test
    void a_conversation_that_goes_on_is_kept_however_many_others_end() {
        ReasoningMemory memory = memory(200_000);
        Talk talk = Talk.of(memory, "me", Talk.KIMI);
        // Long ago some were asked for again and again; that keeps nobody who goes on now from being remembered.
        for (int number = 0; number < 30; number++) {
            talk.answered(List.of(ASKED), thought("hm ".repeat(1000)), text("Fine " + number));
            for (int use = 0; use < 50; use++) {
                talk.restored(turn(number));
            }
        }
        for (int number = 100; number < 1000; number++) {
            talk.answered(List.of(ASKED), thought("hm ".repeat(1000)), text("Fine " + number));
            for (int before = Math.max(100, number - 20); before <= number; before++) {
                assertThat(talk.restored(turn(before)).parts())
                        .as("turn " + before)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void what_is_larger_than_all_room_is_not_kept() {
        ReasoningMemory memory = memory(10_000);
        Talk talk = Talk.of(memory, "me", Talk.KIMI);
        talk.answered(List.of(ASKED), thought("hm"), text("Fine 0"));
        talk.answered(List.of(ASKED), thought("hm".repeat(10_000)), text("Fine 1"));
        assertThat(talk.restored(turn(1)).parts()).isZero();
        assertThat(talk.restored(turn(0)).parts()).isEqualTo(1);
        assertThat(memory.bytes()).isLessThan(10_000);
    }

    @Test
    void switched_off_it_hears_and_knows_nothing() {
        ReasoningMemory memory = new ReasoningMemory(MemorySettings.OFF, Ticker.systemTicker());
        assertThatThrownBy(() -> Talk.of(memory, "me", Talk.KIMI).listening(List.of(ASKED)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Talk.of(memory, "me", Talk.KIMI).restored(turn(1)).parts()).isZero();
    }

    @Test
    void a_host_that_takes_nothing_back_is_not_listened_to() {
        assertThatThrownBy(() -> Talk.of(memory(1 << 20), "me", "openai/gpt-5").listening(List.of(ASKED)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_callers_at_once_find_their_own() throws Exception {
        ReasoningMemory memory = memory(64 << 20);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> all = IntStream.range(0, 4)
                    .mapToObj(number -> threads.submit(() -> IntStream.range(0, 500)
                            .filter(turn -> ownThought(Talk.of(memory, "caller " + number, Talk.KIMI), turn))
                            .count()))
                    .toList();
            for (Future<Long> one : all) {
                assertThat(one.get()).isEqualTo(500);
            }
        }
    }

    private static boolean ownThought(Talk talk, int number) {
        talk.answered(List.of(ASKED), thought(talk.caller()), text("Fine " + number), call("w:0", "w", "{}"));
        return talk.told(List.of(ASKED, Message.assistant(text("Fine " + number), call("w:0", "w", "{}"))))
                .equals(List.of("<" + talk.caller() + ">", "Fine " + number, "w{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "toolu_01T1x1fJ34qAmk2tNTrN7Up6, get_weather, true",
        "call_uo7t4XmMwHrBj9VdcAzODBHt, get_weather, true",
        "chatcmpl-tool-3f2b8c1d9e, get_weather, true",
        "D681PevKs, get_weather, true",
        "call_00_WK7pQ2xYzA, get_weather, true",
        "123456789, get_weather, true",
        "abcdefghijklmnop, get_weather, true",
        "get_weather:0, get_weather, false",
        "functions.get_weather_2026_08_01:12, get_weather_2026_08_01, false",
        "call_0, get_weather, false",
        "call_parlance_12345678_0, get_weather, false",
        "call_parlance_text_0, get_weather, false",
        "getWeather-1, get_weather, false",
        "'', get_weather, false"
    })
    void an_id_tells_or_repeats(String id, String function, boolean tells) {
        assertThat(TellingId.tells(id, function)).isEqualTo(tells);
    }

    @ParameterizedTest
    @CsvSource({"-1,PT1H", "1,PT0S", "1,-PT1S"})
    void settings_without_sense_are_refused(long bytes, Duration time) {
        assertThatThrownBy(() -> new MemorySettings(bytes, time)).isInstanceOf(IllegalArgumentException.class);
    }
}
