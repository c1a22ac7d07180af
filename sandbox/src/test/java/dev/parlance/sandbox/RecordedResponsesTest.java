package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.azure.AzureFoundryHost;
import dev.parlance.sandbox.azure.AzureOpenAiHost;
import dev.parlance.sandbox.copilot.CopilotHost;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.openai.OpenAiHost;
import dev.parlance.sandbox.openrouter.OpenRouterHost;
import dev.parlance.sandbox.xai.XaiHost;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the real hosts took on Responses and on the routes of Azure, the simulated ones take: their strictness goes no further than the facts.
 * Only reasoning is out of their reach: what a real account sealed or kept is foreign here.
 */
class RecordedResponsesTest {
    private static final Map<String, SandboxHost> HOSTS = Map.of(
            "openai-responses", new OpenAiHost(),
            "chatgpt-codex", new OpenAiHost(),
            "azure-openai", new AzureOpenAiHost(),
            "azure-foundry", new AzureFoundryHost(),
            "github-copilot", new CopilotHost(),
            "xai", new XaiHost(),
            "deepseek", new DeepSeekHost(),
            "openrouter", new OpenRouterHost());

    private static final Map<String, String> BEARER = Map.of(
            "authorization", "Bearer test",
            "editor-version", "vscode/1.0",
            "copilot-integration-id", "vscode-chat");

    static Stream<Exchange> taken() {
        return Recordings.all().stream()
                .filter(exchange -> exchange.status() == 200 && exchange.request() != null)
                .filter(exchange -> HOSTS.containsKey(exchange.provider()))
                .filter(exchange -> {
                    String api = exchange.meta().text("api");
                    return "responses".equals(api)
                            || "chat-completions".equals(api)
                                    && exchange.provider().startsWith("azure");
                })
                // It stands for a server of somebody's own.
                .filter(exchange ->
                        !String.valueOf(exchange.meta().text("model")).startsWith("llama-cpp"));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void a_request_that_was_taken_is_taken_unless_it_carries_reasoning_of_others(Exchange exchange) {
        byte[] body = Objects.requireNonNull(exchange.request());
        SandboxHost host = Objects.requireNonNull(HOSTS.get(exchange.provider()));
        boolean azure = exchange.provider().startsWith("azure");
        SandboxAnswer answer = host.answer(new SandboxRequest(
                "POST", path(exchange), query(exchange), azure ? Map.of("api-key", "test") : BEARER, body));
        JsonObject thought = thought(body);
        if (thought == null || exchange.provider().equals("deepseek")) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        } else if (thought.get("encrypted_content") instanceof JsonString) {
            assertThat(answer.body()).contains("could not be verified");
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.body()).contains("Item with id ");
            assertThat(answer.status()).isEqualTo(404);
        }
    }

    private static String path(Exchange exchange) {
        String path = Objects.requireNonNull(exchange.meta().text("path"));
        // Names that nobody can know stand for the one whose name tells nothing.
        path = path.replace("/test-openai/", "/my-gpt/").replace("/openllmetry-testing/", "/my-gpt/");
        boolean responses = "responses".equals(exchange.meta().text("api"));
        return responses && !exchange.provider().startsWith("azure") ? "/responses" : path;
    }

    private static String query(Exchange exchange) {
        JsonObject query = exchange.meta().object("query");
        String version = query == null ? null : query.text("api-version");
        if (version != null) {
            return "api-version=" + version;
        }
        // The recorder dropped the query of some dated routes.
        String path = path(exchange);
        return path.startsWith("/openai/") && !path.startsWith("/openai/v1/") ? "api-version=2025-04-01-preview" : "";
    }

    private static @Nullable JsonObject thought(byte[] body) {
        List<JsonValue> input = ((JsonObject) Json.parse(new String(body, StandardCharsets.UTF_8))).elements("input");
        return input.stream()
                .map(JsonObject.class::cast)
                .filter(item -> "reasoning".equals(item.text("type")))
                .findFirst()
                .orElse(null);
    }
}
