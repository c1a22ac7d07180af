package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.sandbox.copilot.CopilotHost;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.minimax.MiniMaxHost;
import dev.parlance.sandbox.xai.XaiHost;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real hosts took on Chat Completions, the simulated ones take, and what they refused is refused in the same words. */
class RecordedChatTest {
    private static final Map<String, SandboxHost> HOSTS = Map.of(
            "deepseek", new DeepSeekHost(),
            "xai", new XaiHost(),
            "minimax", new MiniMaxHost(),
            "github-copilot", new CopilotHost());

    static Stream<Exchange> exchanges() {
        return Recordings.all().stream()
                .filter(exchange -> HOSTS.containsKey(exchange.provider()) && exchange.request() != null)
                .filter(exchange -> "chat-completions".equals(exchange.meta().text("api")));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void the_simulated_host_decides_as_the_real_one_did(Exchange exchange) {
        SandboxAnswer answer = Objects.requireNonNull(HOSTS.get(exchange.provider()))
                .answer(new SandboxRequest(
                        "POST",
                        "/chat/completions",
                        "",
                        Map.of(
                                "authorization", "Bearer test",
                                "editor-version", "vscode/1.104.1",
                                "copilot-integration-id", "vscode-chat"),
                        Objects.requireNonNull(exchange.request())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(exchange.status());
        if (exchange.status() != 200) {
            assertThat(Json.parse(withoutColumn(answer.body())))
                    .isEqualTo(Json.parse(withoutColumn(new String(exchange.response(), StandardCharsets.UTF_8))));
        }
    }

    /** The column depends on the order of members, which the recorder changed. */
    private static String withoutColumn(String error) {
        return error.replaceAll("column [0-9]+", "column N");
    }
}
