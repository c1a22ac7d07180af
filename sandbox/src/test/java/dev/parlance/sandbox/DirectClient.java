package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Talks to a host itself, without HTTP. Bodies are written with single quotes; a typographic apostrophe stands for a real one. */
final class DirectClient {
    private final SandboxHost host;
    private final Map<String, String> headers;

    DirectClient(SandboxHost host, Map<String, String> headers) {
        this.host = host;
        this.headers = headers;
    }

    static DirectClient bearer(SandboxHost host) {
        return new DirectClient(host, Map.of("authorization", "Bearer sk-test"));
    }

    static DirectClient apiKey(SandboxHost host) {
        return new DirectClient(host, Map.of("api-key", "key-test"));
    }

    /** The same host, asked with other headers. */
    DirectClient with(Map<String, String> others) {
        return new DirectClient(host, others);
    }

    /** The address is a path with or without a query. */
    SandboxAnswer send(String method, String address, String body) {
        int mark = address.indexOf('?');
        return host.answer(new SandboxRequest(
                method,
                mark < 0 ? address : address.substring(0, mark),
                mark < 0 ? "" : address.substring(mark + 1),
                headers,
                json(body).getBytes(StandardCharsets.UTF_8)));
    }

    SandboxAnswer post(String address, String body) {
        return send("POST", address, body);
    }

    /** The body of a plain answer. */
    JsonObject answer(String address, String body) {
        SandboxAnswer answer = post(address, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return object(answer.body());
    }

    /** The events or chunks of a streamed answer. */
    List<JsonObject> events(String address, String body) {
        SandboxAnswer answer = post(address, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.streamed()).isTrue();
        return SandboxClient.events(answer.body());
    }

    /** Checks that the host refuses with this code about this parameter; the words {@code null} stand for JSON nulls. */
    JsonObject refused(String address, String body, int status, String code, String param) {
        SandboxAnswer answer = post(address, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonObject error = SandboxClient.member(object(answer.body()), "error");
        assertThat(text(error, "code")).as(answer.body()).isEqualTo(code);
        assertThat(text(error, "param")).as(answer.body()).isEqualTo(param);
        return error;
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        if (text != null) {
            return text;
        }
        return object.get(name) instanceof JsonNull || object.get(name) == null ? "null" : "no text";
    }
}
