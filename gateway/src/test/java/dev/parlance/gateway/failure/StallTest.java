package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.PlayedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that fall silent, talk without saying anything, or say it drop by drop. No call outlives its deadline, and no host's connection either. */
class StallTest {
    private static final int TIMEOUT = 504;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final GatewaySettings IMPATIENT =
            Theatre.ONCE.with(Theatre.ONCE.calls().withTimeouts(Duration.ofSeconds(30), PATIENCE));
    private static final GatewaySettings LIMITED =
            Theatre.ONCE.with(Theatre.ONCE.calls().withDeadlines(null, PATIENCE));

    /** Where a host falls silent, which the test's client tells it in its prompt. */
    private enum Silence {
        BEFORE_THE_HEAD,
        BEHIND_THE_HEAD,
        WITHIN_THE_ANSWER,
        WITHIN_A_FRAME
    }

    private record Stall(ClientDoor door, HostWire wire, Silence silence, boolean stream) {
        void suffered(Theatre theatre) throws IOException {
            Heard heard = theatre.call(door, wire, stream, wire + "-" + silence + "-silence");
            if (stream && silence.compareTo(Silence.WITHIN_THE_ANSWER) >= 0) {
                heard.failedWithin(ErrorKind.TIMED_OUT);
                assertThat(heard.text()).isEqualTo(HostWire.TEXT);
            } else {
                heard.refused(ErrorKind.TIMED_OUT, TIMEOUT);
            }
        }
    }

    private static List<Stall> stalls() {
        List<Stall> stalls = new ArrayList<>();
        for (Theatre.Pair pair : Theatre.allPairs()) {
            for (Silence silence : Silence.values()) {
                for (boolean stream : new boolean[] {true, false}) {
                    stalls.add(new Stall(pair.door(), pair.wire(), silence, stream));
                }
            }
        }
        return stalls;
    }

    private static <T extends Enum<T>> T told(PlayedHost.Received request, T[] which) {
        return Arrays.stream(which)
                .filter(one -> request.body().contains(one.name() + "-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_silent_host_is_given_up_wherever_it_falls_silent() throws Exception {
        List<Stall> stalls = stalls();
        CountDownLatch closed = new CountDownLatch(stalls.size());
        try (Theatre theatre = new Theatre(IMPATIENT)) {
            theatre.plays((request, stage) -> {
                HostWire wire = told(request, HostWire.values());
                Silence silence = told(request, Silence.values());
                if (silence != Silence.BEFORE_THE_HEAD) {
                    stage.beginStream();
                }
                if (silence.compareTo(Silence.WITHIN_THE_ANSWER) >= 0) {
                    stage.chunk(String.join("", wire.begun(HostWire.PIECES)));
                }
                if (silence == Silence.WITHIN_A_FRAME) {
                    stage.chunk("data: {\"id\":");
                }
                if (stage.sawClose()) {
                    closed.countDown();
                }
            });
            Theatre.allAtOnce(stalls.stream()
                    .<Callable<Void>>map(stall -> () -> {
                        stall.suffered(theatre);
                        return null;
                    })
                    .toList());
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            theatre.streams(HostWire.CHAT.stream());
            theatre.call(ClientDoor.CHAT, HostWire.CHAT, true).whole();
        }
    }

    @ParameterizedTest
    @CsvSource({"CHAT, MESSAGES", "RESPONSES, CHAT", "MESSAGES, GEMINI", "GEMINI, RESPONSES", "GEMINI_ARRAY, MOONSHOT"})
    void a_host_that_keeps_the_line_open_without_saying_anything_is_given_up_at_the_deadline(
            ClientDoor door, HostWire wire) throws Exception {
        for (boolean begun : new boolean[] {true, false}) {
            CountDownLatch closed = new CountDownLatch(1);
            try (Theatre theatre = new Theatre(LIMITED)) {
                theatre.plays((request, stage) -> {
                    stage.beginStream();
                    if (begun) {
                        stage.chunk(String.join("", wire.begun(HostWire.PIECES)));
                    }
                    try {
                        while (true) {
                            stage.chunk(": still there\n\n");
                        }
                    } catch (IOException given) {
                        closed.countDown();
                        stage.socket().close();
                    }
                });
                Heard heard = theatre.call(door, wire, true);
                if (begun) {
                    heard.failedWithin(ErrorKind.TIMED_OUT);
                } else {
                    heard.refused(ErrorKind.TIMED_OUT, TIMEOUT);
                }
                assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_answer_drop_by_drop_is_whole(ClientDoor door, HostWire wire) throws Exception {
        try (Theatre theatre = new Theatre(Theatre.ONCE)) {
            theatre.plays((request, stage) -> {
                stage.beginStream();
                for (byte single : String.join("", wire.stream()).getBytes(StandardCharsets.UTF_8)) {
                    stage.chunk(new byte[] {single});
                }
                stage.endStream();
            });
            Heard streamed = theatre.call(door, wire, true);
            assertThat(streamed.whole().text()).isEqualTo(HostWire.TEXT);
            theatre.plays((request, stage) -> {
                byte[] body = wire.plain().getBytes(StandardCharsets.UTF_8);
                stage.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + body.length
                        + "\r\n\r\n");
                for (byte single : body) {
                    stage.out().write(single);
                    stage.out().flush();
                }
            });
            assertThat(theatre.call(door, wire, false).whole().text()).isEqualTo(HostWire.TEXT);
        }
    }

    @Test
    void what_an_answer_cost_is_told_although_its_host_fell_silent_or_it_came_too_late() throws Exception {
        List<String> frames = new ArrayList<>(HostWire.MESSAGES.begun(HostWire.PIECES));
        frames.addAll(HostWire.MESSAGES.usageSoFar());
        for (GatewaySettings settings : List.of(IMPATIENT, LIMITED)) {
            atAllDoors(settings, HostWire.MESSAGES, frames, heard -> {
                heard.failedWithin(ErrorKind.TIMED_OUT);
                heard.cost();
            });
        }
    }

    @Test
    void an_error_of_the_host_is_told_although_it_keeps_the_line_open() throws Exception {
        List<String> frames = new ArrayList<>(HostWire.CHAT.begun(HostWire.PIECES));
        frames.add(HostWire.CHAT.errorInStream(ErrorKind.RATE_LIMITED));
        atAllDoors(IMPATIENT, HostWire.CHAT, frames, heard -> heard.failedWithin(ErrorKind.RATE_LIMITED));
    }

    /** The host sends that and nothing more. */
    private static void atAllDoors(GatewaySettings settings, HostWire wire, List<String> frames, Consumer<Heard> claim)
            throws Exception {
        try (Theatre theatre = new Theatre(settings)) {
            theatre.plays((request, stage) -> {
                stage.beginStream();
                stage.chunk(String.join("", frames));
                stage.sawClose();
            });
            List<Callable<Void>> calls = new ArrayList<>();
            for (ClientDoor door : ClientDoor.values()) {
                calls.add(() -> {
                    claim.accept(theatre.call(door, wire, true));
                    return null;
                });
            }
            Theatre.allAtOnce(calls);
        }
    }
}
