package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parlance.agent.mcp.WatchedTransport.Sent;
import io.modelcontextprotocol.common.McpTransportContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to send a request is watched alike. */
class WatchedClientTest {
    /** How a request is sent. */
    enum Way {
        WAITING {
            @Override
            HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
                return client.send(request, BodyHandlers.ofString());
            }
        },
        LATER {
            @Override
            HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
                return client.sendAsync(request, BodyHandlers.ofString()).get();
            }
        },
        WITH_PUSHES {
            @Override
            HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
                return client.sendAsync(request, BodyHandlers.ofString(), (first, pushed, acceptor) -> {})
                        .get();
            }
        };

        abstract HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception;
    }

    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", asked -> {
            headers.add(Map.copyOf(asked.getRequestHeaders()));
            String path = asked.getRequestURI().getPath();
            asked.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
            asked.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, 404, true",
        "WAITING, 400, true",
        "WAITING, 200, false",
        "WAITING, 500, false",
        "LATER, 404, true",
        "LATER, 200, false",
        "WITH_PUSHES, 404, true",
        "WITH_PUSHES, 200, false"
    })
    void a_call_that_the_server_refuses_is_noted_and_its_mark_never_leaves(Way way, int status, boolean refused)
            throws Exception {
        try (HttpClient plain = HttpClient.newHttpClient()) {
            WatchedClient client = new WatchedClient(plain);
            Sent sent = new Sent();
            HttpRequest.Builder request = request(status);
            client.customize(
                    request,
                    "POST",
                    uri(status),
                    null,
                    McpTransportContext.create(Map.of(WatchedTransport.SENT, sent)));
            HttpRequest marked = request.build();

            assertThat(way.send(client, marked).statusCode()).isEqualTo(status);
            assertThat(sent.isRefused()).isEqualTo(refused);
            assertThat(marked.headers().map()).containsKey("parlance-call");
            assertThat(headers)
                    .singleElement()
                    .satisfies(
                            arrived -> assertThat(arrived).containsKey("X-kept").doesNotContainKey("Parlance-call"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_is_no_call_passes_as_it_is(Way way) throws Exception {
        try (HttpClient plain = HttpClient.newHttpClient()) {
            WatchedClient client = new WatchedClient(plain);
            assertThat(way.send(client, request(404).build()).statusCode()).isEqualTo(404);
            assertThat(headers)
                    .singleElement()
                    .satisfies(arrived -> assertThat(arrived).containsKey("X-kept"));
        }
    }

    private HttpRequest.Builder request(int status) {
        return HttpRequest.newBuilder(uri(status)).header("x-kept", "yes");
    }

    private URI uri(int status) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + status);
    }
}
