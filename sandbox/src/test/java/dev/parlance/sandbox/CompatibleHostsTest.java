package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts of which little is known: what was recorded of each, and the reasoning that two of them want back. */
class CompatibleHostsTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String USER = "{'role':'user','content':'hello'}";
    private static final String HELLO = "'messages':[" + USER + "]";
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{}}}}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunyuan", "mimo"})
    void reasoning_beside_calls_comes_back_word_for_word(String host) {
        // open-multi-agent/open-multi-agent, llm: class "tool-use-only".
        String model = host.equals("hunyuan") ? "hunyuan-t1-latest" : "mimo-v2-flash";
        JsonObject message = CLIENT.message(host, "{'model':'" + model + "'," + HELLO + TOOLS + "}");
        String reasoning =
                ",'reasoning_content':" + Json.text(Objects.requireNonNull(message.get("reasoning_content")));
        CLIENT.accepted(host, replayed(model, message, reasoning));
        String complaint = "messages[1]: the reasoning_content of a turn with tool calls must be passed back unchanged";
        String body =
                "{'error':{'message':'" + complaint + "','type':'invalid_request_error','param':null,'code':null}}";
        CLIENT.refused(host, replayed(model, message, ""), 400, body);
        CLIENT.refused(host, replayed(model, message, ",'reasoning_content':'Something else.'"), 400, body);
    }

    @Test
    void nothing_must_come_back_once_thinking_is_off() {
        JsonObject message = CLIENT.message("mimo", "{'model':'mimo-v2-flash'," + HELLO + TOOLS + "}");
        CLIENT.accepted(
                "mimo",
                replayed("mimo-v2-flash", message, "").replace("{'model'", "{'thinking':{'type':'disabled'},'model'"));
    }

    @Test
    void a_turn_that_was_not_thought_about_has_nothing_to_bring_back() {
        JsonObject message = CLIENT.message(
                "mimo", "{'model':'mimo-v2-flash','thinking':{'type':'disabled'}," + HELLO + TOOLS + "}");
        assertThat(message.get("reasoning_content")).isNull();
        CLIENT.accepted("mimo", replayed("mimo-v2-flash", message, ""));
    }

    @Test
    void calls_of_other_hosts_have_nothing_to_bring_back() {
        JsonObject message = SandboxClient.object(SandboxClient.json(
                "{'tool_calls':[{'id':'call_1','type':'function','function':{'name':'weather','arguments':'{}'}}]}"));
        CLIENT.accepted("hunyuan", replayed("hunyuan-t1-latest", message, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doubao", "alibaba", "zai"})
    void the_others_miss_no_reasoning(String host) {
        String model = model(host);
        JsonObject message =
                CLIENT.message(host, "{'model':'" + model + "','enable_thinking':true," + HELLO + TOOLS + "}");
        assertThat(message.text("reasoning_content")).isNotEmpty();
        CLIENT.accepted(host, replayed(model, message, ""));
    }

    @Test
    void alibaba_hears_enable_thinking_alone() {
        String start = "{'model':'kimi/kimi-k2.6',";
        assertThat(CLIENT.message("alibaba", start + HELLO + "}").text("reasoning_content"))
                .isNotEmpty();
        assertThat(CLIENT.message("alibaba", start + "'thinking':{'type':'disabled'}," + HELLO + "}")
                        .text("reasoning_content"))
                .isNotEmpty();
        assertThat(CLIENT.message("alibaba", start + "'enable_thinking':false," + HELLO + "}")
                        .text("reasoning_content"))
                .isNull();
        assertThat(CLIENT.message("alibaba", "{'model':'kimi/kimi-k2.7-code','enable_thinking':false," + HELLO + "}")
                        .text("reasoning_content"))
                .isNotEmpty();
        assertThat(CLIENT.message("alibaba", "{'model':'qwen3-max'," + HELLO + "}")
                        .text("reasoning_content"))
                .isNull();
    }

    @Test
    void cerebras_ends_with_usage_and_times_on_the_last_choice() {
        // Recorded: agentjido/req_llm, gpt-oss-120b object streaming.
        List<JsonObject> chunks = CLIENT.chunks(
                "cerebras",
                "{'model':'gpt-oss-120b','stream':true,'stream_options':{'include_usage':true}," + HELLO + TOOLS + "}");
        assertThat(member(choice(chunks.getFirst()), "delta").members().keySet())
                .containsExactly("role");
        assertThat(choice(chunks.getFirst()).get("finish_reason")).isNull();
        assertThat(joined(chunks, "reasoning")).isNotEmpty();
        assertThat(finishes(chunks)).containsExactly("tool_calls");
        assertThat(chunks.getLast().object("usage")).isNotNull();
        assertThat(chunks.getLast().object("time_info")).isNotNull();
        JsonObject fragment = (JsonObject) member(choice(chunks.get(chunks.size() - 2)), "delta")
                .elements("tool_calls")
                .getFirst();
        assertThat(fragment.text("type")).isEqualTo("function");
    }

    @Test
    void huggingface_shows_the_habits_of_whoever_answers() {
        // Recorded: charmbracelet/fantasy and tmc/langchaingo.
        List<JsonObject> chunks = CLIENT.chunks(
                "huggingface", "{'model':'moonshotai/Kimi-K2-Instruct-0905:groq','stream':true," + HELLO + TOOLS + "}");
        JsonObject call = (JsonObject)
                member(choice(chunks.get(1)), "delta").elements("tool_calls").getFirst();
        assertThat(member(call, "function").text("arguments")).isEqualTo("{}");
        JsonObject message = CLIENT.message("huggingface", "{'model':'deepseek-ai/DeepSeek-R1-0528'," + HELLO + "}");
        assertThat(message.text("content")).startsWith("<think>\n").contains("</think>");
        assertThat(message.get("tool_calls")).isEqualTo(JsonValue.array());
    }

    @Test
    void a_thought_between_tags_that_the_budget_cuts_is_not_closed() {
        JsonObject message =
                CLIENT.message("huggingface", "{'model':'deepseek-ai/DeepSeek-R1-0528','max_tokens':2," + HELLO + "}");
        assertThat(message.text("content")).startsWith("<think>\n").doesNotContain("</think>");
    }

    @Test
    void zai_repeats_its_id_and_indexes_calls() {
        // Recorded: charmbracelet/fantasy, zai.
        JsonObject answer = CLIENT.answer("zai", "{'model':'glm-4.7-flash'," + HELLO + TOOLS + "}");
        assertThat(answer.text("request_id")).isEqualTo(answer.text("id"));
        JsonObject call = (JsonObject)
                member(choice(answer), "message").elements("tool_calls").getFirst();
        assertThat(call.get("index")).isEqualTo(JsonValue.of(0));
        assertThat(member(choice(answer), "message").text("reasoning_content")).isNotEmpty();
    }

    @Test
    void perplexity_brings_sources_and_numbers_its_errors() {
        // Recorded: crmne/ruby_llm, perplexity sonar.
        JsonObject answer = CLIENT.answer("perplexity", "{'model':'sonar'," + HELLO + "}");
        assertThat(answer.elements("citations")).isNotEmpty();
        assertThat(answer.elements("search_results")).isNotEmpty();
        HttpResponse<String> response = CLIENT.send(CLIENT.request("perplexity", "/models")
                .setHeader("authorization", "Bearer bad")
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Invalid API key provided. Ensure your API key is correct and active.\","
                                + "\"type\":\"invalid_api_key\",\"code\":401}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doubao", "hunyuan", "mimo", "alibaba", "zai", "perplexity", "cerebras", "huggingface"})
    void each_refuses_wrong_keys_and_unknown_models(String host) {
        HttpResponse<String> noKey = CLIENT.send(CLIENT.request(host, "/models")
                .setHeader("authorization", "none")
                .build());
        assertThat(noKey.statusCode()).isEqualTo(401);
        HttpResponse<String> unknown = CLIENT.chat(host, "{'model':'unheard-of'," + HELLO + "}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("The model `unheard-of` does not exist");
        for (String listed : SERVER.models(host)) {
            CLIENT.accepted(host, "{'model':'" + listed + "'," + HELLO + "}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                   | messages must not be empty
                    {"role":"user","content":"x"},{"role":"tool","tool_call_id":"a","content":"y"} | must be a response to a preceding message
                    {"role":"assistant","content":""}                                    | must have content or tool_calls
                    {"content":"x"}                                                      | must be an object with a role
                    {"role":"assistant","tool_calls":[{"id":"a"}]}                       | must be followed by tool messages
                    """)
    void each_wants_whole_conversations(String messages, String expected) {
        HttpResponse<String> response =
                CLIENT.chat("doubao", "{'model':'doubao-seed-1-6','messages':[" + messages + "]}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(expected);
    }

    @Test
    void base_urls_may_keep_the_real_suffix() {
        for (String path : List.of("doubao/api/v3", "alibaba/compatible-mode/v1", "zai/api/paas/v4", "perplexity")) {
            String host = path.replaceFirst("/.*", "");
            HttpResponse<String> response = CLIENT.send(CLIENT.request(host, path.substring(host.length()) + "/models")
                    .build());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
        }
    }

    private static String model(String host) {
        return switch (host) {
            case "doubao" -> "doubao-seed-1-6";
            case "alibaba" -> "qwen3-max";
            default -> "glm-4.7-flash";
        };
    }

    private static String replayed(String model, JsonObject message, String reasoning) {
        JsonObject call = (JsonObject) message.elements("tool_calls").getFirst();
        return "{'model':'" + model + "','enable_thinking':true,'messages':[" + USER
                + ",{'role':'assistant','content':'','tool_calls':[" + Json.text(call) + "]" + reasoning
                + "},{'role':'tool','tool_call_id':'" + call.text("id") + "','content':'sunny'}]" + TOOLS + "}";
    }
}
