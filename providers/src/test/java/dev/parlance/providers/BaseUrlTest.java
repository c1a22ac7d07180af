package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.error.ParlanceException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {
    private static String chat(String pasted, String host) {
        HostFacts facts = Objects.requireNonNull(Catalog.bundled().host(host));
        return BaseUrl.resolve(BaseUrl.of(pasted, facts, "THE_SETTING"), "/chat/completions")
                .toString();
    }

    @Test
    void amplifier_1_a_resource_root_gets_the_v1_route_and_no_query() {
        assertThat(chat("https://ex.openai.azure.com/", "azure-foundry"))
                .isEqualTo("https://ex.openai.azure.com/openai/v1/chat/completions");
    }

    @Test
    void amplifier_2_a_base_that_ends_in_v1_is_not_doubled() {
        assertThat(chat("https://ex.openai.azure.com/openai/v1/", "azure-foundry"))
                .isEqualTo("https://ex.openai.azure.com/openai/v1/chat/completions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The resource root, with and without its trimmings.
                "https://r.openai.azure.com | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/ | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/// | https://r.openai.azure.com/openai/v1/chat/completions",
                "r.openai.azure.com | https://r.openai.azure.com/openai/v1/chat/completions",
                "r.services.ai.azure.com/openai/v1/ | https://r.services.ai.azure.com/openai/v1/chat/completions",
                "HTTPS://R.OpenAI.Azure.com/ | https://R.OpenAI.Azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com:443/ | https://r.openai.azure.com:443/openai/v1/chat/completions",
                // Parts of the route.
                "https://r.openai.azure.com/openai | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/ | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/v1 | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com//openai//v1/ | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/v1 | https://r.openai.azure.com/openai/v1/chat/completions",
                // Whole calls of the v1 route.
                "https://r.openai.azure.com/openai/v1/chat/completions | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/v1/responses | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.services.ai.azure.com/openai/v1/models | https://r.services.ai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/v1/chat/completions?api-version=preview | https://r.openai.azure.com/openai/v1/chat/completions?api-version=preview",
                "https://r.openai.azure.com/openai/v1/?api-version=v1 | https://r.openai.azure.com/openai/v1/chat/completions?api-version=v1",
                // Addresses of deployments and dated routes, as the portal shows them: the v1 route takes no dates.
                "https://r.openai.azure.com/openai/deployments/d | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/deployments/ | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21 | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/responses?api-version=2025-04-01-preview | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.openai.azure.com/openai/v1/openai/deployments/d/chat/completions | https://r.openai.azure.com/openai/v1/chat/completions",
                "https://r.cognitiveservices.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview | https://r.cognitiveservices.azure.com/openai/v1/chat/completions",
                // Foundry resources and their projects.
                "https://r.services.ai.azure.com/ | https://r.services.ai.azure.com/openai/v1/chat/completions",
                "https://r.services.ai.azure.com/api/projects/p | https://r.services.ai.azure.com/api/projects/p/openai/v1/chat/completions",
                "https://r.services.ai.azure.com/api/projects/p/openai/v1/ | https://r.services.ai.azure.com/api/projects/p/openai/v1/chat/completions",
                "https://r.services.ai.azure.com/api/projects/p/openai/v1/chat/completions | https://r.services.ai.azure.com/api/projects/p/openai/v1/chat/completions",
                "https://r.services.ai.azure.com/mai/v1 | https://r.services.ai.azure.com/mai/v1/chat/completions",
                // Other clouds and gateways.
                "https://r.openai.azure.us/ | https://r.openai.azure.us/openai/v1/chat/completions",
                "https://gate.azure-api.net/foundry | https://gate.azure-api.net/foundry/openai/v1/chat/completions",
                "https://llm.example.com/azure/openai/v1/ | https://llm.example.com/azure/openai/v1/chat/completions",
                "https://llm.example.com/azure | https://llm.example.com/azure/openai/v1/chat/completions",
                "https://llm.example.com/v1?team=a&api-version=2024-10-21 | https://llm.example.com/v1/chat/completions?team=a",
                "http://127.0.0.1:4681/azure-foundry/ | http://127.0.0.1:4681/azure-foundry/openai/v1/chat/completions",
                "http://localhost:8080 | http://localhost:8080/openai/v1/chat/completions",
                "http://[::1]:8080/ | http://[::1]:8080/openai/v1/chat/completions",
            })
    void whatever_owners_of_azure_resources_paste_leads_to_the_v1_route(String pasted, String url) {
        assertThat(chat("  " + pasted + "\n", "azure-foundry")).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://r.services.ai.azure.com/models | https://r.services.ai.azure.com/openai/v1",
                "https://r.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview | retired",
                "https://r.services.ai.azure.com/anthropic | https://r.services.ai.azure.com/openai/v1",
                "http://r.openai.azure.com/ | https://r.openai.azure.com",
                "my-resource | https://my-resource",
                "localhost:8080 | https:// or http://",
                "ftp://r.openai.azure.com | https:// or http://",
                "https://user:secret-word@r.openai.azure.com | AZURE_FOUNDRY_API_KEY",
                "https://r.openai.azure.com/#/portal | #",
                "https:///openai/v1 | THE_SETTING",
                "https://a b.openai.azure.com | THE_SETTING",
            })
    void what_cannot_be_an_address_is_told_with_the_setting_and_a_way_out(String pasted, String word) {
        assertThatThrownBy(() -> chat(pasted, "azure-foundry"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("azure-foundry")
                .hasMessageContaining("THE_SETTING")
                .hasMessageContaining(word)
                .hasMessageNotContaining("secret-word");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.moonshot.ai/v1 | https://api.moonshot.ai/v1/chat/completions",
                "https://api.moonshot.cn/v1/ | https://api.moonshot.cn/v1/chat/completions",
                "https://api.moonshot.ai/v1/chat/completions/ | https://api.moonshot.ai/v1/chat/completions",
                "https://api.moonshot.ai | https://api.moonshot.ai/v1/chat/completions",
                "https://api.moonshot.cn/ | https://api.moonshot.cn/v1/chat/completions",
                "https://proxy.example.com | https://proxy.example.com/chat/completions",
                "https://proxy.example.com/kimi?tenant=7 | https://proxy.example.com/kimi/chat/completions?tenant=7",
                "http://127.0.0.1:9000/moonshot/ | http://127.0.0.1:9000/moonshot/chat/completions",
            })
    void a_plain_base_url_gets_the_path_of_the_call_before_its_query(String pasted, String url) {
        assertThat(chat(pasted, "moonshot")).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "api.moonshot.ai/v1",
        "ws://api.moonshot.ai/v1",
        "https://key@api.moonshot.ai/v1",
        "https://api.moonshot.ai/v1#x"
    })
    void a_plain_base_url_is_http_without_user_or_fragment(String pasted) {
        assertThatThrownBy(() -> chat(pasted, "moonshot"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("THE_SETTING");
    }
}
