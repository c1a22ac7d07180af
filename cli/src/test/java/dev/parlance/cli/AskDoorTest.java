package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which model answers when none is named. */
@Timeout(120)
class AskDoorTest {
    private static final String ANSWER = """
            {"id":"a","object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"It is me."}}]}""";

    @TempDir
    Path folder;

    @Test
    void the_alias_named_default_counts_first() throws IOException {
        Outcome answer = configured("[aliases]\ndefault = \"deepseek/deepseek-chat\"\n");

        assertThat(answer.json().text("model")).isEqualTo("deepseek/deepseek-chat");
    }

    @Test
    void without_a_key_kimi_is_simulated() {
        assertThat(Outcome.of("ask", "--json", "hi").json().text("model")).isEqualTo("moonshot/kimi-k2.6");
    }

    @Test
    void the_only_provider_that_can_be_called_answers_with_its_default_model() throws IOException {
        try (LocalHost host = new LocalHost().answers(200, ANSWER)) {
            Outcome answer = configured(provider("mine", host.url(), "default-model = \"m\""));

            assertThat(answer.code()).as(answer.err()).isZero();
            assertThat(answer.json().text("model")).isEqualTo("mine/m");
            assertThat(answer.json().text("answer")).isEqualTo("It is me.");
            assertThat(answer.json().members()).doesNotContainKey("sandbox");
            assertThat(answer.err()).isEmpty();
        }
    }

    @Test
    void without_a_default_model_its_first_one_answers() throws IOException {
        try (LocalHost host = new LocalHost().answers(200, ANSWER)) {
            Outcome answer =
                    configured(provider("mine", host.url(), "deployments = { first = \"one\", other = \"two\" }"));

            assertThat(answer.json().text("model")).isEqualTo("mine/first");
        }
    }

    @Test
    void a_provider_without_any_known_model_asks_for_one() throws IOException {
        Outcome answer = configured(provider("mine", "http://127.0.0.1:1", ""));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Which model?", "-m mine/MODEL");
    }

    @Test
    void of_several_providers_none_is_guessed() throws IOException {
        Outcome answer =
                configured(provider("mine", "http://127.0.0.1:1", "") + provider("yours", "http://127.0.0.1:1", ""));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Which model?", "mine, yours", "-m PROVIDER/MODEL");
    }

    @Test
    void with_half_a_setting_nothing_is_simulated_behind_the_users_back() {
        Outcome answer = Outcome.of(
                Map.of("AZURE_FOUNDRY_API_KEY", "key-of-mine", "AZURE_FOUNDRY_BASE_URL", " "), "", "ask", "hi");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("AZURE_FOUNDRY_BASE_URL").doesNotContain("key-of-mine", "sandbox");
    }

    @Test
    void a_model_of_a_provider_without_a_key_names_the_variable() {
        Outcome answer =
                Outcome.of(Map.of("OPENAI_API_KEY", "key-of-mine"), "", "ask", "-m", "moonshot/kimi-k2.6", "hi");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("MOONSHOT_API_KEY");
    }

    private Outcome configured(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), text);
        return Outcome.of("ask", "--no-stream", "--json", "--config", file.toString(), "hi");
    }

    private static String provider(String name, String url, String more) {
        return "[providers." + name + "]\nhost = \"openai-compatible\"\nbase-url = \"" + url + "/v1\"\n" + more + "\n";
    }
}
