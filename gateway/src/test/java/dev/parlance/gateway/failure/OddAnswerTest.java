package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are whole and odd, and pages that are no answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddAnswerTest {
    private static final int BAD_GATEWAY = 502;
    private static final String PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    private static final int PIECE = 1 << 16;

    private final Theatre theatre = new Theatre(Theatre.ONCE);

    @AfterAll
    void close() {
        theatre.close();
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void a_page_for_people_is_an_error_whatever_its_status(ClientDoor door, HostWire wire) throws Exception {
        for (boolean stream : new boolean[] {true, false}) {
            theatre.plays((request, stage) -> stage.answer(200, "text/html", PAGE));
            theatre.call(door, wire, stream).refused(ErrorKind.MALFORMED_RESPONSE, BAD_GATEWAY);
            theatre.plays((request, stage) -> stage.answer(BAD_GATEWAY, "text/html", PAGE));
            theatre.call(door, wire, stream).refused(ErrorKind.SERVER_FAILED, BAD_GATEWAY);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void the_bytes_count_and_not_the_content_type(ClientDoor door, HostWire wire) throws Exception {
        String stream = String.join("", wire.stream());
        for (boolean streaming : new boolean[] {true, false}) {
            for (String type :
                    List.of("application/json", "text/plain", "text/event-stream", "application/octet-stream")) {
                theatre.plays((request, stage) -> stage.answer(200, type, stream));
                assertThat(theatre.call(door, wire, streaming).whole().text()).isEqualTo(HostWire.TEXT);
                theatre.plays((request, stage) -> stage.answer(200, type, wire.plain()));
                assertThat(theatre.call(door, wire, streaming).whole().text()).isEqualTo(HostWire.TEXT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_end_that_comes_twice_is_one_end(ClientDoor door, HostWire wire) throws Exception {
        List<String> frames = new ArrayList<>(wire.stream());
        frames.addAll(wire.ended());
        theatre.streams(frames);
        Heard heard = theatre.call(door, wire, true);
        assertThat(heard.whole().text()).isEqualTo(HostWire.TEXT);
        heard.cost();
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void without_its_end_no_answer_is_whole(ClientDoor door, HostWire wire) throws Exception {
        theatre.streams(wire.begun(HostWire.PIECES));
        Heard heard = theatre.call(door, wire, true);
        heard.failedWithin(ErrorKind.STREAM_TRUNCATED);
        assertThat(heard.text()).isEqualTo(HostWire.TEXT);
        theatre.call(door, wire, false).refused(ErrorKind.STREAM_TRUNCATED, BAD_GATEWAY);
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void an_end_marker_that_no_reason_precedes_ends_nothing(ClientDoor door, HostWire wire) throws Exception {
        List<String> frames = new ArrayList<>(wire.begun(HostWire.PIECES));
        frames.add("data: [DONE]\n\n");
        theatre.streams(frames);
        theatre.call(door, wire, true).failedWithin(ErrorKind.STREAM_TRUNCATED);
        theatre.call(door, wire, false).refused(ErrorKind.STREAM_TRUNCATED, BAD_GATEWAY);
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#pairs")
    void calls_that_come_by_turns_are_each_whole(ClientDoor door, HostWire wire) throws Exception {
        theatre.streams(wire.interleavedCalls());
        for (boolean stream : new boolean[] {true, false}) {
            Map<String, Content.ToolCall> byCity = new TreeMap<>();
            ChatResponse read = theatre.call(door, wire, stream).whole();
            for (Content.ToolCall call : read.toolCalls()) {
                byCity.put(call.arguments().text().replaceAll("\\s", ""), call);
            }
            assertThat(byCity).containsOnlyKeys("{\"city\":\"Berlin\"}", "{\"city\":\"Paris\"}");
            assertThat(byCity.values())
                    .allSatisfy(call -> assertThat(call.name()).isEqualTo("weather"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parlance.gateway.failure.Theatre#fewerPairs")
    void an_argument_of_ten_megabytes_arrives_whole(ClientDoor door, HostWire wire) throws Exception {
        List<String> pieces = Collections.nCopies((10 << 20) / PIECE, "x".repeat(PIECE));
        theatre.streams(wire.longCall(pieces));
        for (boolean stream : new boolean[] {true, false}) {
            List<Content.ToolCall> calls =
                    theatre.call(door, wire, stream).whole().toolCalls();
            assertThat(calls).hasSize(1);
            String arguments = calls.getFirst().arguments().text().replaceAll("\\s", "");
            assertThat(arguments)
                    .hasSize((10 << 20) + "{\"city\":\"\"}".length())
                    .startsWith("{\"city\":\"xxx");
        }
    }
}
