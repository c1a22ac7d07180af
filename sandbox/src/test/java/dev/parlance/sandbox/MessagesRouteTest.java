package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.MessagesRoute;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The Messages route in the hands of another host: no key and, if so wished, no version; names of models in other spellings. */
class MessagesRouteTest {
    private static final String BODY = AnthropicClient.hello("claude-opus-4.7", "");

    @Test
    void it_answers_its_two_paths_and_nothing_else() {
        MessagesRoute route = MessagesRoute.hosted(false);
        assertThat(route.answer(request("POST", "/v1/messages", BODY))).isNotNull();
        assertThat(route.answer(request("POST", "/messages", BODY))).isNotNull();
        assertThat(route.answer(request("POST", "/messages/count_tokens", BODY)))
                .isNotNull();
        assertThat(route.answer(request("POST", "/chat/completions", BODY))).isNull();
        assertThat(route.answer(request("GET", "/v1/messages", BODY))).isNull();
    }

    @Test
    void it_knows_models_in_the_spelling_of_other_hosts() {
        JsonObject answer = object(answer(MessagesRoute.hosted(false), BODY).body());
        assertThat(answer.text("model")).isEqualTo("claude-opus-4.7");
        assertThat(object(answer(MessagesRoute.hosted(false), AnthropicClient.hello("anthropic/claude-haiku-4.5", ""))
                                .body())
                        .text("type"))
                .isEqualTo("message");
        assertThat(object(answer(MessagesRoute.hosted(false), AnthropicClient.hello("claude-haiku-4-5", ""))
                                .body())
                        .text("model"))
                .isEqualTo("claude-haiku-4-5-20251001");
        assertThat(answer(MessagesRoute.official(), BODY).status()).isEqualTo(400);
    }

    @Test
    void it_may_ask_for_the_version() {
        SandboxAnswer answer = answer(MessagesRoute.hosted(true), BODY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("anthropic-version: header is required");
        assertThat(answer.headers()).containsKey("request-id");
    }

    private static SandboxAnswer answer(MessagesRoute route, String body) {
        return Objects.requireNonNull(route.answer(request("POST", "/v1/messages", body)));
    }

    private static SandboxRequest request(String method, String path, String body) {
        return new SandboxRequest(
                method, path, "", Map.of(), SandboxClient.json(body).getBytes(StandardCharsets.UTF_8));
    }
}
