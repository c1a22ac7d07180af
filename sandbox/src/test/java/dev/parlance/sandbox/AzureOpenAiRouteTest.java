package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.AzureOpenAiHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes, versions, keys and deployments of Azure OpenAI. */
class AzureOpenAiRouteTest {
    private static final DirectClient AZURE = DirectClient.apiKey(new AzureOpenAiHost());
    private static final String HELLO = "{'messages':[{'role':'user','content':'hello'}]}";

    private static String dated(String deployment, String version) {
        return "/openai/deployments/" + deployment + "/chat/completions?api-version=" + version;
    }

    private static String chat(String model, String members) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'hello'}]" + members + "}";
    }

    @Test
    void a_dated_route_names_the_deployment_in_its_path() {
        JsonObject answer = AZURE.answer(dated("my-gpt", "2024-10-21"), HELLO);
        assertThat(answer.text("model")).isEqualTo("gpt-4o-2024-08-06");
        assertThat(answer.elements("prompt_filter_results")).isNotEmpty();
    }

    @Test
    void a_model_in_the_body_means_nothing_there() {
        assertThat(AZURE.answer(dated("gpt-4.1", "2024-10-21"), chat("nobody", ""))
                        .text("model"))
                .isEqualTo("gpt-4.1-2025-04-14");
    }

    @Test
    void a_doubled_slash_is_passed_over() {
        AZURE.answer("/" + dated("gpt-4o-mini", "2023-07-01-preview"), HELLO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/deployments/gpt-4o/chat/completions",
                "/openai/deployments/gpt-4o/chat/completions?api-version=2024-08-06",
                "/openai/deployments/gpt-4o/chat/completions?api-version=preview",
                "/openai/v1/chat/completions?api-version=2024-10-21",
                "/openai/deployments/gpt-4o/responses?api-version=2025-04-01-preview",
                "/openai/responses",
                "/openai/v1/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "/openai/v1/deployments/gpt-4o/chat/completions",
                "/openai/chat/completions?api-version=2024-10-21"
            })
    void a_wrong_path_or_version_finds_nothing(String address) {
        SandboxAnswer answer = AZURE.post(address, chat("gpt-4o", ""));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=v1", "?api-version=preview", "?api-version=latest"})
    void the_v1_route_needs_no_version(String query) {
        assertThat(AZURE.answer("/openai/v1/chat/completions" + query, chat("my-gpt", ",'max_completion_tokens':16"))
                        .text("model"))
                .isEqualTo("gpt-4o-2024-08-06");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o-prod", "kimi", "gpt-9"})
    void deployments_are_found_by_their_exact_names(String name) {
        for (String address : List.of("/openai/v1/chat/completions", dated(name, "2024-10-21"))) {
            SandboxAnswer answer = AZURE.post(address, chat(name, ""));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("\"code\":\"DeploymentNotFound\"")
                    .contains("The API deployment for this resource does not exist.");
        }
        assertThat(AZURE.post("/openai/v1/responses", "{'model':'" + name + "','input':'hi'}")
                        .body())
                .contains("DeploymentNotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "GPT-4o", "gpt-35-turbo", "o1", "gpt-5.1-chat", "model-router", "DeepSeek-R1-0528"})
    void these_deployments_are_there(String name) {
        AZURE.answer(dated(name, "2025-04-01-preview"), HELLO);
        AZURE.answer("/openai/v1/chat/completions", chat(name, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                gpt-4o     | 2024-06-01         | ,'max_completion_tokens':5              | max_completion_tokens
                gpt-4o     | 2024-08-01-preview | ,'tools':[{'type':'function','function':{'name':'f'}}],'parallel_tool_calls':true | parallel_tool_calls
                gpt-4o     | 2024-08-01-preview | ,'stream':true,'stream_options':{'include_usage':true} | stream_options
                o3-mini    | 2024-10-21         | ,'reasoning_effort':'low'               | reasoning_effort
                gpt-4o     | 2024-10-21         | ,'store':true                           | store
                gpt-4o     | 2024-10-21         | ,'metadata':{'a':'b'}                   | metadata
                gpt-4o     | 2024-10-21         | ,'user_security_context':{}             | user_security_context
                gpt-4o     | 2024-12-01-preview | ,'prediction':{'type':'content'}        | prediction
                gpt-4o     | 2024-12-01-preview | ,'modalities':['text']                  | modalities
                gpt-4o     | 2023-07-01-preview | ,'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'auto' | tool_choice
                gpt-4o     | 2024-10-21         | ,'enhancements':{}                      | enhancements
                gpt-4o     | 2024-10-21         | ,'top_k':5                              | top_k
                """)
    void an_older_version_does_not_know_what_came_later(String model, String version, String members, String param) {
        AZURE.refused(dated(model, version), chat(model, members), 400, "unknown_parameter", param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                gpt-4o     | 2024-09-01-preview | ,'max_completion_tokens':5
                gpt-4o     | 2024-10-21         | ,'stream_options':{'include_usage':true},'stream':true
                o3-mini    | 2024-12-01-preview | ,'reasoning_effort':'low'
                gpt-5-nano | 2024-02-01         | ,'reasoning_effort':'low'
                gpt-4o     | 2024-12-01-preview | ,'store':true,'metadata':{'a':'b'}
                gpt-4o     | 2025-01-01-preview | ,'prediction':{'type':'content'},'modalities':['text']
                gpt-4o     | 2024-02-15-preview | ,'enhancements':{},'data_sources':[]
                gpt-4o     | 2024-06-01         | ,'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'required'
                gpt-4o     | 2024-08-01-preview | ,'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{}}}
                gpt-4o     | 2022-12-01         | ,'max_tokens':5,'temperature':0.2
                """)
    void a_newer_version_does(String model, String version, String members) {
        SandboxAnswer answer = AZURE.post(dated(model, version), chat(model, members));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void o1_and_schemas_name_the_version_that_has_them() {
        assertThat(AZURE.refused(dated("o1", "2024-10-21"), HELLO, 400, "BadRequest", "null")
                        .text("message"))
                .isEqualTo("Model o1 is enabled only for api versions 2024-12-01-preview and later");
        AZURE.refused(
                dated("gpt-4o", "2024-06-01"),
                chat("gpt-4o", ",'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{}}}"),
                400,
                "BadRequest",
                "null");
        AZURE.refused(
                dated("gpt-4o", "2024-05-01-preview"),
                chat("gpt-4o", ",'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'required'"),
                400,
                "invalid_value",
                "tool_choice");
    }

    @Test
    void dated_responses_have_no_deployment_in_their_path_and_a_first_version() {
        String body = "{'model':'gpt-5','input':'hi'}";
        AZURE.answer("/openai/responses?api-version=2025-03-01-preview", body);
        JsonObject error =
                AZURE.refused("/openai/responses?api-version=2025-02-01-preview", body, 400, "BadRequest", "null");
        assertThat(error.text("message")).contains("2025-03-01-preview and later");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                2025-04-01-preview | gpt-5   | 'include':['reasoning.encrypted_content'] | invalid_value     | include[0]
                2025-04-01-preview | gpt-5   | 'background':true                         | unknown_parameter | background
                2025-03-01-preview | o4-mini | 'reasoning':{'summary':'auto'}            | unknown_parameter | reasoning.summary
                """)
    void dated_responses_lack_what_came_with_v1(
            String version, String model, String members, String code, String param) {
        String body = "{'model':'" + model + "','input':'hi'," + members + "}";
        AZURE.refused("/openai/responses?api-version=" + version, body, 400, code, param);
        AZURE.answer("/openai/v1/responses", body);
    }

    @Test
    void an_answer_is_kept_across_the_routes() {
        String id = AZURE.answer("/openai/v1/responses", "{'model':'gpt-5','input':'hi'}")
                .text("id");
        assertThat(AZURE.send("GET", "/openai/responses/" + id + "?api-version=2025-04-01-preview", "")
                        .status())
                .isEqualTo(200);
        AZURE.answer(
                "/openai/responses?api-version=2025-04-01-preview",
                "{'model':'gpt-5','input':'more','previous_response_id':'" + id + "'}");
    }

    @Test
    void a_key_and_a_token_exclude_each_other() {
        Map<String, String> both = Map.of("api-key", "key-test", "authorization", "Bearer token-test");
        for (String address :
                List.of(dated("gpt-4o", "2024-10-21"), "/openai/v1/chat/completions", "/openai/v1/responses")) {
            SandboxAnswer answer = AZURE.with(both).post(address, chat("gpt-4o", ""));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .startsWith(
                            "{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key");
        }
    }

    @Test
    void a_key_and_a_token_are_good_alone() {
        for (String address : List.of(dated("gpt-4o", "2024-10-21"), "/openai/v1/chat/completions")) {
            AZURE.with(Map.of("authorization", "Bearer token-test")).answer(address, chat("gpt-4o", ""));
            AZURE.answer(address, chat("gpt-4o", ""));
            assertThat(AZURE.with(Map.of("api-key", "bad-key"))
                            .post(address, "{")
                            .body())
                    .contains("Access denied due to invalid subscription key");
            assertThat(AZURE.with(Map.of("authorization", "Bearer bad-token"))
                            .post(address, "{")
                            .body())
                    .contains("Unauthorized. Access token is missing, invalid, audience is incorrect");
            assertThat(AZURE.with(Map.of()).post(address, "{").status()).isEqualTo(401);
        }
    }

    @Test
    void every_answer_tells_its_limits_in_plain_numbers() {
        for (String address : List.of(dated("gpt-4o", "2024-10-21"), "/openai/nowhere", "/openai/v1/responses")) {
            assertThat(AZURE.post(address, chat("gpt-4o", "")).headers())
                    .containsKeys("apim-request-id", "x-ms-region")
                    .containsEntry("x-ratelimit-reset-requests", "1");
        }
    }

    @Test
    void models_are_listed() {
        SandboxAnswer models = AZURE.send("GET", "/openai/v1/models", "");
        assertThat(object(models.body()).elements("data")).hasSizeGreaterThan(20);
        assertThat(models.body()).contains("\"id\":\"my-gpt\"").contains("\"id\":\"o1\"");
    }
}
