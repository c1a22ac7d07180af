package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure OpenAI: addresses, versions, credentials. Numbers name the oracle cases of Amplifier. */
class AzureOpenAiTest {
    private static final String RESOURCE = "https://ex.openai.azure.com";

    private static Providers with(String... namesAndValues) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AZURE_OPENAI_API_KEY", "k1");
        for (int index = 0; index < namesAndValues.length; index += 2) {
            environment.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }

    private static Providers at(String endpoint, @Nullable String version) {
        return version == null
                ? with("AZURE_OPENAI_ENDPOINT", endpoint)
                : with("AZURE_OPENAI_ENDPOINT", endpoint, "AZURE_OPENAI_API_VERSION", version);
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("").user("hi");
    }

    private static UpstreamRequest sent(Providers providers, String model, @Nullable String dialect) {
        Target target = providers.target("azure-openai/" + model, dialect);
        return target.upstream(target.prepare(hello().build(), Policy.ADAPT), false);
    }

    private static String url(String endpoint, @Nullable String version, String model) {
        return sent(at(endpoint, version), model, null).url().toString();
    }

    private static JsonObject body(PreparedRequest prepared) {
        return (JsonObject) prepared.wire().body().value();
    }

    private static Map<String, String> headers(UpstreamRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.name(), header.revealed()));
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/openai/v1/", "/openai", "/openai/v1/chat/completions"})
    void amplifier_1_and_2_a_resource_gets_the_v1_route_once_and_no_query(String path) {
        UpstreamRequest request = sent(at(RESOURCE + path, null), "gpt", null);

        assertThat(request.url()).hasToString(RESOURCE + "/openai/v1/chat/completions");
        assertThat(request.body().text()).contains("\"model\":\"gpt\"");
    }

    @Test
    void amplifier_3_a_dated_version_asks_for_the_route_by_deployment() {
        assertThat(url(RESOURCE + "/", "2024-10-21", "d 1"))
                .isEqualTo(RESOURCE + "/openai/deployments/d%201/chat/completions?api-version=2024-10-21");
    }

    @Test
    void amplifier_4_responses_have_no_deployment_in_their_path() {
        UpstreamRequest request = sent(at(RESOURCE, "2025-04-01-preview"), "d", "openai-responses");

        assertThat(request.url()).hasToString(RESOURCE + "/openai/responses?api-version=2025-04-01-preview");
        assertThat(request.body().text()).contains("\"model\":\"d\"").contains("\"input\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A whole address of a call, as the portal shows it.
                "/openai/deployments/d1/chat/completions?api-version=2024-06-01 | | /openai/deployments/d1/chat/completions?api-version=2024-06-01",
                "/openai/deployments/d1?api-version=2024-06-01 | 2024-10-21 | /openai/deployments/d1/chat/completions?api-version=2024-10-21",
                "/openai/deployments/d1 | | /openai/deployments/d1/chat/completions?api-version=2024-10-21",
                "/openai/deployments | | /openai/deployments/m/chat/completions?api-version=2024-10-21",
                "/openai?api-version=2024-06-01 | | /openai/deployments/m/chat/completions?api-version=2024-06-01",
                "/openai/responses?api-version=2025-04-01-preview | | /openai/deployments/m/chat/completions?api-version=2025-04-01-preview",
                "/openai/v1/openai/deployments/d1 | 2024-10-21 | /openai/deployments/d1/chat/completions?api-version=2024-10-21",
                "?team=a | 2024-10-21 | /openai/deployments/m/chat/completions?team=a&api-version=2024-10-21",
                // The v1 route takes no dates, and three words.
                "/openai/v1 | 2024-10-21 | /openai/v1/chat/completions",
                "/openai/v1?api-version=2024-10-21 | | /openai/v1/chat/completions",
                "/ | preview | /openai/v1/chat/completions?api-version=preview",
                "/openai/v1?api-version=v1 | latest | /openai/v1/chat/completions?api-version=latest",
                "/openai/v1?api-version=preview | 2024-10-21 | /openai/v1/chat/completions?api-version=preview",
                "/openai/deployments/d1?api-version=2024-06-01 | v1 | /openai/v1/chat/completions?api-version=v1",
            })
    void whatever_users_paste_leads_to_one_of_the_two_routes(String pasted, @Nullable String version, String path) {
        assertThat(url(RESOURCE + pasted, version, "m")).isEqualTo(RESOURCE + path);
    }

    @Test
    void a_gateway_of_ones_own_keeps_its_query_and_its_route() {
        assertThat(url("https://llm.example.com/v1?team=a", null, "m"))
                .isEqualTo("https://llm.example.com/v1/chat/completions?team=a");
        assertThat(url("https://llm.example.com/azure", "2024-10-21", "m"))
                .isEqualTo(
                        "https://llm.example.com/azure/openai/deployments/m/chat/completions?api-version=2024-10-21");
    }

    @Test
    void a_resource_is_never_called_in_the_clear() {
        for (String version : new String[] {"v1", "2024-10-21"}) {
            assertThatThrownBy(() -> url("http://ex.openai.azure.com", version, "m"))
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining("in the clear");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10", "gpt-4o-2024-08-06", "newest", "2024-10-21&x=1"})
    void a_version_that_is_none_is_told_with_its_variable(String version) {
        assertThatThrownBy(() -> url(RESOURCE, version, "m"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("AZURE_OPENAI_API_VERSION")
                .hasMessageContaining(version);
    }

    @Test
    void amplifier_5_the_second_name_of_the_address_counts_where_the_first_is_not_set() {
        assertThat(sent(with("AZURE_OPENAI_BASE_URL", "https://two.openai.azure.com"), "m", null)
                        .url()
                        .getHost())
                .isEqualTo("two.openai.azure.com");
        assertThat(sent(
                                with(
                                        "AZURE_OPENAI_ENDPOINT",
                                        "https://one.openai.azure.com",
                                        "AZURE_OPENAI_BASE_URL",
                                        "https://two.openai.azure.com"),
                                "m",
                                null)
                        .url()
                        .getHost())
                .isEqualTo("one.openai.azure.com");
        assertThatThrownBy(() -> with("AZURE_OPENAI_ENDPOINT", " ").target("azure-openai/m"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("AZURE_OPENAI_ENDPOINT or AZURE_OPENAI_BASE_URL")
                .hasMessageContaining("https://YOUR-RESOURCE.openai.azure.com");
    }

    @Test
    void amplifier_6_a_name_that_nobody_mapped_is_that_of_the_deployment() {
        assertThat(url(RESOURCE, "2024-10-21", "my-custom-deploy")).contains("/deployments/my-custom-deploy/");
        assertThat(sent(at(RESOURCE, null), "my-custom-deploy", null).body().text())
                .contains("\"model\":\"my-custom-deploy\"");
    }

    @Test
    void amplifier_7_a_key_beats_whatever_is_said_about_identities() {
        UpstreamRequest request = sent(
                with(
                        "AZURE_OPENAI_ENDPOINT",
                        RESOURCE,
                        "AZURE_USE_MANAGED_IDENTITY",
                        "true",
                        "AZURE_USE_DEFAULT_CREDENTIAL",
                        "true"),
                "m",
                null);

        assertThat(headers(request)).containsEntry("api-key", "k1").doesNotContainKey("authorization");
    }

    @Test
    void amplifier_9_the_second_name_of_the_key_counts_where_the_first_is_not_set() {
        assertThat(headers(sent(
                        with("AZURE_OPENAI_ENDPOINT", RESOURCE, "AZURE_OPENAI_API_KEY", "", "AZURE_OPENAI_KEY", "k2"),
                        "m",
                        null)))
                .containsEntry("api-key", "k2");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-01, gpt-4o, , max_tokens",
        "2024-02-01, o1, , max_tokens",
        "2024-08-01-preview, my-deployment, , max_tokens",
        "2024-09-01-preview, o1, , max_completion_tokens",
        "2024-10-01-preview, o1, , max_completion_tokens",
        "2024-10-21, my-deployment, , max_completion_tokens",
        "2024-10-21, gpt-4o, , max_tokens",
        "v1, o1, , max_completion_tokens",
        "v1, my-deployment, , max_completion_tokens",
        "v1, gpt-4o, , max_tokens",
        "v1, gpt-4o, openai-responses, max_output_tokens",
        "2025-04-01-preview, o3, openai-responses, max_output_tokens",
        // No version before that knows Responses.
        "2024-10-21, o1, openai-responses, max_completion_tokens",
        "2024-02-01, gpt-4o, openai-responses, max_tokens",
    })
    void amplifier_12_the_limit_has_one_name_by_version_route_and_model(
            String version, String model, @Nullable String dialect, String name) {
        Target target = at(RESOURCE, version).target("azure-openai/" + model, dialect);

        PreparedRequest prepared = target.prepare(hello().maxOutputTokens(100).build(), Policy.ADAPT);

        assertThat(body(prepared).members().keySet().stream().filter(member -> member.startsWith("max_")))
                .containsExactly(name);
        assertThat(body(prepared).get(name)).isEqualTo(JsonValue.of(100));
    }

    @Test
    void an_old_version_gets_nothing_that_it_does_not_know_and_each_loss_is_told() {
        ChatRequest request = hello().tool(new Tool.Function("f", "", RawJson.EMPTY_OBJECT))
                .parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(false))
                .parameter(Parameter.STORE, JsonValue.of(true))
                .thinking(new Thinking.Effort("high"))
                .responseFormat(new ResponseFormat.JsonSchema("s", null, RawJson.EMPTY_OBJECT, null, Members.NONE))
                .streaming(ChatRequest.Streaming.WITH_USAGE)
                .build();

        PreparedRequest old =
                at(RESOURCE, "2024-02-01").target("azure-openai/m").prepare(request, Policy.ADAPT);
        assertThat(body(old).members().keySet())
                .doesNotContain("parallel_tool_calls", "store", "reasoning_effort", "stream_options")
                .contains("stream");
        assertThat(body(old).object("response_format"))
                .isEqualTo(JsonValue.object("type", JsonValue.of("json_object")));
        assertThat(old.adjustments())
                .extracting(adjustment ->
                        adjustment.parameter() + "=" + adjustment.kind().label())
                .containsExactlyInAnyOrder(
                        "stream-usage=dropped",
                        "parallel-tool-calls=dropped",
                        "store=dropped",
                        "thinking=dropped",
                        "response-format=mapped");
        assertThat(old.adjustments()).allSatisfy(adjustment -> {
            assertThat(adjustment.rule()).startsWith("azure-versions.json#");
            assertThat(adjustment.reason()).contains("version");
            assertThat(adjustment.evidence()).contains("api-version-lifecycle-content");
        });

        PreparedRequest today =
                at(RESOURCE, "2025-04-01-preview").target("azure-openai/m").prepare(request, Policy.ADAPT);
        assertThat(body(today).members().keySet())
                .contains("parallel_tool_calls", "store", "reasoning_effort", "stream_options");
        assertThat(today.adjustments()).isEmpty();
    }

    @Test
    void an_old_version_keeps_a_request_in_chat_that_newer_ones_send_to_responses() {
        ChatRequest request = hello().tool(new Tool.Function("f", "", RawJson.EMPTY_OBJECT))
                .thinking(new Thinking.Effort("high"))
                .build();

        assertThat(at(RESOURCE, "2024-12-01-preview")
                        .target("azure-openai/gpt-5.4")
                        .prepare(request, Policy.ADAPT)
                        .profile()
                        .dialect())
                .isEqualTo("openai-chat");
        assertThat(at(RESOURCE, "2025-04-01-preview")
                        .target("azure-openai/gpt-5.4")
                        .prepare(request, Policy.ADAPT)
                        .profile()
                        .dialect())
                .isEqualTo("openai-responses");
    }

    @Test
    void amplifier_14_a_temperature_of_zero_among_the_defaults_is_a_value() {
        Target target = at(RESOURCE, null).target("azure-openai/gpt-4o");
        Endpoint endpoint = target.endpoint();
        Endpoint cold = new Endpoint(
                endpoint.name(),
                endpoint.host(),
                endpoint.baseUrl(),
                endpoint.form(),
                endpoint.credential(),
                endpoint.headers(),
                Defaults.of(Parameters.NONE.with(Parameter.TEMPERATURE, JsonValue.of(0.0))),
                endpoint.extraBody(),
                endpoint.deployments(),
                endpoint.overrides(),
                endpoint.connection());
        Target atZero = new Target(
                cold, target.model(), target.deployment(), target.profile(), target.dialect(), target.other());

        assertThat(body(atZero.prepare(hello().build(), Policy.ADAPT)).get("temperature"))
                .isEqualTo(JsonValue.of(0));
        assertThat(body(atZero.prepare(hello().temperature(0.5).build(), Policy.ADAPT))
                        .get("temperature"))
                .isEqualTo(JsonValue.of(0.5));
        assertThat(body(target.prepare(hello().build(), Policy.ADAPT)).get("temperature"))
                .isNull();
    }
}
