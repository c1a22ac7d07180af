package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpstreamFailureTest {
    @Test
    void a_host_that_dies_within_a_stream_ends_it_with_an_error_event_and_never_with_done() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(Scene.delta("half an ans"));
                    stage.socket().close();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .contains("half an ans")
                    .contains("\"error\"")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void a_stream_whose_chunks_end_in_order_but_without_an_end_of_the_answer_is_an_error_too() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(Scene.delta("half"));
                    stage.endStream();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            assertThat(caller.reply().body())
                    .contains("half")
                    .contains("\"error\"")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void an_answer_that_is_whole_but_for_its_closing_frame_is_whole() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(Scene.delta("all") + Scene.stop());
                    stage.socket().close();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            assertThat(caller.reply().body())
                    .contains("\"all\"")
                    .doesNotContain("\"error\"")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void a_plain_answer_cut_short_is_an_error_with_a_status() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.write(
                            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"id\":\"c1\",");
                    stage.socket().close();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isBetween(500, 599);
            assertThat(reply.body()).startsWith("{\"error\":{");
        }
    }

    @Test
    void an_error_of_the_host_keeps_its_status_and_its_words_streamed_or_not() throws Exception {
        String body = "{\"error\":{\"message\":\"Rate limit reached for m-1\",\"type\":\"rate_limit_reached_error\"}}";
        for (boolean streamed : new boolean[] {true, false}) {
            try (Scene scene = Scene.of((request, stage) ->
                            stage.answer(429, "application/json", body, "retry-after: 7", "apim-request-id: azure-1"));
                    Caller caller = scene.caller()) {
                caller.chat(Scene.ask("openai-compatible/m-1", streamed));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(429);
                assertThat(reply.header("content-type")).isEqualTo("application/json");
                assertThat(reply.header("retry-after")).isEqualTo("7");
                assertThat(reply.header("x-request-id")).isEqualTo("azure-1");
                assertThat(reply.header("x-parlance-model")).isEqualTo("openai-compatible/m-1");
                assertThat(reply.body()).contains("Rate limit reached for m-1").startsWith("{\"error\":{");
            }
        }
    }

    @Test
    void an_error_that_opens_a_stream_is_an_answer_with_a_status() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(
                            "data: {\"error\":{\"message\":\"engine overloaded\",\"type\":\"engine_overloaded_error\"}}\n\n");
                    stage.endStream();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isGreaterThanOrEqualTo(400);
            assertThat(reply.body()).contains("engine overloaded");
        }
    }

    @Test
    void an_error_page_of_a_proxy_is_an_error_in_the_shape_of_the_dialect() throws Exception {
        for (int status : new int[] {200, 502}) {
            try (Scene scene = Scene.of((request, stage) ->
                            stage.answer(status, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"));
                    Caller caller = scene.caller()) {
                caller.chat(Scene.ask("openai-compatible/m-1", true));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isBetween(500, 599);
                assertThat(reply.header("content-type")).isEqualTo("application/json");
                assertThat(reply.body()).startsWith("{\"error\":{");
            }
        }
    }

    @Test
    void a_refused_connection_names_the_address_and_the_setting() throws Exception {
        int free = freePort();
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, Scene.providers("http://127.0.0.1:" + free));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask("moonshot/kimi-k2.6", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.body()).contains("127.0.0.1:" + free).contains("MOONSHOT_BASE_URL");
            assertThat(reply.body()).doesNotContain("sk-moonshot-secret");
        }
    }

    @Test
    void a_host_that_closes_without_a_word_is_a_failed_connection() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.socket().close());
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.body()).contains("OPENAI_COMPATIBLE_BASE_URL");
        }
    }

    @Test
    void a_host_without_tls_behind_an_https_address_is_told_as_that() throws Exception {
        try (PlayedHost host = new PlayedHost((request, stage) -> stage.answer(200, "text/plain", "no"));
                Gateway gateway =
                        Gateway.start(Scene.SETTINGS, Scene.providers(host.url().replace("http://", "https://")));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.body()).contains("OPENAI_COMPATIBLE_BASE_URL");
        }
    }

    @Test
    void a_redirect_is_never_followed_so_that_the_key_goes_nowhere_else() throws Exception {
        try (PlayedHost other =
                        new PlayedHost((request, stage) -> stage.answer(200, "application/json", Scene.plain("no")));
                Scene scene = Scene.of((request, stage) ->
                        stage.answer(307, "text/plain", "", "location: " + other.url() + "/v1/chat/completions"));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("moonshot/kimi-k2.6", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isGreaterThanOrEqualTo(500);
            assertThat(reply.body()).contains("redirect").contains("MOONSHOT_BASE_URL");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void a_head_that_trickles_in_is_waited_for() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        try (Scene scene = Scene.of((request, stage) -> {
                    for (char character : "HTTP/1.1 200 OK\r\ncontent-type: applica".toCharArray()) {
                        stage.write(String.valueOf(character));
                    }
                    half.await(30, TimeUnit.SECONDS);
                    String body = Scene.plain("late");
                    stage.write("tion/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            half.countDown();
            assertThat(caller.reply().body()).contains("\"late\"");
        }
    }

    @Test
    void a_host_that_falls_silent_is_given_up_after_the_idle_time_before_and_within_an_answer() throws Exception {
        GatewaySettings impatient = Scene.SETTINGS.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300));
        for (boolean begun : new boolean[] {false, true}) {
            CountDownLatch closed = new CountDownLatch(1);
            try (Scene scene = Scene.of(impatient, (request, stage) -> {
                        if (begun) {
                            stage.beginStream();
                            stage.chunk(Scene.delta("and then"));
                        }
                        if (stage.sawClose()) {
                            closed.countDown();
                        }
                    });
                    Caller caller = scene.caller()) {
                caller.chat(Scene.ask("openai-compatible/m-1", true));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(begun ? 200 : 504);
                assertThat(reply.body()).contains("did not answer in time").doesNotContain("[DONE]");
                assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
