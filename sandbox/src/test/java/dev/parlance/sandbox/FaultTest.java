package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.events;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that the last user text asks for. */
class FaultTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 408, 413, 429, 500, 502, 503, 504, 529})
    void every_host_answers_with_the_status_that_was_asked_for(int status) {
        for (String host : SandboxClient.chatHosts()) {
            for (boolean stream : List.of(true, false)) {
                HttpResponse<String> response =
                        CLIENT.chat(host, body(host, "hello [[status " + status + "]]", stream));
                assertThat(response.statusCode()).as(host).isEqualTo(status);
                assertThat(response.body()).as(host).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    moonshot          | 429                | rate_limit_reached_error
                    moonshot          | 429 quota          | exceeded_current_quota_error
                    moonshot          | 429 overloaded     | engine_overloaded_error
                    moonshot          | 400 context        | Invalid request: Your request exceeded model token limit: 262144 (requested: 265359)
                    moonshot          | 400 content-filter | The request was rejected because it was considered high risk
                    moonshot          | 403                | permission_denied_error
                    moonshot          | 500                | server_error
                    azure-foundry     | 429                | exceeded token rate limit of your current OpenAI S0 pricing tier
                    azure-foundry     | 429 quota          | insufficient_quota
                    azure-foundry     | 400 context        | context_length_exceeded
                    azure-foundry     | 400 content-filter | ResponsibleAIPolicyViolation
                    azure-foundry     | 408                | upstream request timeout
                    azure-openai      | 429                | exceeded token rate limit of your current OpenAI S0 pricing tier
                    azure-openai      | 404                | DeploymentNotFound
                    openai            | 429                | rate_limit_exceeded
                    openai            | 429 quota          | insufficient_quota
                    openai            | 400 context        | context_length_exceeded
                    openai            | 400 content-filter | invalid_prompt
                    openai-compatible | 400 context        | maximum context length is 131072 tokens
                    openrouter        | 429                | Rate limit exceeded: limit_rpm/anthropic/claude-haiku-4.5
                    openrouter        | 429 overloaded     | is temporarily rate-limited upstream
                    openrouter        | 402                | payment_required
                    openrouter        | 402 in-flight      | in_flight_budget_exhausted
                    openrouter        | 400 context        | maximum context length is 131072 tokens
                    openrouter        | 400 content-filter | Provider returned error
                    openrouter        | 403                | Content violates usage guidelines.
                    mistral           | 429                | rate_limited
                    mistral           | 400 context        | too large for model with 131072 maximum context length
                    groq              | 429                | rate_limit_exceeded
                    groq              | 400 tool-use-failed| failed_generation
                    groq              | 404                | model_not_found
                    vllm              | 400 context        | maximum context length is 131072 tokens
                    ollama            | 404                | model 'local-model' not found
                    llama-cpp         | 503                | unavailable_error
                    lm-studio         | 400                | {"error":"the sandbox was asked for status 400"}
                    perplexity        | 401                | "type":"invalid_api_key","code":401
                    hunyuan           | 429 quota          | insufficient_quota
                    alibaba           | 400 context        | context_length_exceeded
                    deepseek          | 402                | Insufficient Balance
                    deepseek          | 429                | rate_limit_error
                    deepseek          | 503                | Service is too busy
                    deepseek          | 400 context        | maximum context length is 1048576 tokens
                    deepseek          | 400 content-filter | Content Exists Risk
                    xai               | 429                | {"code":"Some resource has been exhausted","error":"Too many requests for team.
                    xai               | 503                | {"code":"The service is currently unavailable","error":"
                    xai               | 403 quota          | does not have any credits yet
                    minimax           | 429                | rate limit exceeded (1002)","http_code":"429"
                    minimax           | 402                | insufficient balance (1008)","http_code":"402"
                    minimax           | 429 quota          | insufficient balance (1008)","http_code":"429"
                    minimax           | 500 quota          | {"type":"api_error","message":"insufficient balance (1008)","http_code":"500"}
                    minimax           | 400 content-filter | input new_sensitive (1026)
                    minimax           | 429 native         | "base_resp":{"status_code":1002,"status_msg":"rate limit"}
                    qiniu             | 429 quota          | insufficient_quota
                    github-copilot    | 429 quota          | quota exceeded
                    github-copilot    | 429                | {"error":{"message":"Sorry, you have been rate-limited. Please wait a moment.","code":"rate_limited"}}
                    github-copilot    | 400 context        | model_max_prompt_tokens_exceeded
                    github-copilot    | 401                | token expired
                    """)
    void statuses_have_the_hosts_own_bodies(String host, String fault, String expected) {
        assertThat(CLIENT.chat(host, body(host, "[[status " + fault + "]]", true))
                        .body())
                .contains(expected);
    }

    @Test
    void rate_limits_say_how_long_to_wait() {
        assertThat(header("moonshot", "retry-after")).isEqualTo("1");
        assertThat(header("azure-foundry", "retry-after-ms")).isEqualTo("2000");
        assertThat(header("azure-foundry", "retry-after")).isEqualTo("2");
        assertThat(header("openai", "retry-after-ms")).isEqualTo("1000");
    }

    @Test
    void a_cut_stream_breaks_off_in_the_middle() throws Exception {
        for (String host : SandboxClient.chatHosts()) {
            try (InputStream in =
                    CLIENT.open(host, body(host, "hello [[cut]]", true)).body()) {
                assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void a_cut_plain_answer_breaks_off_in_the_middle() throws Exception {
        try (InputStream in = CLIENT.open("moonshot", body("moonshot", "hello [[cut]]", false))
                .body()) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_cut_stream_still_delivers_what_came_before() throws Exception {
        try (InputStream in =
                CLIENT.open("openai", body("openai", "hello [[cut]]", true)).body()) {
            String start = new String(in.readNBytes(200), StandardCharsets.UTF_8);
            assertThat(start).startsWith("data: {").contains("chat.completion.chunk");
        }
    }

    @Test
    void an_error_in_the_stream_takes_the_place_of_its_end() {
        for (String host : SandboxClient.chatHosts()) {
            HttpResponse<String> response = CLIENT.chat(host, body(host, "hello [[error-in-stream]]", true));
            List<JsonObject> events = events(response.body());
            assertThat(events.getLast().get("error")).as(host).isNotNull();
            assertThat(finishes(events)).as(host).isSubsetOf("error");
            assertThat(response.body()).doesNotContain("[DONE]");
            assertThat(events).hasSizeGreaterThan(5);
        }
    }

    @Test
    void a_plain_answer_with_an_error_is_a_server_error() {
        assertThat(CLIENT.chat("openai", body("openai", "hello [[error-in-stream]]", false))
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void an_answer_of_thoughts_alone_ends_for_want_of_budget() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", body("moonshot", "hello [[think-only]]", true));
        assertThat(finishes(chunks)).containsExactly("length");
        assertThat(joined(chunks, "content")).isEmpty();
        assertThat(joined(chunks, "reasoning_content")).isNotEmpty();
    }

    @Test
    void a_number_of_tokens_is_delivered_one_a_chunk() {
        List<JsonObject> chunks = CLIENT.chunks("openai", body("openai", "hello [[tokens 400]]", true));
        assertThat(chunks).hasSize(1 + 400 + 1);
        assertThat(joined(chunks, "content").split(" ")).hasSize(400);
    }

    @Test
    void the_content_filter_ends_an_answer() {
        for (String host : SandboxClient.chatHosts()) {
            List<JsonObject> chunks = CLIENT.chunks(host, body(host, "hello [[content-filter]]", true));
            assertThat(finishes(chunks)).as(host).containsOnly("content_filter");
        }
    }

    @Test
    void the_end_marker_can_be_missing() {
        String stream = CLIENT.chat("moonshot", body("moonshot", "hello [[done-missing]]", true))
                .body();
        assertThat(stream).doesNotContain("[DONE]");
        assertThat(finishes(events(stream))).containsExactly("stop");
    }

    @Test
    void only_the_last_user_text_counts() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'[[status 500]]'},
                 {'role':'assistant','content':'oh'},{'role':'user','content':'again'}]}""");
    }

    @Test
    void a_wrong_request_is_refused_before_any_fault() {
        CLIENT.refused(
                "moonshot",
                "{'model':'kimi-k2.6','top_p':1,'messages':[{'role':'user','content':'[[status 500]]'}]}",
                400,
                "{'error':{'message':'invalid top_p: only 0.95 is allowed for this model','type':'invalid_request_error'}}");
    }

    private static String header(String host, String name) {
        return CLIENT.chat(host, body(host, "[[status 429]]", false))
                .headers()
                .firstValue(name)
                .orElse("");
    }

    private static String body(String host, String text, boolean stream) {
        String model = switch (host) {
            case "moonshot" -> "kimi-k2.6";
            case "moonshot-plan" -> "k3";
            case "azure-foundry" -> "Kimi-K2.6";
            case "openai", "azure-openai" -> "gpt-4o";
            case "openrouter" -> "anthropic/claude-haiku-4.5";
            case "mistral" -> "mistral-small-latest";
            case "groq" -> "openai/gpt-oss-20b";
            case "doubao" -> "doubao-seed-1-6";
            case "hunyuan" -> "hunyuan-t1-latest";
            case "mimo" -> "mimo-v2-flash";
            case "alibaba" -> "qwen3-max";
            case "zai" -> "glm-4.7-flash";
            case "perplexity" -> "sonar";
            case "cerebras" -> "gpt-oss-120b";
            case "huggingface" -> "moonshotai/Kimi-K2-Instruct-0905:groq";
            case "deepseek", "qiniu" -> "deepseek-v4-flash";
            case "xai" -> "grok-4.6";
            case "minimax" -> "MiniMax-M2.7-highspeed";
            case "github-copilot" -> "gpt-4o";
            default -> "local-model";
        };
        return "{'model':'" + model + "','stream':" + stream + ",'messages':[{'role':'user','content':'" + text
                + "'}]}";
    }
}
