package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests to a server on this machine, and the addresses that are not called. */
@Timeout(60)
class HttpToolTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        answers("/plain", 200, "", "你好".getBytes(StandardCharsets.UTF_8));
        answers("/huge", 200, "", "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
        answers("/binary", 200, "", new byte[] {1, 0, 2});
        answers("/gone", 404, "", "no such page".getBytes(StandardCharsets.UTF_8));
        answers("/away", 302, "/plain", new byte[0]);
        answers("/again", 307, "/plain", new byte[0]);
        answers("/elsewhere", 307, "http://localhost:1/", new byte[0]);
        answers("/file", 302, "file:///etc/passwd", new byte[0]);
        answers("/circle", 302, "/circle", new byte[0]);
        server.createContext("/slow", exchange -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
    }

    @Test
    void status_type_and_body_are_told() throws Exception {
        assertThat(get("/plain").text()).isEqualTo("status 200\nurl " + url + "/plain\ncontent-type text/x\n\n你好");
        assertThat(get("/gone").text()).startsWith("status 404\n").endsWith("no such page");
        assertThat(get("/binary").text()).endsWith("[no UTF-8 text, 3 bytes]");
        assertThat(get("/huge").text()).hasSizeLessThan(33_000).endsWith("there is more than can be shown.]");
    }

    @Test
    void a_body_is_posted_and_not_taken_elsewhere() throws Exception {
        assertThat(post("/plain").text()).startsWith("status 200");
        assertThat(post("/again").text()).contains(url + "/plain");
        assertThat(post("/away").text()).contains(url + "/plain");
        assertThat(post("/elsewhere").text()).contains("sent to http://localhost:1/ instead");
        assertThat(asked)
                .containsExactly(
                        "POST /plain {}",
                        "POST /again {}",
                        "POST /plain {}",
                        "POST /away {}",
                        "GET /plain ",
                        "POST /elsewhere {}");
    }

    @ParameterizedTest
    @CsvSource({"/file,must begin with http", "/circle,More than 5 redirects"})
    void redirects_are_held_to_the_rules(String path, String words) throws Exception {
        ToolResult result = get(path);

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).contains(words);
    }

    @Test
    void a_server_that_does_not_answer_is_given_up() throws Exception {
        HttpTool hasty = new HttpTool(Calls.allowing("http", "local"), Duration.ofMillis(200));

        ToolResult result = Calls.call(hasty.tool(), "url", JsonValue.of(url + "/slow"));

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).matches("(The server did not answer|This did not end) within .*");
    }

    @Test
    void where_nobody_listens_is_told() throws Exception {
        server.stop(0);

        assertThat(get("/plain").text()).isEqualTo("There is no connection to " + url + "/plain.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://2130706433/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[fd00::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://10.1.2.3/",
                "http://172.20.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://0.0.0.0/",
                "http://255.255.255.255/"
            })
    void addresses_near_by_are_refused_before_anybody_is_asked(String address) throws Exception {
        Answering terminal = new Answering(80, "y", "y");
        HttpTool tool = new HttpTool(new Consent(Allowed.NOTHING, terminal, Calls.silent()), Duration.ofSeconds(5));

        ToolResult result = Calls.call(tool.tool(), "url", JsonValue.of(address));

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).startsWith("Refused").contains("--allow local");
        assertThat(terminal.questions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void others_are_public(String address) throws Exception {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.org/        | begin with http
            file:///etc/passwd        | begin with http
            example.org               | begin with http
            http://me:key@example.org | name or password
            http://exa mple.org       | no URL
            """)
    void what_is_no_address_is_told(String written, String words) throws Exception {
        assertThat(Calls.call(tool(), "url", JsonValue.of(written)).text()).contains(words);
    }

    @Test
    void the_user_sees_what_is_sent_where() throws Exception {
        Answering terminal = new Answering(80, "n");
        HttpTool asking = new HttpTool(
                new Consent(Allowed.of(List.of("local")), terminal, Calls.silent()), Duration.ofSeconds(5));

        Calls.call(
                asking.tool(),
                "url",
                JsonValue.of("https://example.org/x"),
                "method",
                JsonValue.of("POST"),
                "body",
                JsonValue.of("secret\nplan"));

        assertThat(terminal.questions().getFirst())
                .startsWith("http_request wants to send a POST request to:\n  | https://example.org/x\n"
                        + "  | +secret\n  | +plan\n");
    }

    private static Tool tool() {
        return new HttpTool(Calls.allowing("http", "local"), Duration.ofSeconds(30)).tool();
    }

    private ToolResult get(String path) throws Exception {
        return Calls.call(tool(), "url", JsonValue.of(url + path));
    }

    private ToolResult post(String path) throws Exception {
        return Calls.call(
                tool(), "url", JsonValue.of(url + path), "method", JsonValue.of("POST"), "body", JsonValue.of("{}"));
    }

    private void answers(String path, int status, String location, byte[] body) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + path + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("content-type", "text/x");
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("location", location);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }
}
