package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    private static Providers with(String... namesAndValues) {
        Map<String, String> environment = new TreeMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            environment.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }

    private static ChatRequest hello() {
        return ChatRequest.builder("whatever/the-client-said").user("hi").build();
    }

    private static UpstreamRequest sent(Providers providers, String model) {
        Target target = providers.target(model);
        return target.upstream(target.prepare(hello(), Policy.ADAPT), false);
    }

    private static Map<String, String> headers(UpstreamRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> {
            assertThat(headers.put(header.name(), header.revealed())).isNull();
        });
        return headers;
    }

    @Test
    void kimi_code_22_foundry_gets_its_key_as_api_key_and_no_authorization() {
        UpstreamRequest request = sent(
                with("AZURE_FOUNDRY_BASE_URL", "https://r.openai.azure.com/openai/v1/", "AZURE_FOUNDRY_API_KEY", "k1"),
                "azure-foundry/Kimi-K2.6");
        assertThat(request.url()).hasToString("https://r.openai.azure.com/openai/v1/chat/completions");
        assertThat(headers(request)).containsEntry("api-key", "k1").doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n"})
    void kimi_code_22_a_blank_base_url_of_foundry_fails_and_names_setting_variable_and_example(String blank) {
        Providers providers = with("AZURE_FOUNDRY_BASE_URL", blank, "AZURE_FOUNDRY_API_KEY", "k1");
        assertThatThrownBy(() -> providers.target("azure-foundry/Kimi-K2.6"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageMatching("(?s).*requires a base URL.*")
                .hasMessageContaining("base-url")
                .hasMessageContaining("AZURE_FOUNDRY_BASE_URL")
                .hasMessageContaining("https://")
                .hasMessageNotContaining("k1");
        assertThat(providers.anyUsable()).isFalse();
        assertThat(providers.problems()).singleElement().asString().contains("AZURE_FOUNDRY_BASE_URL");
    }

    @Test
    void a_bearer_key_goes_to_the_default_address_trimmed() {
        UpstreamRequest request = sent(with("MOONSHOT_API_KEY", "  sk-abc\n"), "moonshot/kimi-k2.6");
        assertThat(request.url()).hasToString("https://api.moonshot.ai/v1/chat/completions");
        assertThat(headers(request))
                .containsEntry("authorization", "Bearer sk-abc")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("user-agent", "parlance/" + Version.text())
                .doesNotContainKey("api-key");
        assertThat(request.body().text()).contains("\"model\":\"kimi-k2.6\"");
    }

    @Test
    void a_base_url_of_the_environment_beats_the_catalog() {
        UpstreamRequest request = sent(
                with("MOONSHOT_API_KEY", "k", "MOONSHOT_BASE_URL", "https://api.moonshot.cn/v1"), "moonshot/kimi-k2.6");
        assertThat(request.url()).hasToString("https://api.moonshot.cn/v1/chat/completions");
    }

    @Test
    void the_first_variable_that_is_set_counts_and_blank_ones_do_not() {
        UpstreamRequest request = sent(with("MOONSHOT_API_KEY", "  ", "KIMI_API_KEY", "second"), "moonshot/kimi-k2.6");
        assertThat(headers(request)).containsEntry("authorization", "Bearer second");
    }

    @Test
    void without_a_key_all_can_be_explained_and_nothing_sent() {
        Target target = with().target("moonshot/kimi-k2.6");
        PreparedRequest prepared = target.prepare(hello(), Policy.ADAPT);
        assertThat(target.preview(prepared, false).headers())
                .extracting(Header::toString)
                .contains("authorization: Bearer ***");
        assertThatThrownBy(() -> target.upstream(prepared, false))
                .isInstanceOf(ParlanceException.Unauthenticated.class)
                .hasMessageContaining("MOONSHOT_API_KEY");
    }

    @Test
    void a_key_that_is_optional_may_be_absent() {
        UpstreamRequest request =
                sent(with("OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:8000/v1"), "openai-compatible/org/model:7b");
        assertThat(headers(request)).doesNotContainKeys("authorization", "api-key");
        assertThat(request.body().text()).contains("\"model\":\"org/model:7b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-one\nsk-two", "Bearer sk-hidden", "sk-h\u00efdden", "sk-\u0000hidden"})
    void a_key_that_cannot_be_one_is_refused_without_being_shown(String key) {
        assertThatThrownBy(() -> with("MOONSHOT_API_KEY", key).target("moonshot/kimi-k2.6"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("MOONSHOT_API_KEY")
                .hasMessageNotContaining("sk-");
    }

    @Test
    void a_broken_host_does_not_hinder_the_others() {
        Providers providers = with("AZURE_FOUNDRY_API_KEY", "k", "MOONSHOT_API_KEY", "k");
        assertThat(providers.anyUsable()).isTrue();
        assertThat(sent(providers, "moonshot/kimi-k2.6").url().getHost()).isEqualTo("api.moonshot.ai");
        assertThat(providers.problems()).hasSize(1);
    }

    @Test
    void a_model_without_provider_or_with_an_unknown_one_is_told_the_providers_there_are() {
        for (String name : new String[] {"gpt-5", "/gpt-5", "moonshot/", "nowhere/gpt-5", ""}) {
            assertThatThrownBy(() -> with().target(name))
                    .isInstanceOf(ParlanceException.ModelNotFound.class)
                    .hasMessageContaining("moonshot")
                    .hasMessageContaining("azure-foundry");
        }
    }

    @Test
    void nothing_set_means_nothing_usable_and_nothing_listed() {
        assertThat(with().anyUsable()).isFalse();
        assertThat(with().models()).isEmpty();
        assertThat(with().problems()).isEmpty();
        assertThat(with().isSandbox()).isFalse();
    }

    @Test
    void only_models_of_usable_hosts_are_listed() {
        assertThat(with("MOONSHOT_API_KEY", "k").models())
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.id()).startsWith("moonshot/"))
                .extracting(ListedModel::id)
                .contains("moonshot/kimi-k2.6");
    }

    @Test
    void in_the_sandbox_all_hosts_are_usable_and_live_where_it_says() {
        Providers providers = Providers.sandbox(
                Map.of("MOONSHOT_BASE_URL", "https://api.moonshot.cn/v1", "MOONSHOT_API_KEY", "bad-key"),
                Catalog.bundled(),
                host -> "http://127.0.0.1:7/" + host + "/");
        assertThat(providers.isSandbox()).isTrue();
        assertThat(providers.anyUsable()).isTrue();
        assertThat(providers.models())
                .extracting(ListedModel::provider)
                .contains("moonshot", "azure-foundry", "openai");
        UpstreamRequest moonshot = sent(providers, "moonshot/kimi-k2.6");
        assertThat(moonshot.url()).hasToString("http://127.0.0.1:7/moonshot/chat/completions");
        assertThat(headers(moonshot)).containsEntry("authorization", "Bearer bad-key");
        UpstreamRequest foundry = sent(providers, "azure-foundry/Kimi-K2.6");
        assertThat(foundry.url()).hasToString("http://127.0.0.1:7/azure-foundry/openai/v1/chat/completions");
        assertThat(headers(foundry)).containsEntry("api-key", "sandbox");
    }

    @Test
    void a_key_that_looks_like_one_of_another_host_is_told_and_not_sent_there() {
        Providers providers = with("MOONSHOT_API_KEY", "sk-kimi-plan-key");
        assertThat(providers.problems()).singleElement().asString().contains("moonshot-plan");
        assertThat(sent(providers, "moonshot/kimi-k2.6").url().getHost()).isEqualTo("api.moonshot.ai");
    }

    private static PreparedRequest kept(String variable, String model, ChatRequest request) {
        Providers providers = with(
                "KIMI_MODEL_THINKING_KEEP",
                variable,
                "MOONSHOT_API_KEY",
                "k",
                "AZURE_FOUNDRY_BASE_URL",
                "https://r.openai.azure.com");
        return providers.target(model).prepare(request, Policy.ADAPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ALL", "1", "yes", " all "})
    void a_wish_to_keep_thinking_reaches_native_models_and_is_reported_on_foundry(String value) {
        PreparedRequest moonshot = kept(value, "moonshot/kimi-k2.6", hello());
        assertThat(moonshot.wire().body().text()).contains("\"keep\":\"all\"");
        PreparedRequest foundry = kept(value, "azure-foundry/Kimi-K2.6", hello());
        assertThat(foundry.wire().body().text()).doesNotContain("keep").doesNotContain("\"thinking\"");
        assertThat(foundry.adjustments()).anySatisfy(adjustment -> {
            assertThat(adjustment.parameter()).isEqualTo("thinking-keep");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "0", "false", "FALSE", "no", "Off", "none", "null"})
    void the_off_words_and_blank_keep_nothing(String value) {
        assertThat(kept(value, "moonshot/kimi-k2.6", hello()).wire().body().text())
                .doesNotContain("keep");
        assertThat(kept(value, "azure-foundry/Kimi-K2.6", hello()).adjustments())
                .noneMatch(adjustment -> adjustment.parameter().equals("thinking-keep"));
    }

    @Test
    void what_the_request_says_about_keeping_beats_the_variable() {
        ChatRequest request = hello().toBuilder()
                .parameter(Parameter.THINKING_KEEP, JsonValue.of(false))
                .build();
        assertThat(kept("all", "moonshot/kimi-k2.6", request).wire().body().text())
                .doesNotContain("keep");
    }
}
