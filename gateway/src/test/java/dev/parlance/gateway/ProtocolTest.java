package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolTest {
    private static final PlayedHost.Role STREAMS = (request, stage) -> {
        stage.beginStream();
        stage.chunk(Scene.delta("Hel"));
        stage.chunk(Scene.delta("lo") + Scene.stop());
        stage.endStream();
    };

    @Test
    void clients_speak_http_2_over_plain_text_by_an_upgrade_that_carries_a_body() throws Exception {
        try (Scene scene = Scene.of(STREAMS);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            for (int call = 0; call < 3; call++) {
                HttpResponse<String> answer = client.send(request(scene.gateway), BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("Hel").contains("lo").endsWith("data: [DONE]\n\n");
            }
        }
    }

    @Test
    void with_a_certificate_both_versions_are_spoken_over_tls(@TempDir Path folder) throws Exception {
        PemFiles pem = PemFiles.in(folder);
        try (Scene scene = Scene.of(Scene.SETTINGS.withCertificate(pem.files()), STREAMS)) {
            assertThat(scene.gateway.url()).startsWith("https://");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                try (HttpClient client = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(pem.trusting())
                        .build()) {
                    HttpResponse<String> answer = client.send(request(scene.gateway), BodyHandlers.ofString());
                    assertThat(answer.version()).isEqualTo(version);
                    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
                }
            }
        }
    }

    @Test
    void many_streams_share_one_connection(@TempDir Path folder) throws Exception {
        PemFiles pem = PemFiles.in(folder);
        try (Scene scene = Scene.of(Scene.SETTINGS.withCertificate(pem.files()).withLanes(1), STREAMS);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(pem.trusting()).build()) {
            client.send(request(scene.gateway), BodyHandlers.ofString());
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int call = 0; call < 50; call++) {
                answers.add(client.sendAsync(request(scene.gateway), BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().body()).endsWith("data: [DONE]\n\n");
            }
        }
    }

    @Test
    void a_certificate_that_cannot_be_read_is_told_at_the_start(@TempDir Path folder) {
        Listening.Certificate missing =
                new Listening.Certificate(folder.resolve("none.pem"), folder.resolve("none.key"));
        assertThatThrownBy(() ->
                        Gateway.start(Scene.SETTINGS.withCertificate(missing), Scene.providers("http://127.0.0.1:1")))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("none.pem")
                .hasMessageContaining("tls-certificate");
    }

    private static HttpRequest request(Gateway gateway) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(Scene.ask("openai-compatible/m-1", true)))
                .build();
    }
}
