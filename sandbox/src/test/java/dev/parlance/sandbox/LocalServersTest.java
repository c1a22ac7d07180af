package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** vLLM, Ollama, llama.cpp and LM Studio: how each names reasoning, how it is switched off, and what each does with a tool choice. */
class LocalServersTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{}}}},"
                    + "{'type':'function','function':{'name':'clock','parameters':{'type':'object','properties':{}}}}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({"vllm,reasoning", "ollama,reasoning", "llama-cpp,reasoning_content", "lm-studio,reasoning_content"})
    void each_names_reasoning_in_its_way(String host, String name) {
        assertThat(CLIENT.message(host, "{'model':'qwen3'," + HELLO + "}").text(name))
                .startsWith("The user asks");
        assertThat(joined(CLIENT.chunks(host, "{'model':'qwen3','stream':true," + HELLO + "}"), name))
                .startsWith("The user asks");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vllm      | "chat_template_kwargs":{"enable_thinking":false} | false
                    vllm      | "chat_template_kwargs":{"thinking":true}         | true
                    vllm      | "thinking":{"type":"disabled"}                   | true
                    ollama    | "reasoning_effort":"none"                        | false
                    ollama    | "reasoning":{"effort":"none"}                    | false
                    ollama    | "chat_template_kwargs":{"enable_thinking":false} | true
                    llama-cpp | "chat_template_kwargs":{"enable_thinking":false} | false
                    llama-cpp | "enable_thinking":false                          | true
                    lm-studio | "reasoning_effort":"high"                        | true
                    """)
    void each_hears_its_own_switch_and_no_other(String host, String wish, boolean thinks) {
        String body = "{'model':'qwen3'," + wish + "," + HELLO + ",'stream':true}";
        List<JsonObject> chunks = CLIENT.chunks(host, body);
        boolean thought = !joined(chunks, "reasoning").isEmpty()
                || !joined(chunks, "reasoning_content").isEmpty();
        assertThat(thought).isEqualTo(thinks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "ollama", "llama-cpp", "lm-studio"})
    void a_model_that_cannot_think_does_not(String host) {
        assertThat(CLIENT.message(host, "{'model':'llama3.2'," + HELLO + "}")
                        .members()
                        .keySet())
                .doesNotContain("reasoning", "reasoning_content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "ollama", "llama-cpp", "lm-studio"})
    void a_key_is_optional_and_any_sampling_is_taken(String host) {
        HttpResponse<String> response = CLIENT.send(CLIENT.request(host, "/models")
                .setHeader("authorization", "none")
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        CLIENT.accepted(
                host,
                "{'model':'qwen3','top_k':1,'min_p':0.1,'repeat_penalty':1.1,'repetition_penalty':1.1,'tools':[],"
                        + HELLO + "}");
        HttpResponse<String> refused = CLIENT.send(CLIENT.request(host, "/models")
                .setHeader("authorization", "Bearer bad")
                .build());
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vllm      | "type":"NotFoundError"
                    ollama    | "message":"model `missing` not found"
                    llama-cpp | {"error":{"code":404,
                    lm-studio | "code":"model_not_found"
                    """)
    void a_missing_model_is_not_found(String host, String expected) {
        HttpResponse<String> response = CLIENT.chat(host, "{'model':'missing'," + HELLO + "}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains(expected.replace('`', '\''));
    }

    @Test
    void llama_cpp_makes_an_object_choice_automatic_without_a_word() {
        String demand = ",'tool_choice':{'type':'function','function':{'name':'clock'}}";
        assertThat(calledTool("llama-cpp", demand)).isEqualTo("weather");
        assertThat(calledTool("vllm", demand)).isEqualTo("clock");
        assertThat(calledTool("ollama", demand)).isEqualTo("clock");
        JsonObject afterResult = CLIENT.message("llama-cpp", """
                {'model':'qwen3','tool_choice':'required','messages':[{'role':'user','content':'hello'},
                 {'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'weather','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'a','content':'sunny'}]""" + TOOLS + "}");
        assertThat(afterResult.elements("tool_calls")).isNotEmpty();
    }

    @Test
    void llama_cpp_tells_its_timings_at_the_end() {
        List<JsonObject> chunks = CLIENT.chunks(
                "llama-cpp", "{'model':'qwen3','stream':true,'stream_options':{'include_usage':true}," + HELLO + "}");
        assertThat(member(chunks.getLast(), "timings").get("prompt_n")).isNotNull();
        assertThat(member(choice(chunks.getFirst()), "delta").get("content")).isEqualTo(JsonNull.NULL);
        HttpResponse<String> health =
                CLIENT.send(CLIENT.request("llama-cpp", "/health").build());
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(CLIENT.send(CLIENT.request("llama-cpp", "/props").build()).body())
                .contains("chat_template_caps");
    }

    @Test
    void ollama_streams_whole_calls_and_the_role_beside_the_first_token() {
        List<JsonObject> chunks = CLIENT.chunks("ollama", "{'model':'qwen3','stream':true," + HELLO + TOOLS + "}");
        JsonObject first = member(choice(chunks.getFirst()), "delta");
        assertThat(first.text("role")).isEqualTo("assistant");
        assertThat(first.text("content")).isEmpty();
        assertThat(first.text("reasoning")).isNotEmpty();
        JsonObject calling = member(choice(chunks.get(chunks.size() - 2)), "delta");
        JsonObject call = (JsonObject) calling.elements("tool_calls").getFirst();
        assertThat(member(call, "function").text("arguments")).isEqualTo("{}");
        assertThat(call.text("id")).matches("call_[a-z0-9]{8}");
        assertThat(calling.text("content")).isEmpty();
    }

    @Test
    void ollama_ignores_what_its_face_does_not_know() {
        JsonObject answer =
                CLIENT.answer("ollama", "{'model':'llama3.2','n':3,'max_completion_tokens':1," + HELLO + "}");
        assertThat(answer.elements("choices")).hasSize(1);
        assertThat(choice(answer).text("finish_reason")).isEqualTo("stop");
        JsonObject short1 = CLIENT.answer("ollama", "{'model':'llama3.2','max_tokens':1," + HELLO + "}");
        assertThat(choice(short1).text("finish_reason")).isEqualTo("length");
    }

    @Test
    void usage_comes_in_a_chunk_of_its_own_when_asked_for() {
        for (String host : List.of("vllm", "ollama", "llama-cpp", "lm-studio")) {
            String start = "{'model':'qwen3','stream':true,";
            List<JsonObject> plain = CLIENT.chunks(host, start + HELLO + "}");
            assertThat(plain)
                    .as(host)
                    .allSatisfy(chunk -> assertThat(chunk.get("usage")).isNull());
            JsonObject last = CLIENT.chunks(host, start + "'stream_options':{'include_usage':true}," + HELLO + "}")
                    .getLast();
            assertThat(last.elements("choices")).isEmpty();
            assertThat(last.object("usage")).isNotNull();
        }
    }

    @Test
    void lm_studio_takes_a_schema_or_text_and_nothing_between() {
        CLIENT.refused(
                "lm-studio",
                "{'model':'qwen3','response_format':{'type':'json_object'}," + HELLO + "}",
                400,
                "{'error':'’response_format.type’ must be ’json_schema’ or ’text’'}");
        JsonObject message = CLIENT.message("lm-studio", """
                {'model':'qwen3','response_format':{'type':'json_schema','json_schema':{'name':'p','schema':{'type':'object',
                 'properties':{'age':{'type':'integer'}},'required':['age']}}},""" + HELLO + "}");
        assertThat(object(Objects.requireNonNull(message.text("content"))).get("age"))
                .isNotNull();
        CLIENT.accepted("vllm", "{'model':'qwen3','response_format':{'type':'json_object'}," + HELLO + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'structured_outputs':{'json':", "'guided_json':"})
    void vllm_has_names_of_its_own_for_a_format(String start) {
        JsonObject message = CLIENT.message(
                "vllm",
                "{'model':'qwen3'," + start
                        + "{'type':'object','properties':{'age':{'type':'integer'}},'required':['age']}"
                        + (start.contains("structured") ? "}," : ",") + HELLO + "}");
        assertThat(object(Objects.requireNonNull(message.text("content")))
                        .members()
                        .keySet())
                .containsExactly("age");
    }

    @Test
    void vllm_gives_log_probabilities_when_asked() {
        JsonObject choice = choice(
                CLIENT.answer("vllm", "{'model':'facebook/opt-125m','logprobs':true,'top_logprobs':1," + HELLO + "}"));
        JsonObject first =
                (JsonObject) member(choice, "logprobs").elements("content").getFirst();
        assertThat(first.text("token")).isEqualTo("You");
        assertThat(first.elements("top_logprobs")).hasSize(1);
        assertThat(choice(CLIENT.answer("vllm", "{'model':'facebook/opt-125m'," + HELLO + "}"))
                        .get("logprobs"))
                .isEqualTo(JsonNull.NULL);
    }

    @Test
    void vllm_answers_as_often_as_asked() {
        assertThat(CLIENT.answer("vllm", "{'model':'facebook/opt-125m','n':2," + HELLO + "}")
                        .elements("choices"))
                .hasSize(2);
    }

    @Test
    void an_empty_conversation_is_refused() {
        for (String host : List.of("vllm", "ollama", "llama-cpp", "lm-studio")) {
            assertThat(CLIENT.chat(host, "{'model':'qwen3','messages':[]}").statusCode())
                    .isEqualTo(400);
        }
    }

    private static String calledTool(String host, String demand) {
        JsonObject message = CLIENT.message(host, "{'model':'qwen3'," + HELLO + TOOLS + demand + "}");
        List<JsonValue> calls = message.elements("tool_calls");
        return Objects.requireNonNull(
                member((JsonObject) calls.getFirst(), "function").text("name"));
    }
}
