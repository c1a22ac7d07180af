package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groq: "OpenAI Compatibility" and "Reasoning" in its documentation, and recorded habits. */
class GroqTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{}}}}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'logprobs':false", "'top_logprobs':2", "'logit_bias':{}"})
    void some_members_are_refused_whatever_they_say(String member) {
        refused("llama-3.3-70b-versatile", member + "," + HELLO, "is unsupported");
    }

    @Test
    void one_answer_is_all_it_gives() {
        refused("llama-3.3-70b-versatile", "'n':2," + HELLO, "'n' : number must be at most 1");
        CLIENT.accepted("groq", "{'model':'llama-3.3-70b-versatile','n':1," + HELLO + "}");
    }

    @Test
    void names_are_refused_except_beside_results() {
        refused(
                "llama-3.3-70b-versatile",
                "'messages':[{'role':'user','name':'ann','content':'hello'}]",
                "property 'name' is unsupported");
        // Recorded with status 200: agentjido/req_llm, tool round trip. So was an empty list for content.
        CLIENT.accepted("groq", """
                {'model':'qwen/qwen3-32b','messages':[{'role':'user','content':'hello'},
                 {'role':'assistant','content':[],'tool_calls':[{'id':'5xvdm3rr5','type':'function',
                  'function':{'name':'add','arguments':'{}'}}]},
                 {'role':'tool','name':'add','tool_call_id':'5xvdm3rr5','content':'5'}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning", "reasoning_content"})
    void reasoning_does_not_go_back(String member) {
        refused(
                "openai/gpt-oss-20b",
                "'messages':[{'role':'user','content':'hello'},{'role':'assistant','content':'hi','" + member
                        + "':'hm'},{'role':'user','content':'again'}]",
                "property '" + member + "' is unsupported");
    }

    @Test
    void efforts_belong_to_the_family() {
        CLIENT.accepted("groq", "{'model':'openai/gpt-oss-20b','reasoning_effort':'low'," + HELLO + "}");
        CLIENT.accepted("groq", "{'model':'qwen/qwen3-32b','reasoning_effort':'default'," + HELLO + "}");
        refused("openai/gpt-oss-20b", "'reasoning_effort':'none'," + HELLO, "must be one of `low`, `medium`, `high`");
        refused("qwen/qwen3-32b", "'reasoning_effort':'low'," + HELLO, "must be one of `none`, `default`");
        refused(
                "llama-3.3-70b-versatile",
                "'reasoning_effort':'low'," + HELLO,
                "`reasoning_effort` is not supported with this model");
    }

    @Test
    void formats_and_tiers_are_closed_lists() {
        refused("qwen/qwen3-32b", "'reasoning_format':'plain'," + HELLO, "`reasoning_format` must be one of");
        refused("qwen/qwen3-32b", "'service_tier':'priority'," + HELLO, "`service_tier` must be one of");
        CLIENT.accepted("groq", "{'model':'qwen/qwen3-32b','service_tier':'flex'," + HELLO + "}");
    }

    @Test
    void qwen_thinks_between_tags_unless_told_otherwise() {
        JsonObject raw = CLIENT.message("groq", "{'model':'qwen/qwen3-32b'," + HELLO + "}");
        assertThat(raw.text("content")).startsWith("<think>\nThe user asks").contains("\n</think>\n\nYou said");
        assertThat(raw.get("reasoning")).isNull();
        JsonObject parsed =
                CLIENT.message("groq", "{'model':'qwen/qwen3-32b','reasoning_format':'parsed'," + HELLO + "}");
        assertThat(parsed.text("reasoning")).startsWith("The user asks");
        assertThat(parsed.text("content")).startsWith("You said");
        JsonObject hidden =
                CLIENT.message("groq", "{'model':'qwen/qwen3-32b','reasoning_format':'hidden'," + HELLO + "}");
        assertThat(hidden.get("reasoning")).isNull();
        assertThat(hidden.text("content")).startsWith("You said");
        JsonObject off = CLIENT.message("groq", "{'model':'qwen/qwen3-32b','reasoning_effort':'none'," + HELLO + "}");
        assertThat(off.text("content")).startsWith("You said");
        assertThat(CLIENT.message("groq", "{'model':'qwen/qwen3-32b'," + HELLO + TOOLS + "}")
                        .text("reasoning"))
                .isNotEmpty();
    }

    @Test
    void gpt_oss_streams_its_thoughts_in_a_channel() {
        List<JsonObject> chunks = CLIENT.chunks("groq", "{'model':'openai/gpt-oss-20b','stream':true," + HELLO + "}");
        assertThat(member(choice(chunks.get(1)), "delta").text("channel")).isEqualTo("analysis");
        assertThat(joined(chunks, "reasoning")).startsWith("The user asks");
        assertThat(joined(chunks, "content")).startsWith("You said");
    }

    @Test
    void usage_comes_twice_on_the_finishing_chunk_and_once_more_when_asked_for() {
        String start = "{'model':'llama-3.3-70b-versatile','seed':7,'stream':true,";
        List<JsonObject> chunks = CLIENT.chunks("groq", start + HELLO + "}");
        JsonObject last = chunks.getLast();
        assertThat(finishes(chunks)).containsExactly("stop");
        assertThat(member(last, "x_groq").object("usage")).isEqualTo(member(last, "usage"));
        assertThat(member(last, "usage").get("queue_time")).isNotNull();
        assertThat(member(chunks.getFirst(), "x_groq").get("seed")).isEqualTo(JsonValue.of(7));
        List<JsonObject> more = CLIENT.chunks("groq", start + "'stream_options':{'include_usage':true}," + HELLO + "}");
        assertThat(more).hasSize(chunks.size() + 1);
        assertThat(more.getLast().elements("choices")).isEmpty();
        assertThat(more.getLast().text("service_tier")).isEqualTo("on_demand");
    }

    @Test
    void calls_stream_whole_and_their_ids_tell_the_family() {
        List<JsonObject> chunks = CLIENT.chunks(
                "groq", "{'model':'moonshotai/kimi-k2-instruct-0905','stream':true," + HELLO + TOOLS + "}");
        JsonObject call = (JsonObject)
                member(choice(chunks.get(1)), "delta").elements("tool_calls").getFirst();
        assertThat(call.text("id")).isEqualTo("functions.weather:0");
        assertThat(member(call, "function").text("arguments")).isEqualTo("{}");
        JsonObject message = CLIENT.message("groq", "{'model':'openai/gpt-oss-20b'," + HELLO + TOOLS + "}");
        assertThat(((JsonObject) message.elements("tool_calls").getFirst()).text("id"))
                .startsWith("fc_");
    }

    @Test
    void the_error_in_a_stream_has_a_name_and_a_status() {
        HttpResponse<String> response = CLIENT.chat(
                "groq",
                "{'model':'openai/gpt-oss-20b','stream':true,'messages':[{'role':'user','content':'[[error-in-stream]]'}]}");
        assertThat(response.body()).contains("\n\nevent: error\ndata: {\"error\":");
        assertThat(response.body()).endsWith("\"status_code\":400}}\n\n");
    }

    @Test
    void unknown_models_and_keys_are_refused() {
        CLIENT.refused("groq", "{'model':'llama-3.3-70b-versatlie'," + HELLO + "}", 404, """
                {'error':{'message':'The model `llama-3.3-70b-versatlie` does not exist or you do not have access to it.',\
                'type':'invalid_request_error','code':'model_not_found'}}""");
        HttpResponse<String> response = CLIENT.send(CLIENT.request("groq", "/models")
                .setHeader("authorization", "bad")
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("invalid_api_key");
    }

    @Test
    void conversations_must_be_whole() {
        refused(
                "llama-3.3-70b-versatile",
                "'messages':[{'role':'tool','tool_call_id':'a','content':'x'}]",
                "for 'role:tool' : the tool call is not found");
        refused("llama-3.3-70b-versatile", "'messages':[]", "minimum number of items is 1");
    }

    @Test
    void a_limit_says_when_to_come_back() {
        HttpResponse<String> response = CLIENT.chat(
                "groq", "{'model':'llama-3.3-70b-versatile','messages':[{'role':'user','content':'[[status 429]]'}]}");
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-tokens"))
                .contains("0");
    }

    private static void refused(String model, String members, String message) {
        HttpResponse<String> response = CLIENT.chat("groq", "{'model':'" + model + "'," + members + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(message).contains("\"type\":\"invalid_request_error\"");
    }
}
