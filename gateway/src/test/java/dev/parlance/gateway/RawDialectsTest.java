package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link RawLaneTest} shows of Chat, of the other dialects: with the memory on, as it usually is. */
class RawDialectsTest {
    /** What a client may call the model. */
    private static final String ALIAS = "mine";

    private static final class Stage implements AutoCloseable {
        final OddWire wire;
        final PlayedHost host;
        final Gateway gateway;
        final Caller caller;

        Stage(OddWire wire, PlayedHost.Role role) throws IOException {
            this.wire = wire;
            host = new PlayedHost(role);
            Map<String, String> environment = Map.of(
                    "OPENAI_BASE_URL",
                    host.url() + "/v1",
                    "OPENAI_API_KEY",
                    "played-key",
                    "ANTHROPIC_BASE_URL",
                    host.url(),
                    "ANTHROPIC_API_KEY",
                    "played-key",
                    "GEMINI_BASE_URL",
                    host.url() + "/v1beta",
                    "GEMINI_API_KEY",
                    "played-key");
            gateway = Gateway.start(
                    Scene.SETTINGS.with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5))),
                    Providers.of(
                            List.of(),
                            Map.of(ALIAS, wire.model(), wire.hostModel(), wire.model()),
                            Defaults.NONE,
                            Surroundings.of(environment),
                            Catalog.bundled()));
            caller = new Caller(gateway);
        }

        Caller.Reply ask(String model, boolean stream, String body) throws Exception {
            caller.send("POST", wire.path(model, stream), body, "content-type: application/json");
            return caller.reply();
        }

        Caller.Reply ask(boolean stream) throws Exception {
            return ask(ALIAS, stream, wire.body(ALIAS, stream));
        }

        /** The numbers of the page of metrics in lines that begin so, added up. */
        long counted(String start) throws Exception {
            caller.send("GET", "/metrics", "");
            return caller.reply()
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(start))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        void attemptedRaw(int times) throws Exception {
            assertThat(counted("parlance_attempts_total{lane=\"raw\"")).isEqualTo(times);
            assertThat(counted("parlance_attempts_total{lane=\"full\"")).isZero();
        }

        @Override
        public void close() throws IOException {
            caller.close();
            gateway.close();
            host.close();
        }
    }

    /** Those frames in pieces of so many bytes. */
    private static PlayedHost.Role streams(int pieces, List<String> frames) {
        byte[] bytes = String.join("", frames).getBytes(StandardCharsets.UTF_8);
        return (request, host) -> {
            host.beginStream();
            for (int from = 0; from < bytes.length; from += pieces) {
                host.chunk(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces)));
            }
            host.endStream();
        };
    }

    private static PlayedHost.Role streams(List<String> frames) {
        return streams(Integer.MAX_VALUE / 2, frames);
    }

    private static PlayedHost.Role answers(OddWire wire) {
        return (request, host) -> host.answer(200, "application/json", wire.plain());
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_names_its_model_as_the_host_does_reaches_it_byte_by_byte(OddWire wire) throws Exception {
        try (Stage stage = new Stage(wire, answers(wire))) {
            String body = wire.hostsOwn(false);
            assertThat(stage.ask(wire.hostModel(), false, body).status()).isEqualTo(200);
            assertThat(stage.host.only().body()).isEqualTo(body);
            stage.attemptedRaw(1);
        }
        try (Stage stage = new Stage(wire, streams(wire.stream()))) {
            String body = wire.hostsOwn(true);
            assertThat(stage.ask(wire.hostModel(), true, body).status()).isEqualTo(200);
            assertThat(stage.host.only().body()).isEqualTo(body);
            stage.attemptedRaw(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_by_another_name_gets_the_hosts_name_and_keeps_the_bytes_of_its_words(OddWire wire) throws Exception {
        try (Stage stage = new Stage(wire, streams(wire.stream()))) {
            for (String model : List.of(ALIAS, wire.model())) {
                assertThat(stage.ask(model, true, wire.body(model, true)).status())
                        .isEqualTo(200);
            }
            assertThat(stage.host.received()).hasSize(2).allSatisfy(sent -> {
                assertThat(sent.target()).isEqualTo(wire.hostPath(true));
                assertThat(sent.body()).contains(OddWire.words());
                assertThat(Json.parse(sent.body().getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(Json.parse(wire.hostsOwn(true).getBytes(StandardCharsets.UTF_8)));
            });
            stage.attemptedRaw(2);
        }
    }

    /** Those of Messages name the model as it was asked for, hence the next test. */
    @ParameterizedTest
    @CsvSource({
        "RESPONSES, 1000000", "RESPONSES, 7", "RESPONSES, 1",
        "GEMINI, 1000000", "GEMINI, 7", "GEMINI, 1",
    })
    void an_answer_reaches_the_client_byte_by_byte_and_is_counted(OddWire wire, int pieces) throws Exception {
        PlayedHost.Role stream = streams(pieces, wire.stream());
        try (Stage stage = new Stage(wire, (request, host) -> {
            if (wire.isStreamed(request)) {
                stream.play(request, host);
            } else {
                host.answer(200, "application/json", wire.plain());
            }
        })) {
            Caller.Reply streamed = stage.ask(true);
            assertThat(streamed.body()).isEqualTo(String.join("", wire.stream()));
            assertThat(streamed.header("content-type")).startsWith("text/event-stream");
            assertThat(streamed.header("x-parlance-model")).isEqualTo(wire.model());
            Caller.Reply plain = stage.ask(false);
            assertThat(plain.body()).isEqualTo(wire.plain());
            assertThat(plain.header("x-parlance-model")).isEqualTo(wire.model());
            assertThat(stage.counted("parlance_tokens_total{kind=\"input\"")).isEqualTo(22);
            assertThat(stage.counted("parlance_tokens_total{kind=\"output\"")).isEqualTo(14);
            stage.attemptedRaw(2);
        }
    }

    @Test
    void an_answer_of_messages_names_the_model_as_it_was_asked_for_and_is_the_same_otherwise() throws Exception {
        OddWire wire = OddWire.MESSAGES;
        try (Stage stage = new Stage(wire, answers(wire))) {
            assertThat(Json.parse(stage.ask(false).body().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Json.parse(
                            wire.plain().replace(wire.hostModel(), ALIAS).getBytes(StandardCharsets.UTF_8)));
            assertThat(stage.counted("parlance_tokens_total{kind=\"input\"")).isEqualTo(11);
            assertThat(stage.counted("parlance_tokens_total{kind=\"output\"")).isEqualTo(7);
            stage.attemptedRaw(1);
        }
    }

    @Test
    void a_stream_of_pieces_that_is_asked_for_as_one_array_is_written_so() throws Exception {
        OddWire wire = OddWire.GEMINI;
        try (Stage stage = new Stage(wire, streams(wire.stream()))) {
            stage.caller.send(
                    "POST",
                    wire.path(ALIAS, true).replace("?alt=sse", ""),
                    wire.body(ALIAS, true),
                    "content-type: application/json");
            String body = stage.caller.reply().body();
            assertThat(Json.parse(body.getBytes(StandardCharsets.UTF_8))).isInstanceOf(JsonArray.class);
            assertThat(body).contains("\"h\"").contains("\"\u00e9\"").containsOnlyOnce("\"finishReason\":\"STOP\"");
            stage.attemptedRaw(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_before_the_first_word_is_made_good_with_the_same_bytes(OddWire wire) throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (Stage stage = new Stage(
                wire,
                (request, host) -> streams(
                                times.getAndIncrement() == 0 ? List.of(wire.silent(), wire.broken()) : wire.stream())
                        .play(request, host))) {
            assertThat(stage.ask(true).body()).contains(wire.successEnd()).doesNotContain("It burns");
            assertThat(stage.host.received()).hasSize(2);
            assertThat(stage.host.received().get(0).body())
                    .isEqualTo(stage.host.received().get(1).body());
            stage.attemptedRaw(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_after_the_first_word_is_told_in_the_stream(OddWire wire) throws Exception {
        List<String> frames = new ArrayList<>(wire.begun());
        frames.add(wire.broken());
        try (Stage stage = new Stage(wire, streams(frames))) {
            Caller.Reply reply = stage.ask(true);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("It burns").doesNotContain(wire.successEnd());
            if (wire != OddWire.MESSAGES) {
                assertThat(reply.body()).startsWith(String.join("", wire.begun()));
            }
            assertThat(stage.host.received()).hasSize(1);
            assertThat(stage.counted("parlance_errors_total")).isEqualTo(1);
            stage.attemptedRaw(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cut_stream_is_no_success(OddWire wire) throws Exception {
        String begun = String.join("", wire.begun());
        String end = String.join("", wire.ended());
        for (boolean framed : new boolean[] {true, false}) {
            for (String rest : List.of("", end.substring(0, 20))) {
                try (Stage stage = new Stage(wire, (request, host) -> {
                    host.beginStream();
                    host.chunk(begun + rest);
                    if (framed) {
                        host.endStream();
                    } else {
                        host.socket().close();
                    }
                })) {
                    assertThat(stage.ask(true).body()).contains("\"error\"").doesNotContain(wire.successEnd());
                    assertThat(stage.counted("parlance_errors_total")).isEqualTo(1);
                }
            }
        }
    }
}
