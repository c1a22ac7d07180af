package dev.parlance.cli.law;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import dev.parlance.sandbox.SandboxServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Sends requests to the simulated hosts over HTTP and reports what they say. */
final class Judge implements AutoCloseable {
    private final SandboxServer sandbox = SandboxServer.start(0);
    private final Providers providers = Providers.sandbox(Map.of(), Catalog.bundled(), sandbox::standIn);
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
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(profile.dialect()));
        PreparedRequest prepared = Preparation.prepare(
                inbound.request().toBuilder().model(profile.model()).build(), profile, dialect, Policy.ADAPT);
        UpstreamRequest wire =
                endpoint(profile).preview(prepared, inbound.request().streaming() != null);
        HttpRequest.Builder call = HttpRequest.newBuilder(wire.url());
        wire.headers().forEach(header -> call.header(header.name(), header.revealed()));
        HttpResponse<String> answer = client.send(
                call.POST(HttpRequest.BodyPublishers.ofByteArray(wire.body().bytes()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Verdict(answer.statusCode(), answer.body());
    }

    /** The host's address and key, whatever is asked of it. */
    private Target endpoint(Profile profile) {
        return providers.target(profile.host() + "/" + profile.model());
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
