package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are cut, at every door, from hosts of every dialect: between and within frames, by a broken connection and in good order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutTest {
    private static final int BAD_GATEWAY = 502;

    private final Theatre theatre = new Theatre(Theatre.ONCE);

    @AfterAll
    void close() {
        theatre.close();
    }

    /** Odd, so that both kinds of cut are tried; finer where door and host are of one dialect, whose bytes may be passed on as they are. */
    private static int step(ClientDoor door, HostWire wire) {
        return door.name().startsWith(wire.name()) ? 5 : 23;
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void a_stream_cut_anywhere_is_whole_or_an_error_and_never_something_between(ClientDoor door, HostWire wire)
            throws Exception {
        byte[] stream = String.join("", wire.stream()).getBytes(StandardCharsets.UTF_8);
        int failures = 0;
        int begun = 0;
        for (int cut = 0; cut < stream.length; cut += step(door, wire)) {
            byte[] sent = Arrays.copyOf(stream, cut);
            boolean broken = cut % 2 == 0;
            theatre.plays((request, stage) -> {
                stage.beginStream();
                if (sent.length > 0) {
                    stage.chunk(sent);
                }
                if (broken) {
                    stage.socket().close();
                } else {
                    stage.endStream();
                }
            });
            Heard heard = theatre.call(door, wire, true);
            String cell = door + " from " + wire + " cut at " + cut + ": " + heard.reply();
            if (heard.succeeded()) {
                assertThat(heard.whole().error()).as(cell).isNull();
                assertThat(heard.text()).as(cell).isEqualTo(HostWire.TEXT);
            } else {
                heard.failed(ErrorKind.STREAM_TRUNCATED, BAD_GATEWAY);
                failures++;
                if (heard.reply().status() == 200) {
                    assertThat(HostWire.TEXT).as(cell).startsWith(heard.text());
                    begun++;
                }
            }
        }
        // Most of the bytes come before the end.
        assertThat(failures).isGreaterThan(stream.length / step(door, wire) / 4);
        assertThat(begun).isPositive();
        theatre.plays((request, stage) -> {
            stage.beginStream();
            stage.chunk(stream);
            stage.endStream();
        });
        Heard whole = theatre.call(door, wire, true);
        assertThat(whole.whole().usage()).isNotNull();
        assertThat(whole.text()).isEqualTo(HostWire.TEXT);
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void a_body_cut_anywhere_is_an_error_with_a_status(ClientDoor door, HostWire wire) throws Exception {
        byte[] body = wire.plain().getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < body.length; cut += step(door, wire) + 8) {
            byte[] sent = Arrays.copyOf(body, cut);
            // Half of them announce their length, the others end where the connection ends.
            String length = cut % 2 == 0 ? "content-length: " + body.length + "\r\n" : "";
            theatre.plays((request, stage) -> {
                stage.write(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n" + length + "\r\n");
                stage.out().write(sent);
                stage.socket().close();
            });
            Heard heard = theatre.call(door, wire, false);
            String cell = door + " from " + wire + " cut at " + cut + ": " + heard.reply();
            assertThat(heard.succeeded()).as(cell).isFalse();
            // Where nobody said how long it is, nobody can tell a cut from nonsense.
            heard.refused(length.isEmpty() ? ErrorKind.MALFORMED_RESPONSE : ErrorKind.STREAM_TRUNCATED, BAD_GATEWAY);
        }
        theatre.plays((request, stage) -> {
            stage.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n");
            stage.out().write(body);
            stage.socket().close();
        });
        Heard whole = theatre.call(door, wire, false);
        whole.whole();
        assertThat(whole.text()).isEqualTo(HostWire.TEXT);
    }
}
