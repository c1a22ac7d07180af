package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.AzureFoundryHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of a Foundry resource beside v1 chat: Responses, projects, the old inference route, Claude, MAI. */
class AzureFoundryRouteTest {
    private static final DirectClient FOUNDRY = DirectClient.apiKey(new AzureFoundryHost());
    private static final String INFERENCE = "/models/chat/completions?api-version=2024-05-01-preview";
    private static final String MAI = "/mai/v1/chat/completions";

    private static String chat(String model, String members) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'hello'}]" + members + "}";
    }

    private static String response(String model, String members) {
        return "{'model':'" + model + "','input':'hello'" + members + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai/v1", "/api/projects/my-project/openai/v1", "/v1", ""})
    void a_resource_and_its_projects_have_the_same_routes(String base) {
        FOUNDRY.answer(base + "/chat/completions", chat("Kimi-K2.6", ""));
        FOUNDRY.answer(base + "/responses", response("gpt-5", ""));
        assertThat(FOUNDRY.send("GET", base + "/models", "").body()).contains("Kimi-K2.6");
    }

    @Test
    void a_key_and_a_token_exclude_each_other() {
        Map<String, String> both = Map.of("api-key", "key-test", "authorization", "Bearer key-test");
        assertThat(FOUNDRY.with(both)
                        .post("/openai/v1/chat/completions", chat("Kimi-K2.6", ""))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void some_makers_have_no_responses() {
        for (String model : List.of("Cohere-command-a", "Phi-4")) {
            FOUNDRY.refused("/openai/v1/responses", response(model, ""), 400, "OperationNotSupported", "null");
        }
        for (String model : List.of("grok-4.7", "DeepSeek-V4-Pro", "Kimi-K2.6", "Mistral-Large-3", "MAI-Thinking-1")) {
            FOUNDRY.answer("/openai/v1/responses", response(model, ",'temperature':0.5"));
        }
    }

    @Test
    void deepseek_refuses_an_effort_on_responses_and_grok_takes_three() {
        FOUNDRY.refused(
                "/openai/v1/responses",
                response("DeepSeek-V4-Pro", ",'reasoning':{'effort':'low'}"),
                400,
                "unsupported_parameter",
                "reasoning.effort");
        FOUNDRY.refused(
                "/openai/v1/responses",
                response("grok-4.7", ",'reasoning':{'effort':'xhigh'}"),
                400,
                "unsupported_value",
                "reasoning.effort");
        FOUNDRY.answer("/openai/v1/responses", response("grok-4.7", ",'reasoning':{'effort':'high'}"));
    }

    @Test
    void partner_deployments_ignore_the_budget_and_stop_after_4096_tokens() {
        JsonObject small =
                FOUNDRY.answer("/openai/v1/responses", response("DeepSeek-V4-Pro", ",'max_output_tokens':3"));
        assertThat(small.text("status")).isEqualTo("completed");
        JsonObject large = FOUNDRY.answer(
                "/openai/v1/responses", "{'model':'Kimi-K2.6','input':'[[tokens 5000]]','max_output_tokens':20000}");
        assertThat(member(large, "incomplete_details").text("reason")).isEqualTo("max_output_tokens");
        assertThat(member(large, "usage").get("output_tokens")).isEqualTo(JsonValue.of(4096));
    }

    @Test
    void the_old_route_needs_its_own_version() {
        FOUNDRY.answer(INFERENCE, chat("Kimi-K2.5", ""));
        assertThat(FOUNDRY.post("/models/chat/completions", chat("Kimi-K2.5", ""))
                        .status())
                .isEqualTo(404);
        assertThat(FOUNDRY.post("/models/chat/completions?api-version=2025-04-01-preview", chat("Kimi-K2.5", ""))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void the_old_route_takes_both_forms_of_a_key_at_once() {
        FOUNDRY.with(Map.of("api-key", "key-test", "authorization", "key-test"))
                .answer(INFERENCE, chat("Kimi-K2.5", ""));
        FOUNDRY.with(Map.of("authorization", "Bearer key-test")).answer(INFERENCE, chat("Kimi-K2.5", ""));
        assertThat(FOUNDRY.with(Map.of("authorization", "bad-key"))
                        .post(INFERENCE, "{")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_header_governs_what_goes_beyond_the_fields_of_the_old_route() {
        String body = chat("DeepSeek-V4-Pro", ",'reasoning_effort':'low'");
        String reasoning = "\"reasoning_content\":\"";
        assertThat(FOUNDRY.post(INFERENCE, body).body()).contains(reasoning);
        assertThat(extras("pass-through", body).body()).contains(reasoning);
        SandboxAnswer dropped = extras("drop", body);
        assertThat(dropped.status()).isEqualTo(200);
        assertThat(dropped.body()).doesNotContain(reasoning);
        assertThat(extras("error", body).body())
                .contains("Unrecognized request argument supplied: reasoning_effort")
                .contains("unrecognized_request_argument");
        assertThat(extras("pass-through", chat("Kimi-K2.6", ",'thinking':{'type':'enabled'}"))
                        .status())
                .isEqualTo(400);
        assertThat(extras("drop", chat("Kimi-K2.6", ",'thinking':{'type':'enabled'}"))
                        .status())
                .isEqualTo(200);
    }

    private static SandboxAnswer extras(String wish, String body) {
        return FOUNDRY.with(Map.of("api-key", "key-test", "extra-parameters", wish))
                .post(INFERENCE, body);
    }

    @Test
    void claude_speaks_messages_behind_azure_keys() {
        String body = "{'model':'claude-sonnet-4-5','max_tokens':100,'messages':[{'role':'user','content':'hello'}]}";
        for (String header : List.of("x-api-key", "api-key")) {
            SandboxAnswer answer = FOUNDRY.with(Map.of(header, "key-test", "anthropic-version", "2023-06-01"))
                    .post("/anthropic/v1/messages", body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"type\":\"message\"");
            assertThat(answer.headers()).containsKey("apim-request-id").containsEntry("x-ratelimit-limit-tokens", "-1");
        }
        assertThat(FOUNDRY.with(Map.of("x-api-key", "bad-key"))
                        .post("/anthropic/v1/messages", body)
                        .body())
                .contains("Access denied due to invalid subscription key");
        assertThat(FOUNDRY.post("/anthropic/v1/complete", body).status()).isEqualTo(404);
    }

    @Test
    void mai_has_a_route_of_its_own() {
        JsonObject answer = FOUNDRY.answer(MAI, chat("MAI-Thinking-1", ""));
        assertThat(answer.text("id")).startsWith("mai-api-");
        JsonObject message = member(SandboxClient.choice(answer), "message");
        assertThat(message.get("reasoning")).isEqualTo(JsonNull.NULL);
        assertThat(message.get("annotations")).isEqualTo(JsonNull.NULL);
        FOUNDRY.refused(MAI, chat("Kimi-K2.6", ""), 404, "DeploymentNotFound", "null");
        FOUNDRY.refused("/openai/v1/chat/completions", chat("MAI-Thinking-1", ""), 404, "DeploymentNotFound", "null");
        FOUNDRY.with(Map.of("api-key", "key-test", "authorization", "Bearer dummy"))
                .answer(MAI, chat("MAI-Thinking-1", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                ,'max_tokens':5                     | 400 | unsupported_parameter | max_tokens
                ,'tools':[{'type':'web_search'}]    | 422 | null                  | null
                """)
    void mai_refuses(String members, int status, String code, String param) {
        FOUNDRY.refused(MAI, chat("MAI-Thinking-1", members), status, code, param);
    }

    @Test
    void mai_finishes_and_counts_on_its_last_chunk_and_never_says_tool_calls() {
        List<JsonObject> chunks = FOUNDRY.events(
                MAI,
                chat(
                        "MAI-Thinking-1",
                        ",'stream':true,'reasoning_display':'encrypted','tools':[{'type':'function','function':{'name':'f'}}]"));
        assertThat(SandboxClient.finishes(chunks)).containsExactly("stop");
        JsonObject last = chunks.getLast();
        JsonObject delta = member(SandboxClient.choice(last), "delta");
        assertThat(last.object("usage")).isNotNull();
        assertThat(delta.elements("tool_calls")).hasSize(1);
        assertThat(member(delta, "reasoning").text("encrypted_content")).isNotEmpty();
        assertThat(member(SandboxClient.choice(chunks.getFirst()), "delta").get("tool_calls"))
                .isEqualTo(JsonNull.NULL);
    }

    @Test
    void mai_wants_the_whole_message_back_unchanged() {
        String tools = ",'reasoning_display':'encrypted','tools':[{'type':'function','function':{'name':'f'}}]";
        JsonObject message =
                member(SandboxClient.choice(FOUNDRY.answer(MAI, chat("MAI-Thinking-1", tools))), "message");
        JsonObject call = (JsonObject) message.elements("tool_calls").getFirst();
        String result = ",{'role':'tool','tool_call_id':'" + call.text("id") + "','content':'fine'}]" + tools + "}";
        String start = "{'model':'MAI-Thinking-1','messages':[{'role':'user','content':'hello'},";
        FOUNDRY.answer(MAI, start + Json.text(message) + result);
        FOUNDRY.refused(
                MAI,
                start + Json.text(message.with("content", JsonValue.of("other words"))) + result,
                400,
                "invalid_encrypted_content",
                "messages[1].reasoning.encrypted_content");
    }

    @Test
    void mai_blocks_with_an_error_of_its_own() {
        String blocked = chat("MAI-Thinking-1", ",'stream':true").replace("hello", "[[content-filter]] hello");
        SandboxAnswer stream = FOUNDRY.post(MAI, blocked);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.body()).contains("\"type\":\"SafetyBlockedError\"").endsWith("data: [DONE]\n\n");
        assertThat(FOUNDRY.post(MAI, blocked.replace(",'stream':true", "")).status())
                .isEqualTo(400);
    }
}
