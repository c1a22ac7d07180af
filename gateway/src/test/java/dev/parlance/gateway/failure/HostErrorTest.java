package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors that hosts tell, with a status or within a stream of status 200: each door tells them in its own words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostErrorTest {
    private static final Map<Integer, ErrorKind> STATUSES = Map.of(
            400, ErrorKind.INVALID_REQUEST,
            401, ErrorKind.UNAUTHENTICATED,
            429, ErrorKind.RATE_LIMITED,
            503, ErrorKind.OVERLOADED,
            529, ErrorKind.OVERLOADED);

    private final Theatre theatre = new Theatre(Theatre.ONCE);

    @AfterAll
    void close() {
        theatre.close();
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_error_with_a_status_keeps_it_and_the_time_to_wait(ClientDoor door, HostWire wire) throws Exception {
        for (Map.Entry<Integer, ErrorKind> error : STATUSES.entrySet()) {
            for (boolean stream : new boolean[] {true, false}) {
                theatre.plays((request, stage) -> stage.answer(
                        error.getKey(),
                        "application/json",
                        wire.error(error.getValue()),
                        "retry-after: 7",
                        "request-id: host-1"));
                Heard heard = theatre.call(door, wire, stream);
                heard.refused(error.getValue(), error.getKey());
                assertThat(heard.reply().body()).contains("The host has no time");
                assertThat(heard.reply().header("retry-after")).isEqualTo("7");
                assertThat(heard.reply().header("retry-after-ms")).isEqualTo("7000");
                assertThat(heard.reply().header("x-request-id")).isEqualTo("host-1");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_error_before_the_first_word_of_a_stream_has_a_status(ClientDoor door, HostWire wire) throws Exception {
        for (ErrorKind kind : List.of(ErrorKind.OVERLOADED, ErrorKind.RATE_LIMITED)) {
            for (boolean stream : new boolean[] {true, false}) {
                theatre.streams(List.of(wire.errorInStream(kind)));
                Heard heard = theatre.call(door, wire, stream);
                int busy = door == ClientDoor.MESSAGES && wire != HostWire.GEMINI ? 529 : 503;
                heard.refused(kind, kind == ErrorKind.RATE_LIMITED ? 429 : busy);
                assertThat(heard.reply().body()).contains("The host has no time");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_error_within_a_stream_ends_it_with_what_it_cost(ClientDoor door, HostWire wire) throws Exception {
        for (ErrorKind kind : List.of(ErrorKind.OVERLOADED, ErrorKind.RATE_LIMITED)) {
            List<String> frames = new ArrayList<>(wire.begun(HostWire.PIECES));
            frames.addAll(wire.usageSoFar());
            frames.add(wire.errorInStream(kind));
            theatre.streams(frames);
            Heard heard = theatre.call(door, wire, true);
            heard.failedWithin(kind);
            assertThat(heard.text()).isEqualTo(HostWire.TEXT);
            assertThat(heard.reply().body()).contains("The host has no time");
            heard.cost();
            Heard plain = theatre.call(door, wire, false);
            assertThat(plain.succeeded()).isFalse();
            assertThat(plain.reply().body()).startsWith(door.errorStart()).contains(door.word(kind));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void what_follows_an_error_within_a_stream_is_not_heard(ClientDoor door, HostWire wire) throws Exception {
        List<String> frames = new ArrayList<>(wire.begun(HostWire.PIECES));
        frames.add(wire.errorInStream(ErrorKind.OVERLOADED));
        frames.addAll(wire.ended());
        theatre.streams(frames);
        theatre.call(door, wire, true).failedWithin(ErrorKind.OVERLOADED);
    }
}
