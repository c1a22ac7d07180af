package dev.parlance.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Streams that are all open at the same time: each gets its own words, whole, and afterwards nothing is open. */
class ManyStreamsTest {
    /** As many as a server lets a client open on one connection of HTTP/2 by default. */
    private static final int STREAMS_OF_CONNECTION = 100;

    private static final long PATIENCE_SECONDS = 120;
    private static final long MEMORY = 1 << 20;

    private static final String BODY = SoakDoor.CHAT.body(Kind.OWN, Role.HOLD, true, false);

    @Test
    @Tag("slow")
    void ten_thousand_streams_are_open_at_once(TestReporter reporter) throws Exception {
        hold(10_000, reporter);
    }

    @Test
    void five_hundred_streams_are_open_at_once(TestReporter reporter) throws Exception {
        hold(500, reporter);
    }

    private static void hold(int streams, TestReporter reporter) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Stage stage = new Stage(MEMORY)) {
            HttpClient client = client(vertx, streams / STREAMS_OF_CONNECTION);
            List<Future<Buffer>> answers = new ArrayList<>();
            for (int stream = 0; stream < streams; stream++) {
                answers.add(ask(client, stage.gateway.port(), stream));
            }
            untilHeld(stage, streams, answers);
            Figures open = stage.gateway.now();
            reporter.publishEntry("open", open.toString());
            assertThat(answers).noneMatch(Future::isComplete);
            // One to the host for each, and those of the client.
            assertThat(open.connections()).isGreaterThanOrEqualTo(OpenSockets.all() == 0 ? 0 : streams);
            stage.host.release();
            Future.all(answers).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Answers seen = new Answers();
            Kind kind = Kind.held();
            for (int stream = 0; stream < streams; stream++) {
                seen.check(
                        kind,
                        Numbered.digits(stream),
                        200,
                        spoken(answers.get(stream).result()));
            }
            client.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            reporter.publishEntry("afterwards", stage.atRest().toString());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static HttpClient client(Vertx vertx, int connections) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS_OF_CONNECTION);
        return vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(connections));
    }

    private static Future<Buffer> ask(HttpClient client, int port, int number) {
        byte[] body = Numbered.of(BODY).with(Numbered.digits(number));
        return client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/chat/completions")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(body)))
                .compose(ManyStreamsTest::whole);
    }

    private static Future<Buffer> whole(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : response.body().compose(body -> Future.failedFuture(response.statusCode() + " " + body));
    }

    private static void untilHeld(Stage stage, int streams, List<Future<Buffer>> answers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (stage.host.held() < streams && System.nanoTime() - deadline < 0) {
            assertThat(answers.getFirst().cause()).isNull();
            Thread.onSpinWait();
        }
        assertThat(answers).allMatch(answer -> answer.cause() == null);
        assertThat(stage.host.held()).isEqualTo(streams);
    }

    /** Without the words that only say that the call goes on. */
    private static byte[] spoken(Buffer body) {
        return body.toString(StandardCharsets.UTF_8)
                .replaceAll("(?m)^:.*\n\n", "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
