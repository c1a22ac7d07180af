package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.gateway.PlayedHost.Stage;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Answers that hosts have packed: as they are to whom can unpack them and needs no word changed, unpacked to all others. */
class PackedAnswerTest {
    private static final GatewaySettings QUICK =
            Scene.SETTINGS.with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));

    private static final String CALLS = Scene.plain("hi")
            .replace(
                    "\"content\":\"hi\"",
                    "\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]");

    private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]}";
    private static final String PLAIN = "{\"model\":\"openai-compatible/m-1\"," + QUESTION;
    private static final String STREAMED = "{\"model\":\"openai-compatible/m-1\",\"stream\":true," + QUESTION;

    private static byte[] packed(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static void answer(Stage stage, int status, byte[] body) throws IOException {
        stage.write("HTTP/1.1 " + status + " Whatever\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n"
                + "content-length: " + body.length + "\r\n\r\n");
        // In two reads, for packed bytes have no frames of their own.
        int half = body.length / 2;
        stage.out().write(body, 0, half);
        stage.out().flush();
        stage.out().write(body, half, body.length - half);
        stage.out().flush();
    }

    private interface Scenario {
        void play(PlayedHost host, Caller caller) throws Exception;
    }

    private static void with(PlayedHost.Role role, Scenario scenario) throws Exception {
        try (PlayedHost host = new PlayedHost(role);
                Gateway gateway = Gateway.start(
                        QUICK,
                        Providers.fromEnvironment(
                                Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"), Catalog.bundled()));
                Caller caller = new Caller(gateway)) {
            scenario.play(host, caller);
        }
    }

    @Test
    void a_client_that_can_unpack_gets_the_bytes_of_the_host() throws Exception {
        byte[] body = packed(Scene.plain("h\u00e9").replace("{\"id\"", "{ \"id\""));
        with((request, stage) -> answer(stage, 200, body), (host, caller) -> {
            caller.chat(PLAIN, "accept-encoding: br, gzip");
            Caller.Head head = caller.head();
            assertThat(head.header("content-encoding")).isEqualTo("gzip");
            assertThat(head.header("vary")).isEqualTo("accept-encoding");
            assertThat(caller.bytes(Integer.parseInt(head.header("content-length"))))
                    .isEqualTo(body);
            assertThat(host.only().headers()).containsEntry("accept-encoding", "gzip");
            caller.send("GET", "/metrics", "");
            assertThat(caller.reply().body()).containsPattern("parlance_tokens_total\\{[^}]*output[^}]*\\} 2\\.0");
        });
    }

    @Test
    void whoever_does_not_ask_gets_them_unpacked() throws Exception {
        String text = Scene.plain("h\u00e9");
        with((request, stage) -> answer(stage, 200, packed(text)), (host, caller) -> {
            for (String header : new String[] {"accept: */*", "accept-encoding: br", "accept-encoding: gzip;q=0"}) {
                caller.chat(PLAIN, header);
                Caller.Reply reply = caller.reply();
                assertThat(reply.header("content-encoding")).isEmpty();
                assertThat(reply.body()).isEqualTo(text);
            }
            assertThat(host.received())
                    .allMatch(request -> "identity".equals(request.headers().get("accept-encoding")));
        });
    }

    @Test
    void a_client_of_another_dialect_gets_its_own() throws Exception {
        with((request, stage) -> answer(stage, 200, packed(Scene.plain("h\u00e9"))), (host, caller) -> {
            caller.send(
                    "POST",
                    "/v1/messages",
                    PLAIN.replace("{\"model\"", "{\"max_tokens\":9,\"model\""),
                    "content-type: application/json",
                    "accept-encoding: gzip");
            Caller.Reply reply = caller.reply();
            assertThat(reply.header("content-encoding")).isEmpty();
            assertThat(reply.body()).contains("\"text\":\"h\u00e9\"");
        });
    }

    @Test
    void calls_are_mended_and_errors_read() throws Exception {
        String error = "{\"error\":{\"message\":\"No such thing\",\"type\":\"invalid_request_error\"}}";
        with(
                (request, stage) -> answer(
                        stage,
                        request.body().contains("tools") ? 200 : 400,
                        packed(request.body().contains("tools") ? CALLS : error)),
                (host, caller) -> {
                    String tools =
                            "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],";
                    caller.chat(tools + PLAIN.substring(1), "accept-encoding: gzip");
                    Caller.Reply mended = caller.reply();
                    assertThat(mended.header("content-encoding")).isEmpty();
                    assertThat(mended.body()).contains("\"finish_reason\":\"tool_calls\"");
                    caller.chat(PLAIN, "accept-encoding: gzip");
                    Caller.Reply refused = caller.reply();
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.body()).contains("No such thing");
                });
    }

    @Test
    void a_stream_that_comes_packed_leaves_unpacked() throws Exception {
        byte[] body = packed(Scene.delta("h\u00e9") + Scene.stop());
        with(
                (request, stage) -> {
                    stage.beginStream("content-encoding: gzip");
                    for (int from = 0; from < body.length; from += 7) {
                        stage.chunk(Arrays.copyOfRange(body, from, Math.min(body.length, from + 7)));
                    }
                    stage.endStream();
                },
                (host, caller) -> {
                    caller.chat(STREAMED, "accept-encoding: gzip");
                    Caller.Reply reply = caller.reply();
                    assertThat(reply.header("content-encoding")).isEmpty();
                    assertThat(reply.body()).contains("h\u00e9").endsWith("data: [DONE]\n\n");
                    assertThat(host.only().headers()).containsEntry("accept-encoding", "identity");
                });
    }

    @Test
    void what_is_packed_wrongly_or_cut_is_no_answer() throws Exception {
        byte[] whole = packed(Scene.plain("hi"));
        byte[] broken = whole.clone();
        Arrays.fill(broken, 12, broken.length - 8, (byte) 0xff);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        byte[] none = Scene.plain("hi").getBytes(StandardCharsets.UTF_8);
        for (byte[] body : new byte[][] {broken, cut, none}) {
            with((request, stage) -> answer(stage, 200, body), (host, caller) -> {
                caller.chat(PLAIN, "accept-encoding: gzip");
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(502);
                assertThat(Json.parse(reply.body())).isNotNull();
            });
        }
    }
}
