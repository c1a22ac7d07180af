package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.sandbox.host.SandboxRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server: routes, counters, hang-ups, what it remembers. */
@Timeout(60)
class SandboxServerTest {
    private static final String HELLO = "{'model':'kimi-k2.6','messages':[{'role':'user','content':'hello'}]}";

    private final SandboxServer server = SandboxServer.start(0);
    private final SandboxClient client = new SandboxClient(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void an_unknown_host_is_told_which_hosts_exist() {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/nobody/models"))
                        .build());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains(
                        "The sandbox has no host 'nobody'. It has: moonshot, moonshot-plan, azure-foundry, azure-openai,"
                                + " openai, openai-compatible, openrouter, mistral,");
    }

    @Test
    void base_urls_may_keep_the_real_suffix() {
        for (String path : List.of("/chat/completions", "/v1/chat/completions")) {
            HttpResponse<String> response = client.send(client.request("moonshot", path)
                    .POST(HttpRequest.BodyPublishers.ofString(SandboxClient.json(HELLO)))
                    .build());
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void every_host_lists_its_models() {
        for (String host : SandboxServer.hosts()) {
            HttpResponse<String> response =
                    client.send(client.request(host, "/models").build());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(server.models(host))
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(response.body())
                            .containsAnyOf("\"id\":\"" + id + "\"", "\"name\": \"models/" + id + "\""));
        }
    }

    @Test
    void equal_requests_get_equal_answers() {
        HttpResponse<String> first = client.chat("moonshot", HELLO);
        HttpResponse<String> second = client.chat("moonshot", HELLO);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("x-trace-id"))
                .isEqualTo(first.headers().firstValue("x-trace-id"));
        assertThat(client.chat("moonshot", HELLO.replace("hello", "other")).body())
                .isNotEqualTo(first.body());
    }

    @Test
    void a_port_in_use_names_the_setting() {
        assertThatThrownBy(() -> SandboxServer.start(server.port()))
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("--port");
    }

    @Test
    void requests_are_remembered_without_keys() {
        client.chat("moonshot", HELLO);
        client.chat("azure-foundry", HELLO);
        List<SandboxRequest> received = server.received();
        assertThat(received).hasSize(2);
        assertThat(received.getFirst().path()).isEqualTo("/moonshot/chat/completions");
        assertThat(received.getFirst().header("authorization")).isEqualTo("Bearer ***");
        assertThat(received.getLast().header("api-key")).isEqualTo("***");
        assertThat(received.getFirst().bodyText()).isEqualTo(SandboxClient.json(HELLO));
    }

    @Test
    void no_more_than_a_hundred_requests_are_remembered() {
        for (int count = 0; count < 105; count++) {
            client.send(client.request("moonshot", "/models").build());
        }
        assertThat(server.received()).hasSize(100);
    }

    @Test
    void every_event_leaves_as_a_chunk_of_its_own() throws Exception {
        String stream;
        try (Socket socket =
                open("{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'hello'}]}")) {
            socket.shutdownOutput();
            stream = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        String body = stream.substring(stream.indexOf("\r\n\r\n") + 4);
        long chunks = Pattern.compile("(?m)^[0-9a-f]+\r\ndata: ")
                .matcher(body)
                .results()
                .count();
        long events = Pattern.compile("data: ").matcher(body).results().count();
        assertThat(chunks).isEqualTo(events).isGreaterThan(10);
        assertThat(body).endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void the_head_leaves_before_a_slow_first_chunk() throws Exception {
        try (Socket socket = open(
                "{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'[[slow 600s]] hello'}]}")) {
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void a_client_that_hangs_up_ends_its_stream() throws Exception {
        try (Socket socket = open(
                "{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'[[slow 5ms]][[tokens 50000]]'}]}")) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(server.openStreams()).isEqualTo(1);
        }
        awaitOpenStreams(0);
        assertThat(server.abortedStreams()).isEqualTo(1);
    }

    @Test
    void many_streams_run_side_by_side() throws Exception {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 64; number++) {
                String own =
                        "{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'[[slow 1ms]] number "
                                + number + "'}]}";
                answers.add(threads.submit(() -> client.chat("moonshot", own)));
            }
            for (int number = 0; number < 64; number++) {
                String text = SandboxClient.joined(
                        SandboxClient.events(answers.get(number).get().body()), "content");
                assertThat(text).contains("“number " + number + "”");
            }
        }
        awaitOpenStreams(0);
        assertThat(server.abortedStreams()).isZero();
    }

    @Test
    void closing_ends_open_streams_at_once() throws Exception {
        try (Socket socket = open(
                "{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'[[slow 60s]] hello'}]}")) {
            awaitOpenStreams(1);
            server.close();
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
        awaitOpenStreams(0);
    }

    @Test
    void a_host_that_does_not_exist_is_an_error_of_the_caller() {
        assertThatThrownBy(() -> server.baseUrl("nobody")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.baseUrl("openai")).isEqualTo("http://127.0.0.1:" + server.port() + "/openai");
    }

    private Socket open(String quoted) throws Exception {
        byte[] body = SandboxClient.json(quoted).getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        String head = "POST /moonshot/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk-test\r\n"
                + "content-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    private void awaitOpenStreams(int count) {
        while (server.openStreams() != count) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            Thread.onSpinWait();
        }
    }
}
