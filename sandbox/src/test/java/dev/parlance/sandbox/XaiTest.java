package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.xai.XaiHost;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** xAI's Chat Completions: what Grok refuses, and how it answers. */
class XaiTest {
    private static final HostChat HOST = new HostChat(new XaiHost());
    private static final String TOOLS = """
            'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}},
            {'type':'function','function':{'name':'ask','parameters':{'type':'object','properties':{}}}}]""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            presence_penalty  | 0       | presencePenalty
            presence_penalty  | 0.5     | presencePenalty
            frequency_penalty | 0       | frequencyPenalty
            stop              | ["END"] | stop
            """)
    void penalties_and_stop_words_are_refused_at_any_value(String name, String value, String parameter) {
        for (String model : List.of(
                "grok-4.6", "grok-4.3", "grok-4", "grok-3-mini", "grok-code-fast-1", "grok-4.20-0309-non-reasoning")) {
            HOST.refused(
                    hello(model, "'" + name + "':" + value),
                    400,
                    "{'code':'Client specified an invalid argument','error':'Model " + model
                            + " does not support parameter " + parameter + ".'}");
        }
    }

    @Test
    void a_null_is_no_value_and_the_third_generation_takes_them_all() {
        HOST.accepted(hello("grok-4.6", "'presence_penalty':null,'stop':null"));
        HOST.accepted(hello("grok-3", "'presence_penalty':0.5,'frequency_penalty':0,'stop':['END']"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grok-3-mini           | low high                   | none medium xhigh
            grok-4.3              | none low medium high       | minimal xhigh max
            grok-4.5              | low medium high            | none xhigh
            grok-4.6              | low medium high xhigh      | none max
            grok-4.20-multi-agent | low medium high xhigh      | huge
            grok-4.7              | none low medium high xhigh | huge
            """)
    void each_model_has_its_own_effort_words(String model, String taken, String refused) {
        for (String effort : taken.split(" ")) {
            HOST.accepted(hello(model, "'reasoning_effort':'" + effort + "'"));
        }
        for (String effort : refused.split(" ")) {
            HOST.objects(
                    HOST.chat(hello(model, "'reasoning_effort':'" + effort + "'")),
                    400,
                    "Model " + model + " does not support this value of parameter reasoningEffort.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grok-3",
                "grok-4",
                "grok-4-latest",
                "grok-4-0709",
                "grok-4-fast",
                "grok-4-fast-non-reasoning",
                "grok-4-1-fast",
                "grok-4-1-fast-reasoning",
                "grok-code-fast-1",
                "grok-build-0.1",
                "grok-4.20-reasoning",
                "grok-4.20-0309-reasoning",
                "grok-4.20-0309-non-reasoning"
            })
    void most_models_refuse_every_effort_word(String model) {
        for (String effort : List.of("none", "low", "high")) {
            HOST.refused(
                    hello(model, "'reasoning_effort':'" + effort + "'"),
                    400,
                    "{'code':'Client specified an invalid argument','error':'Model " + model
                            + " does not support parameter reasoningEffort.'}");
        }
    }

    @Test
    void live_search_is_gone() {
        HOST.objects(
                HOST.chat(hello("grok-4.3", "'search_parameters':{'mode':'auto'}")), 410, "Live search is deprecated.");
    }

    @Test
    void candidates_end_at_eight() {
        HOST.accepted(hello("grok-3", "'logprobs':true,'top_logprobs':8"));
        HOST.objects(HOST.chat(hello("grok-3", "'logprobs':true,'top_logprobs':9")), 400, "top_logprobs");
    }

    @Test
    void the_rest_of_the_dialect_is_taken() {
        HOST.accepted(
                hello(
                        "grok-4.6",
                        "'temperature':0,'top_p':0.9,'seed':1,'n':2,'user':'u','logit_bias':{},'max_tokens':50,'service_tier':'priority','parallel_function_calling':false"));
    }

    @Test
    void a_wrong_key_is_an_invalid_argument() {
        SandboxAnswer answer = HOST.with("authorization", "Bearer bad").chat(hello("grok-4.3", "'n':1"));
        assertThat(answer.body())
                .isEqualTo(
                        "{\"code\":\"invalid-argument\",\"error\":\"Incorrect API key provided. You can obtain an API key from https://console.x.ai.\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(HOST.with("authorization", "")
                        .chat(hello("grok-4.3", "'n':1"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void models_and_conversations_are_checked() {
        HOST.objects(HOST.chat(hello("grok-9", "'n':1")), 404, "Some requested entity was not found");
        HOST.objects(
                HOST.chat("{'model':'grok-4.3','messages':[{'role':'tool','tool_call_id':'a','content':'12'}]}"),
                400,
                "the tool result belongs to no tool call");
    }

    @Test
    void errors_in_a_stream_are_strings_too() {
        SandboxAnswer answer = HOST.chat(
                "{'model':'grok-4.3','stream':true,'messages':[{'role':'user','content':'[[error-in-stream]] hi'}]}");
        JsonObject last = SandboxClient.events(answer.body()).getLast();
        assertThat(last.text("code")).isEqualTo("The service is currently unavailable");
        assertThat(last.text("error")).isNotEmpty();
    }

    @Test
    void completion_tokens_leave_reasoning_out() {
        JsonObject usage = member(HOST.answer(hello("grok-4.6", "'n':1")), "usage");
        long prompt = number(usage, "prompt_tokens");
        long completion = number(usage, "completion_tokens");
        long reasoning = number(member(usage, "completion_tokens_details"), "reasoning_tokens");
        assertThat(reasoning).isPositive();
        assertThat(number(usage, "total_tokens")).isEqualTo(prompt + completion + reasoning);
        assertThat(number(usage, "num_sources_used")).isZero();
    }

    @Test
    void earlier_turns_are_cached() {
        JsonObject usage = member(
                HOST.answer(
                        "{'model':'grok-3','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'hello'},{'role':'user','content':'again'}]}"),
                "usage");
        assertThat(number(member(usage, "prompt_tokens_details"), "cached_tokens"))
                .isPositive();
    }

    @Test
    void each_call_comes_whole_in_one_chunk() {
        List<JsonObject> chunks =
                HOST.chunks("{'model':'grok-4.6','stream':true,'stream_options':{'include_usage':true}," + TOOLS
                        + ",'messages':[{'role':'user','content':'use all tools'}]}");
        List<JsonObject> deltas = HostChat.deltas(chunks);
        assertThat(deltas).hasSize(3);
        JsonObject call = (JsonObject) deltas.getFirst().elements("tool_calls").getFirst();
        assertThat(deltas.getFirst().text("role")).isEqualTo("assistant");
        assertThat(call.text("id")).matches("call_[0-9]{8}");
        assertThat(call.get("index")).isEqualTo(JsonValue.of(0));
        assertThat(member(call, "function").text("arguments")).isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(finishes(chunks)).containsExactly("tool_calls");
        assertThat(chunks.getLast().elements("choices")).isEmpty();
        assertThat(chunks.getLast().object("usage")).isNotNull();
    }

    @Test
    void chunks_have_no_finish_reason_until_there_is_one() {
        List<JsonObject> chunks = HOST.chunks(hello("grok-3-fast", "'stream':true,'service_tier':'default'"));
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk ->
                        assertThat(SandboxClient.choice(chunk).members()).containsOnlyKeys("index", "delta"));
        assertThat(chunks.getFirst().text("model")).isEqualTo("grok-3");
        assertThat(chunks.getFirst().text("service_tier")).isEqualTo("default");
        assertThat(chunks).noneMatch(chunk -> chunk.get("usage") != null);
    }

    @ParameterizedTest
    @CsvSource({"grok-3-mini,true", "grok-code-fast-1,true", "grok-3,false", "grok-4,false", "grok-4.6,false"})
    void reasoning_is_shown_by_two_models(String model, boolean shown) {
        assertThat(HOST.message(hello(model, "'n':1")).text("reasoning_content") != null)
                .isEqualTo(shown);
        assertThat(HostChat.deltas(HOST.chunks(hello(model, "'stream':true"))).stream()
                        .anyMatch(delta -> delta.get("reasoning_content") instanceof JsonString))
                .isEqualTo(shown);
    }

    @Test
    void reasoning_that_comes_back_is_not_minded() {
        // Recorded: charmbracelet/fantasy, xai-grok-code-fast-tool.
        String first = "{'model':'grok-code-fast-1'," + TOOLS + ",'messages':[{'role':'user','content':'look'}]}";
        JsonObject message = HOST.message(first);
        assertThat(message.text("reasoning_content")).isNotEmpty();
        HOST.accepted(HOST.chat(HostChat.looped(first, message)));
        HOST.accepted(HOST.chat(HostChat.looped(first, message.without("reasoning_content"))));
    }

    @Test
    void grok_3_mini_answers_under_the_name_of_its_effort() {
        assertThat(HOST.answer(hello("grok-3-mini", "'reasoning_effort':'high'"))
                        .text("model"))
                .isEqualTo("grok-3-mini-high");
        assertThat(HOST.answer(hello("grok-3-mini", "'n':1")).text("model")).isEqualTo("grok-3-mini");
    }

    @Test
    void thinking_stops_where_none_is_a_word() {
        JsonObject usage = member(HOST.answer(hello("grok-4.3", "'reasoning_effort':'none'")), "usage");
        assertThat(number(member(usage, "completion_tokens_details"), "reasoning_tokens"))
                .isZero();
    }

    @Test
    void a_schema_is_followed() {
        JsonObject message = HOST.message(
                hello(
                        "grok-4.6",
                        "'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object','properties':{'city':{'type':'string'}},'required':['city'],'additionalProperties':false}}}"));
        assertThat(object(Objects.requireNonNull(message.text("content"))).text("city"))
                .isEqualTo("Zürich");
    }

    private static long number(JsonObject object, String name) {
        return ((JsonValue.JsonNumber) Objects.requireNonNull(object.get(name)))
                .decimal()
                .longValueExact();
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
