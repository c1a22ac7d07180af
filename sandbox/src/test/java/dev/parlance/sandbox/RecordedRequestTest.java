package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.AnthropicHost;
import dev.parlance.sandbox.gemini.GeminiHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the real hosts took, the simulated ones take: their strictness goes no further than the facts. Only signatures are out of their reach:
 * a recorded one is foreign here, as it would be to any other account.
 */
class RecordedRequestTest {
    private static final Set<String> FOREIGN = Set.of("signature", "thoughtSignature");

    static Stream<Exchange> taken() {
        return Recordings.all().stream()
                .filter(exchange -> exchange.status() == 200 && exchange.request() != null)
                .filter(exchange ->
                        Set.of("anthropic", "azure-foundry", "gemini", "vertex").contains(exchange.provider()))
                .filter(exchange -> Set.of("messages", "generate-content")
                        .contains(exchange.meta().text("api")));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void a_request_that_was_taken_is_taken_unless_it_carries_signatures_of_others(Exchange exchange) {
        SandboxAnswer answer = answer(exchange);
        JsonValue request = Json.parse(Objects.requireNonNull(exchange.request()));
        if (signed(request)) {
            assertThat(answer.body())
                    .containsAnyOf("Invalid `signature` in `thinking` block", "Corrupted thought signature.");
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private static SandboxAnswer answer(Exchange exchange) {
        Map<String, String> headers =
                new HashMap<>(Map.of("x-api-key", "test", "x-goog-api-key", "test", "anthropic-version", "2023-06-01"));
        JsonObject recorded = exchange.meta().object("request_headers");
        String beta = recorded == null ? null : recorded.text("anthropic-beta");
        if (beta != null) {
            headers.put("anthropic-beta", beta);
        }
        boolean messages = "messages".equals(exchange.meta().text("api"));
        SandboxHost host = messages ? new AnthropicHost() : new GeminiHost();
        String path = Objects.requireNonNull(exchange.meta().text("path"));
        return host.answer(new SandboxRequest(
                "POST",
                messages ? "/v1/messages" : path.substring(path.indexOf("/models/")),
                "alt=sse",
                headers,
                Objects.requireNonNull(exchange.request())));
    }

    /** Whether a signature of a real account stands in it; the literal that stands in for one is good anywhere. */
    private static boolean signed(JsonValue value) {
        return switch (value) {
            case JsonObject(var members) ->
                members.entrySet().stream()
                        .anyMatch(member -> FOREIGN.contains(member.getKey())
                                ? member.getValue() instanceof JsonValue.JsonString(String text)
                                        && !text.startsWith("c2tpcF90aG91Z2h0")
                                : signed(member.getValue()));
            case JsonArray(List<JsonValue> elements) -> elements.stream().anyMatch(RecordedRequestTest::signed);
            default -> false;
        };
    }
}
