package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.ProviderSettings.Route;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where calls go: every route of Azure by every way of writing its address, with the mode said or seen (azure.md 1.1 and 1.2;
 * amplifier (d) 1 to 4).
 */
class AzureRoutesTest {
    private static String url(
            String host, String base, @Nullable String version, Route route, String model, String dialect) {
        ProviderSettings settings = ProviderSettings.of("p", host)
                .baseUrl(base)
                .apiVersion(version)
                .route(route)
                .build();
        Target target = Providers.of(
                        List.of(settings), Map.of(), Defaults.NONE, Surroundings.of(Map.of()), Catalog.bundled())
                .target("p/" + model, dialect);
        ChatRequest hello = ChatRequest.builder("any").user("hi").build();
        return target.preview(target.prepare(hello, Policy.ADAPT), false).url().toString();
    }

    private static Route route(String word) {
        return Route.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                // What the address shows.
                "https://ex.openai.azure.com/,                     -,                  auto, https://ex.openai.azure.com/openai/v1/chat/completions",
                "https://ex.openai.azure.com/openai/v1/,           -,                  auto, https://ex.openai.azure.com/openai/v1/chat/completions",
                "https://ex.openai.azure.com/openai,               -,                  auto, https://ex.openai.azure.com/openai/v1/chat/completions",
                "https://ex.openai.azure.com,                      preview,            auto, https://ex.openai.azure.com/openai/v1/chat/completions?api-version=preview",
                "https://ex.openai.azure.com,                      2024-10-21,         auto, https://ex.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "https://ex.openai.azure.com/openai/deployments/d, -,                  auto, https://ex.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
                "https://ex.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01, -, auto, https://ex.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01",
                "https://ex.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01, 2024-10-21, auto, https://ex.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
                "https://ex.services.ai.azure.com,                 -,                  auto, https://ex.services.ai.azure.com/openai/v1/chat/completions",
                "https://ex.services.ai.azure.com/api/projects/p,  -,                  auto, https://ex.services.ai.azure.com/api/projects/p/openai/v1/chat/completions",
                "https://ex.cognitiveservices.azure.com,           2024-10-21,         auto, https://ex.cognitiveservices.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "https://ex.openai.azure.us,                       -,                  auto, https://ex.openai.azure.us/openai/v1/chat/completions",
                "ex.openai.azure.cn,                               -,                  auto, https://ex.openai.azure.cn/openai/v1/chat/completions",
                "eastus.api.cognitive.microsoft.com,               2024-10-21,         auto, https://eastus.api.cognitive.microsoft.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                // A custom domain or a gateway shows nothing; its user says it.
                "https://ai.example.com,                           -,                  v1, https://ai.example.com/openai/v1/chat/completions",
                "https://ai.example.com/team,                      -,                  v1, https://ai.example.com/team/openai/v1/chat/completions",
                "https://ai.example.com/openai/v1,                 2024-10-21,         v1, https://ai.example.com/openai/v1/chat/completions",
                "https://ai.example.com/team,                      -,                  deployments, https://ai.example.com/team/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "https://ai.example.com/team/openai/v1,            2024-06-01,         deployments, https://ai.example.com/team/openai/deployments/gpt-4o/chat/completions?api-version=2024-06-01",
                "https://ex.openai.azure.com/openai/v1,            -,                  deployments, https://ex.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "https://gate.example.com/llm,                     -,                  as-given, https://gate.example.com/llm/chat/completions",
                "https://gate.example.com/llm/chat/completions,    -,                  as-given, https://gate.example.com/llm/chat/completions",
                "https://gate.example.com/llm?team=7,              -,                  as-given, https://gate.example.com/llm/chat/completions?team=7",
                "https://gate.azure-api.net/x/openai/deployments/d?api-version=2024-06-01, -, as-given, https://gate.azure-api.net/x/openai/deployments/d/chat/completions?api-version=2024-06-01"
            })
    void chat_goes_where_its_address_and_mode_say(String base, @Nullable String version, String mode, String expected) {
        assertThat(url("azure-openai", base, version, route(mode), "gpt-4o", "openai-chat"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "https://ex.openai.azure.com,                      -,                  auto, https://ex.openai.azure.com/openai/v1/responses",
                "https://ex.openai.azure.com,                      2025-04-01-preview, auto, https://ex.openai.azure.com/openai/responses?api-version=2025-04-01-preview",
                "https://ex.openai.azure.com/openai/deployments/d, 2025-04-01-preview, auto, https://ex.openai.azure.com/openai/responses?api-version=2025-04-01-preview",
                "https://ai.example.com,                           2025-04-01-preview, deployments, https://ai.example.com/openai/responses?api-version=2025-04-01-preview",
                "https://ai.example.com,                           -,                  v1, https://ai.example.com/openai/v1/responses",
                "https://gate.example.com/llm,                     -,                  as-given, https://gate.example.com/llm/responses"
            })
    void responses_have_no_deployment_in_their_path(
            String base, @Nullable String version, String mode, String expected) {
        assertThat(url("azure-openai", base, version, route(mode), "gpt-5.4", "openai-responses"))
                .isEqualTo(expected);
    }

    @Test
    void foundry_has_no_routes_by_deployment_and_others_have_no_routes_at_all() {
        assertThatThrownBy(() -> url(
                        "azure-foundry",
                        "https://ex.services.ai.azure.com",
                        null,
                        Route.DEPLOYMENTS,
                        "gpt-4o",
                        "openai-chat"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("azure-openai");
        assertThatThrownBy(
                        () -> url("moonshot", "https://api.moonshot.ai/v1", null, Route.V1, "kimi-k2.6", "openai-chat"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("route");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ex.openai.azure.com/openai/v1, https://cognitiveservices.azure.com/.default",
        "https://ex.cognitiveservices.azure.com/openai/v1, https://cognitiveservices.azure.com/.default",
        "https://ex.services.ai.azure.com/openai/v1, https://ai.azure.com/.default",
        "https://ex.services.ai.azure.com/api/projects/p/openai/v1, https://ai.azure.com/.default",
        "https://ex.openai.azure.us/openai/v1, https://cognitiveservices.azure.us/.default",
        "https://ex.openai.azure.cn/openai/v1, https://cognitiveservices.azure.cn/.default",
        "https://ai.example.com/openai/v1, https://cognitiveservices.azure.com/.default"
    })
    void the_scope_of_a_token_follows_the_address(URI address, String scope) {
        assertThat(EntraScope.of(address)).isEqualTo(scope);
    }
}
