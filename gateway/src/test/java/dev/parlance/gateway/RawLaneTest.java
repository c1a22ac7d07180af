package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Providers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long requests whose words nobody needs are spliced, and answers that are as their client wants them are passed on; both say what they said. */
class RawLaneTest {
    private static final long PATIENCE = 30;

    /** A host that neither gives reasoning nor takes it back. */
    private static final String MODEL = "openai/gpt-4o";

    private static final GatewaySettings QUICK =
            Scene.SETTINGS.with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));

    /** Spaces, members and an order that no writer of ours would choose. */
    private static final String ODD_DELTA =
            "data: { \"model\" : \"m-1\", \"id\":\"c1\", \"x\":[1.50], \"created\":1, \"object\":\"chat.completion.chunk\","
                    + " \"choices\":[ {\"delta\":{\"content\":\"h\\u00e9\"}, \"index\":0} ] }\n\n";

    private static final String USAGE =
            "data: {\"id\":\"c1\",\"created\":1,\"model\":\"m-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,"
                    + "\"completion_tokens\":5,\"total_tokens\":12}}\n\n";

    private static final class Stage implements AutoCloseable {
        final PlayedHost host;
        final Gateway gateway;

        Stage(GatewaySettings settings, PlayedHost.Role role) {
            host = new PlayedHost(role);
            Map<String, String> environment = new HashMap<>();
            environment.put("OPENAI_BASE_URL", host.url() + "/v1");
            environment.put("OPENAI_API_KEY", "sk-openai-secret");
            environment.put("ANTHROPIC_BASE_URL", host.url());
            environment.put("ANTHROPIC_API_KEY", "anthropic-secret");
            environment.put("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1");
            gateway = Gateway.start(settings, Providers.fromEnvironment(environment, Catalog.bundled()));
        }

        Caller caller() throws Exception {
            return new Caller(gateway);
        }

        @Override
        public void close() {
            gateway.close();
            host.close();
        }
    }

    /** How many attempts went each way, as the page of metrics tells; on one connection it comes after the answers. */
    private static long attempts(Caller caller, String lane) throws Exception {
        caller.send("GET", "/metrics", "");
        return caller.reply()
                .body()
                .lines()
                .filter(line -> line.startsWith("parlance_attempts_total{lane=\"" + lane + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String asked(String model, boolean stream, String members, int words) {
        StringBuilder history = new StringBuilder();
        for (int turn = 0; history.length() < words; turn++) {
            history.append("{\"role\":\"user\",\"content\":\"Turn ")
                    .append(turn)
                    .append(" h\\u00e9llo \\\"quoted\\\" \u4f60\u597d ")
                    .append("words ".repeat(500))
                    .append("\"}, {\"content\" : \"Answer \\n ")
                    .append("more ".repeat(500))
                    .append("\", \"role\":\"assistant\"},");
        }
        return "{\"messages\":[" + history + "{\"role\":\"user\",\"content\":\"Say hi\"}],\"stream\":" + stream + ","
                + members + " \"temperature\":0.50,\"model\":\"" + model + "\"}";
    }

    private static String streamed() {
        return asked(MODEL, true, "\"stream_options\":{\"include_usage\":true},", 5000);
    }

    private static PlayedHost.Role streams(String... chunks) {
        return (request, stage) -> {
            stage.beginStream();
            for (String chunk : chunks) {
                stage.chunk(chunk);
            }
            stage.endStream();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 300_000, 2_000_000})
    void both_lanes_send_the_same(int words) throws Exception {
        String body = asked("openai-compatible/m-1", false, "\"max_tokens\":99,\"own\":{\"a\":[1.50]},", words);
        String thoughtful = Scene.plain("hi").replace("\"content\"", "\"reasoning_content\":\"Hm.\",\"content\"");
        try (Stage raw =
                        new Stage(QUICK, (request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Stage full = new Stage(QUICK, (request, stage) -> stage.answer(200, "application/json", thoughtful));
                Caller first = raw.caller();
                Caller second = full.caller()) {
            first.chat(body);
            // A host that is known to reason may have turns put back, for which the words must be known.
            second.chat(asked("openai-compatible/m-1", false, "", 0));
            assertThat(second.reply().body()).contains("Hm.");
            second.chat(body);
            assertThat(first.reply().status()).isEqualTo(200);
            assertThat(second.reply().status()).isEqualTo(200);

            PlayedHost.Received spliced = raw.host.only();
            PlayedHost.Received written = full.host.received().get(1);
            assertThat(Json.parse(spliced.body().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Json.parse(written.body().getBytes(StandardCharsets.UTF_8)));
            assertThat(spliced.body())
                    .contains("h\\u00e9llo \\\"quoted\\\" \u4f60\u597d")
                    .contains("\"model\":\"m-1\"");
            assertThat(spliced.target()).isEqualTo(written.target());
            assertThat(spliced.headers().keySet()).isEqualTo(written.headers().keySet());
            assertThat(attempts(first, "raw")).isEqualTo(1);
            assertThat(attempts(first, "full")).isZero();
            assertThat(attempts(second, "full")).isEqualTo(2);
            assertThat(attempts(second, "raw")).isZero();
        }
    }

    @Test
    void thoughts_at_the_beginning_are_remembered_and_those_behind_words_passed_on() throws Exception {
        String thought = ODD_DELTA.replace("\"content\":\"h\\u00e9\"", "\"reasoning_content\":\"Hm.\"");
        AtomicInteger times = new AtomicInteger();
        try (Stage stage = new Stage(
                        QUICK,
                        (request, host) -> streams(
                                        times.getAndIncrement() == 0
                                                ? new String[] {ODD_DELTA, thought, Scene.stop()}
                                                : new String[] {thought, ODD_DELTA, Scene.stop()})
                                .play(request, host));
                Caller caller = stage.caller()) {
            String model = "openai-compatible/m-1";
            String usage = "\"stream_options\":{\"include_usage\":true},";
            String question = "{\"role\":\"user\",\"content\":\"Say hi\"}";
            caller.chat(asked(model, true, usage, 5_000));
            assertThat(caller.reply().body()).isEqualTo(ODD_DELTA + thought + Scene.stop());
            caller.chat(asked(model, true, usage, 5_000));
            assertThat(caller.reply().body())
                    .contains("\"reasoning_content\":\"Hm.\"")
                    .doesNotContain(thought);
            assertThat(attempts(caller, "raw")).isEqualTo(2);

            String next = asked(model, true, usage, 5_000)
                    .replace(question, question + ",{\"role\":\"assistant\",\"content\":\"h\u00e9\"}," + question);
            caller.chat(next);
            caller.reply();
            assertThat(stage.host.received().get(2).body()).contains("\"reasoning_content\":\"Hm.\"");
            assertThat(attempts(caller, "full")).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_begins_with_a_chunk_that_is_none_is_decoded() throws Exception {
        String filter = "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}\n\n";
        String stop = Scene.stop().replace("data: [DONE]\n\n", "");
        try (Stage stage = new Stage(QUICK, streams(filter, ODD_DELTA, stop, USAGE, "data: [DONE]\n\n"));
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            assertThat(caller.reply().body())
                    .doesNotContain("\"object\":\"\"")
                    .contains("prompt_filter_results")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void a_stream_reaches_the_client_byte_by_byte() throws Exception {
        String role =
                "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}]}\n\n";
        String stop = Scene.stop().replace("data: [DONE]\n\n", "");
        String[] chunks = {role, ODD_DELTA, ODD_DELTA, stop, USAGE, "data: [DONE]\n\n"};
        try (Stage stage = new Stage(QUICK, streams(chunks));
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            Caller.Reply reply = caller.reply();
            assertThat(reply.header("content-type")).startsWith("text/event-stream");
            assertThat(reply.header("x-parlance-model")).isEqualTo(MODEL);
            assertThat(reply.body()).isEqualTo(String.join("", chunks));
            assertThat(attempts(caller, "raw")).isEqualTo(1);
        }
    }

    @Test
    void each_event_leaves_before_the_next_one_comes_and_never_in_halves() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        String half = ODD_DELTA.substring(0, 40);
        GatewaySettings talkative = QUICK.with(QUICK.calls().withKeepAlive(Duration.ofMillis(20)));
        try (Stage stage = new Stage(talkative, (request, host) -> {
                    host.beginStream();
                    host.chunk(ODD_DELTA);
                    host.chunk(half);
                    assertThat(heard.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
                    host.chunk(ODD_DELTA.substring(half.length()) + Scene.stop());
                    host.endStream();
                });
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            caller.head();
            String first = caller.chunk();
            while (first.equals(": keep-alive\n\n")) {
                first = caller.chunk();
            }
            assertThat(first).isEqualTo(ODD_DELTA);
            assertThat(caller.chunk()).isEqualTo(": keep-alive\n\n");
            heard.countDown();
            StringBuilder rest = new StringBuilder();
            for (String chunk = caller.chunk(); !chunk.isEmpty(); chunk = caller.chunk()) {
                rest.append(chunk.equals(": keep-alive\n\n") ? "" : chunk);
            }
            assertThat(rest.toString()).isEqualTo(ODD_DELTA + Scene.stop());
            assertThat(stage.host.faults()).isEmpty();
        }
    }

    @Test
    void a_plain_answer_reaches_the_client_byte_by_byte() throws Exception {
        String answer = "\n" + Scene.plain("hi").replace(",", " ,\n ").replace("\"id\"", "\"own\":1.50 , \"id\"");
        try (Stage stage = new Stage(QUICK, (request, host) -> host.answer(200, "application/json", answer));
                Caller caller = stage.caller()) {
            for (int words : new int[] {0, 5_000}) {
                caller.chat(asked(MODEL, false, "", words));
                assertThat(caller.reply().body()).isEqualTo(answer);
            }
            assertThat(attempts(caller, "raw")).isEqualTo(1);
            assertThat(attempts(caller, "full")).isEqualTo(1);
        }
    }

    @Test
    void a_chunk_that_the_client_did_not_ask_for_stays_here() throws Exception {
        String stop = Scene.stop().replace("data: [DONE]", USAGE.strip() + "\n\ndata: [DONE]");
        try (Stage stage = new Stage(QUICK, streams(ODD_DELTA, stop));
                Caller caller = stage.caller()) {
            caller.chat(asked(MODEL, true, "", 5_000));
            assertThat(caller.reply().body())
                    .contains("h\u00e9")
                    .doesNotContain("\"choices\":[]")
                    .endsWith("data: [DONE]\n\n");
            assertThat(attempts(caller, "raw")).isEqualTo(1);
        }
    }

    @Test
    void calls_are_mended_where_tools_were_offered() throws Exception {
        String call = "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
                + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}}]}\n\n";
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],"
                + "\"stream_options\":{\"include_usage\":true},";
        try (Stage stage = new Stage(QUICK, streams(call, Scene.stop()));
                Caller caller = stage.caller()) {
            caller.chat(asked(MODEL, true, tools, 5_000));
            assertThat(caller.reply().body())
                    .contains("\"finish_reason\":\"tool_calls\"")
                    .containsPattern("\"id\":\"call[^\"]+\",\"type\":\"function\"");
            assertThat(attempts(caller, "raw")).isEqualTo(1);
        }
    }

    @Test
    void words_before_a_call_reach_the_client_byte_by_byte_and_the_call_is_mended() throws Exception {
        String call =
                "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" so\",\"tool_calls\":[{\"index\":0,"
                        + "\"function\":{\"name\":\"look\",\"arguments\":\"{\"}}]}}]}\n\n";
        String more = "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
                + "\"function\":{\"arguments\":\"}\"}}]}}]}\n\n";
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],"
                + "\"stream_options\":{\"include_usage\":true},";
        String words = ODD_DELTA + ODD_DELTA;
        for (String[] chunks :
                new String[][] {{words, call, more, USAGE, Scene.stop()}, {words + call + more + USAGE + Scene.stop()}
                }) {
            try (Stage stage = new Stage(QUICK, streams(chunks));
                    Caller caller = stage.caller()) {
                caller.chat(asked(MODEL, true, tools, 0));
                String body = caller.reply().body();
                assertThat(body)
                        .startsWith(words)
                        .contains("\"content\":\" so\"")
                        .containsOnlyOnce("\"finish_reason\":\"tool_calls\"")
                        .containsPattern("\"id\":\"call[^\"]+\",\"type\":\"function\"")
                        .contains("\"completion_tokens\":5")
                        .endsWith("data: [DONE]\n\n");
                assertThat(body.substring(words.length()).lines().filter(line -> line.startsWith("data: {")))
                        .allMatch(line -> line.contains("\"id\":\"c1\"") && line.contains("\"created\":1,"));
            }
        }
    }

    @Test
    void the_calls_of_a_plain_answer_are_mended() throws Exception {
        String answer = Scene.plain("hi")
                .replace(
                        "\"content\":\"hi\"",
                        "\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]");
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],";
        try (Stage stage = new Stage(QUICK, (request, host) -> host.answer(200, "application/json", answer));
                Caller caller = stage.caller()) {
            caller.chat(asked(MODEL, false, tools, 0));
            assertThat(caller.reply().body())
                    .contains("\"finish_reason\":\"tool_calls\"")
                    .containsPattern("\"id\":\"call[^\"]+\",\"type\":\"function\"");
        }
    }

    @Test
    void an_error_before_the_first_word_is_made_good_with_the_same_bytes() throws Exception {
        AtomicInteger times = new AtomicInteger();
        String role = "data: {\"id\":\"c0\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n";
        String broken =
                "data: {\"error\":{\"message\":\"The engine is currently overloaded\",\"type\":\"server_error\"}}\n\n";
        try (Stage stage = new Stage(QUICK, (request, host) -> {
                    boolean first = times.getAndIncrement() == 0;
                    streams(first ? new String[] {role, broken} : new String[] {ODD_DELTA, Scene.stop()})
                            .play(request, host);
                });
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            assertThat(caller.reply().body()).isEqualTo(ODD_DELTA + Scene.stop());
            assertThat(stage.host.received()).hasSize(2);
            assertThat(stage.host.received().get(0).body())
                    .isEqualTo(stage.host.received().get(1).body());
            assertThat(attempts(caller, "raw")).isEqualTo(2);
        }
    }

    @Test
    void an_error_after_the_first_word_is_told_in_the_stream() throws Exception {
        String broken = "data: {\"error\":{\"message\":\"It burns\",\"type\":\"server_error\"}}\n\n";
        try (Stage stage = new Stage(QUICK, streams(ODD_DELTA, broken));
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .startsWith(ODD_DELTA)
                    .contains("\"error\":{")
                    .contains("It burns")
                    .doesNotContain("[DONE]");
            assertThat(stage.host.received()).hasSize(1);
        }
    }

    @Test
    void a_request_of_messages_goes_raw_and_its_answer_names_the_model_as_it_was_asked() throws Exception {
        String begin =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                        + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
                        + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                        + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n";
        String text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\", \"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"h\\u00e9\"}}\n\n";
        String stop = "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                + "\"usage\":{\"output_tokens\":2}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        String broken =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"It burns\"}}\n\n";
        AtomicInteger times = new AtomicInteger();
        try (Stage stage = new Stage(
                        QUICK.with(MemorySettings.OFF),
                        (request, host) -> streams(begin, text + text, times.getAndIncrement() == 0 ? stop : broken)
                                .play(request, host));
                Caller caller = stage.caller()) {
            String body = asked("anthropic/claude-sonnet-4-5", true, "\"max_tokens\":99,", 5_000);
            caller.send("POST", "/v1/messages", body, "content-type: application/json");
            assertThat(caller.reply().body())
                    .contains("\"model\":\"anthropic/claude-sonnet-4-5\"")
                    .contains("message_stop");
            caller.send("POST", "/v1/messages", body, "content-type: application/json");
            assertThat(caller.reply().body())
                    .contains("event: error")
                    .contains("It burns")
                    .doesNotContain("message_stop")
                    .containsOnlyOnce("event: message_start");
            assertThat(attempts(caller, "raw")).isEqualTo(2);
        }
    }

    @Test
    void a_plain_error_has_a_status_of_its_own() throws Exception {
        String broken = "{\"error\":{\"message\":\"No such thing\",\"type\":\"invalid_request_error\"}}";
        try (Stage stage = new Stage(QUICK, (request, host) -> host.answer(400, "application/json", broken));
                Caller caller = stage.caller()) {
            for (boolean stream : new boolean[] {true, false}) {
                caller.chat(stream ? streamed() : asked(MODEL, false, "", 5_000));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.body()).contains("No such thing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_cut_stream_is_no_success(boolean framed) throws Exception {
        try (Stage stage = new Stage(QUICK, (request, host) -> {
                    host.beginStream();
                    host.chunk(ODD_DELTA);
                    host.chunk(ODD_DELTA.substring(0, 50));
                    if (framed) {
                        host.endStream();
                    } else {
                        host.socket().close();
                    }
                });
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            assertThat(caller.reply().body())
                    .startsWith(ODD_DELTA)
                    .contains("\"error\":{")
                    .doesNotContain("[DONE]")
                    .doesNotContain("finish_reason");
        }
    }

    @Test
    void an_answer_in_the_other_form_is_decoded() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (Stage stage = new Stage(QUICK, (request, host) -> {
                    if (times.getAndIncrement() == 0) {
                        host.answer(200, "application/json", Scene.plain("whole"));
                    } else {
                        streams(Scene.delta("one "), Scene.delta("two") + Scene.stop())
                                .play(request, host);
                    }
                });
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            assertThat(caller.reply().body()).contains("\"whole\"").endsWith("data: [DONE]\n\n");
            caller.chat(asked(MODEL, false, "", 5_000));
            assertThat(caller.reply().body()).startsWith("{").contains("\"content\":\"one two\"");
            assertThat(attempts(caller, "raw")).isEqualTo(2);
        }
    }

    @Test
    void a_client_that_does_not_read_holds_the_host_back_and_loses_nothing() throws Exception {
        int chunks = 1500;
        String delta = Scene.delta("q".repeat(60_000));
        AtomicLong sent = new AtomicLong();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Stage stage = new Stage(QUICK, (request, host) -> {
                    host.beginStream();
                    for (int number = 0; number < chunks; number++) {
                        host.chunk(delta);
                        sent.incrementAndGet();
                        started.countDown();
                    }
                    host.chunk(Scene.stop());
                    host.endStream();
                    done.countDown();
                });
                Caller caller = stage.caller()) {
            caller.chat(streamed());
            assertThat(started.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(done.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(sent.get()).isLessThan(chunks);

            caller.head();
            long bytes = 0;
            String last = "";
            for (String chunk = caller.chunk(); !chunk.isEmpty(); chunk = caller.chunk()) {
                bytes += chunk.length();
                last = chunk;
            }
            assertThat(bytes)
                    .isEqualTo((long) chunks * delta.length() + Scene.stop().length());
            assertThat(last).endsWith("data: [DONE]\n\n");
        }
    }
}
