package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which deployment serves a model, and what else a user's settings do to a request. */
class DeploymentsTest {
    private static final String RESOURCE = "https://ex.openai.azure.com";

    private static ProviderSettings.Builder azure() {
        return ProviderSettings.of("foundry", "azure-openai")
                .baseUrl(RESOURCE)
                .credential(new Credential.Text(Template.literal("k"), "api-key", Token.Form.KEY, null));
    }

    private static Target target(ProviderSettings settings, String model) {
        return Providers.of(
                        List.of(settings),
                        Map.of("fast", "foundry/gpt-5-mini"),
                        Defaults.NONE,
                        Surroundings.of(Map.of()),
                        Catalog.bundled())
                .target(model);
    }

    private static UpstreamRequest sent(Target target) {
        ChatRequest hello = ChatRequest.builder("any").user("hi").build();
        return target.upstream(target.prepare(hello, Policy.ADAPT), false);
    }

    private static String modelSent(Target target) {
        return String.valueOf(((JsonObject) Json.parse(sent(target).body().bytes())).text("model"));
    }

    @Test
    void amplifier_6_a_mapping_comes_first_then_the_default_deployment_then_the_name_itself() {
        ProviderSettings.Builder mapped =
                azure().deployment("gpt-5", "production-gpt5").deployment("gpt-5-mini", "fast-mini");
        ProviderSettings open = mapped.build();
        ProviderSettings closed =
                mapped.defaultDeployment("fallback-deployment").build();

        assertThat(modelSent(target(closed, "foundry/gpt-5"))).isEqualTo("production-gpt5");
        assertThat(modelSent(target(closed, "fast"))).isEqualTo("fast-mini");
        assertThat(modelSent(target(closed, "foundry/claude-opus-4-1"))).isEqualTo("fallback-deployment");
        assertThat(modelSent(target(closed, "foundry/GPT-5")))
                .as("names are exact and case-sensitive")
                .isEqualTo("fallback-deployment");
        assertThat(modelSent(target(open, "foundry/my-custom-deploy"))).isEqualTo("my-custom-deploy");
        assertThat(target(closed, "foundry/gpt-5").modelName()).isEqualTo("foundry/gpt-5");
        assertThat(target(closed, "foundry/gpt-5").deployment().found()).isEqualTo(Deployments.Found.MAPPED);
        assertThat(target(closed, "foundry/x").deployment().found()).isEqualTo(Deployments.Found.DEFAULT);
        assertThat(target(open, "foundry/x").deployment().found()).isEqualTo(Deployments.Found.PASSED_THROUGH);
    }

    @Test
    void a_deployment_stands_in_the_path_of_the_dated_routes() {
        Target target = target(
                azure().apiVersion("2024-10-21").deployment("gpt-4o", "d 1").build(), "foundry/gpt-4o");
        assertThat(sent(target).url())
                .hasToString(RESOURCE + "/openai/deployments/d%201/chat/completions?api-version=2024-10-21");
    }

    @Test
    void what_a_deployment_can_do_is_what_the_model_behind_it_can() {
        ChatRequest warm =
                ChatRequest.builder("any").user("hi").temperature(0.3).build();
        Target unknown = target(azure().build(), "foundry/mine");
        Target mapped = target(azure().deployment("gpt-5", "mine").build(), "foundry/gpt-5");
        Target told = target(azure().underlyingModel("mine", "gpt-5").build(), "foundry/mine");

        assertThat(unknown.prepare(warm, Policy.ADAPT).adjustments()).isEmpty();
        for (Target known : List.of(mapped, told)) {
            assertThat(known.prepare(warm, Policy.ADAPT).adjustments())
                    .extracting(Adjustment::parameter)
                    .contains("temperature");
            assertThat(modelSent(known)).isEqualTo("mine");
        }
        assertThat(told.modelName()).isEqualTo("foundry/mine");
    }

    @Test
    void defaults_stand_in_and_the_request_counts_first() {
        Target target = target(
                ProviderSettings.of("foundry", "openai-compatible")
                        .baseUrl("https://example.com/v1")
                        .defaults(new Defaults(
                                dev.parlance.core.chat.Parameters.NONE
                                        .with(Parameter.TEMPERATURE, JsonValue.of(0))
                                        .with(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(100)),
                                new Thinking.Effort("low"),
                                null))
                        .extraBody(Members.of("team", RawJson.of(JsonValue.of("blue")))
                                .with("zone", RawJson.of(JsonValue.of(1))))
                        .build(),
                "foundry/m");
        PreparedRequest prepared = target.prepare(
                ChatRequest.builder("any")
                        .user("hi")
                        .maxOutputTokens(7)
                        .extra("zone", RawJson.of(JsonValue.of(2)))
                        .build(),
                Policy.ADAPT);
        JsonObject body = (JsonObject) Json.parse(prepared.wire().body().bytes());
        assertThat(body.get("temperature")).isEqualTo(JsonValue.of(0));
        assertThat(body.get("max_tokens")).isEqualTo(JsonValue.of(7));
        assertThat(body.text("reasoning_effort")).isEqualTo("low");
        assertThat(body.text("team")).isEqualTo("blue");
        assertThat(body.get("zone")).isEqualTo(JsonValue.of(2));
    }

    @Test
    void a_rule_of_the_user_has_the_last_word() {
        JsonObject rules = (JsonObject) Json.parse("{\"rules\":{\"temperature\":{\"do\":\"forward\"}}}");
        Target target = target(
                azure().overrides(new Overrides("config.toml", "providers/foundry", rules))
                        .build(),
                "foundry/gpt-5");
        PreparedRequest prepared = target.prepare(
                ChatRequest.builder("any").user("hi").temperature(0.3).build(), Policy.ADAPT);
        assertThat(prepared.adjustments()).isEmpty();
        assertThat(prepared.wire().body().text()).contains("\"temperature\":0.3");
    }

    @Test
    void the_default_model_answers_to_the_name_of_its_provider() {
        assertThat(target(azure().defaultModel("gpt-5").build(), "foundry").modelName())
                .isEqualTo("foundry/gpt-5");
        Providers ofEnvironment = Providers.fromEnvironment(
                Map.of("AZURE_OPENAI_ENDPOINT", RESOURCE, "AZURE_OPENAI_DEFAULT_MODEL", "gpt-5-mini"),
                Catalog.bundled());
        assertThat(ofEnvironment.target("azure-openai").modelName()).isEqualTo("azure-openai/gpt-5-mini");
    }

    @Test
    void secret_headers_print_masked_and_arrive() {
        Target target = target(
                azure().header("X-Team", Template.literal("blue"))
                        .header("Ocp-Apim-Subscription-Key", Template.literal("sesame"))
                        .header("API-Key", Template.literal("other"))
                        .build(),
                "foundry/gpt-5");
        assertThat(sent(target).headers().toString())
                .contains("x-team: blue", "ocp-apim-subscription-key: ***", "api-key: ***")
                .doesNotContain("sesame", "other");
        assertThat(sent(target).headers())
                .extracting(Header::revealed)
                .contains("sesame", "k")
                .doesNotContain("other");
    }
}
