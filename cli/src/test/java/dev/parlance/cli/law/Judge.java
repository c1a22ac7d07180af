package dev.parlance.cli.law;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.sandbox.SandboxServer;
import dev.parlance.testkit.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Sends requests to the simulated hosts over HTTP and reports what they say. */
final class Judge implements AutoCloseable {
    private final SandboxServer sandbox = SandboxServer.start(0);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the host said. */
    record Verdict(int status, String body) {
        boolean accepted() {
            return status == 200;
        }
    }

    /** A client's Chat request for that model, prepared under the profile and judged by its host. */
    Verdict on(Profile profile, String chatRequest) throws IOException, InterruptedException {
        JsonObject request = (JsonObject) Json.parse(chatRequest);
        byte[] body =
                Json.text(request.with("model", JsonValue.of(profile.model()))).getBytes(StandardCharsets.UTF_8);
        InboundRequest inbound =
                Objects.requireNonNull(Dialects.inbound("openai-chat")).decodeRequest(body);
        Sent sent = Sent.to(profile, inbound.request(), Policy.ADAPT);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl(profile.host()) + profile.path()))
                        .header("content-type", "application/json")
                        .header(profile.host().startsWith("azure") ? "api-key" : "authorization", "Bearer key")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.text(sent.body())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Verdict(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
