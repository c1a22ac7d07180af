package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How the Open Platform answers: keys, routes, plain answers and chunk shapes. */
class MoonshotAnswerTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String HELLO = "{'model':'kimi-k2.6','messages':[{'role':'user','content':'hello'}]}";
    private static final String STREAMED =
            "{'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'hello'}]}";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void a_plain_answer_carries_its_reasoning() {
        JsonObject answer = CLIENT.answer("moonshot", HELLO);
        JsonObject message = member(choice(answer), "message");
        assertThat(message.text("content")).contains("“hello”");
        assertThat(message.text("reasoning_content")).contains("The user asks");
        assertThat(choice(answer).text("finish_reason")).isEqualTo("stop");
        assertThat(answer.text("model")).isEqualTo("kimi-k2.6");
    }

    @Test
    void without_thinking_there_is_no_reasoning() {
        JsonObject message = CLIENT.message(
                "moonshot",
                "{'model':'kimi-k2.6','thinking':{'type':'disabled'},'messages':[{'role':'user','content':'hello'}]}");
        assertThat(message.get("reasoning_content")).isNull();
    }

    @Test
    void reasoning_streams_before_content_and_begins_empty() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", STREAMED);
        assertThat(member(choice(chunks.get(0)), "delta").text("role")).isEqualTo("assistant");
        JsonObject first = member(choice(chunks.get(1)), "delta");
        assertThat(first.text("reasoning_content")).isEmpty();
        assertThat(first.get("content")).isEqualTo(JsonNull.NULL);
        int lastThought = -1;
        int firstWord = chunks.size();
        for (int index = 1; index < chunks.size() - 1; index++) {
            JsonObject delta = member(choice(chunks.get(index)), "delta");
            lastThought = delta.text("reasoning_content") == null ? lastThought : index;
            firstWord = delta.text("content") == null ? firstWord : Math.min(firstWord, index);
        }
        assertThat(lastThought).isLessThan(firstWord);
    }

    @Test
    void usage_stands_in_the_finishing_choice() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", STREAMED);
        JsonObject last = choice(chunks.getLast());
        assertThat(last.text("finish_reason")).isEqualTo("stop");
        assertThat(member(last, "usage").members()).containsKeys("prompt_tokens", "completion_tokens", "total_tokens");
        assertThat(chunks.getLast().get("usage")).isNull();
    }

    @Test
    void usage_comes_again_in_a_chunk_of_its_own_when_asked_for() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", """
                {'model':'kimi-k2.6','stream':true,'stream_options':{'include_usage':true},
                 'messages':[{'role':'user','content':'hello'}]}""");
        assertThat(chunks.getLast().get("choices")).isEqualTo(new JsonArray(List.of()));
        assertThat(chunks.getLast().object("usage"))
                .isEqualTo(choice(chunks.get(chunks.size() - 2)).object("usage"));
        assertThat(chunks.getFirst().get("usage")).isEqualTo(JsonNull.NULL);
    }

    @Test
    void the_same_words_come_plain_and_streamed() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", STREAMED);
        JsonObject message = CLIENT.message("moonshot", HELLO);
        assertThat(joined(chunks, "content")).isEqualTo(message.text("content"));
        assertThat(joined(chunks, "reasoning_content")).isEqualTo(message.text("reasoning_content"));
    }

    @Test
    void text_with_characters_of_many_bytes_is_spread_over_chunks() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", STREAMED);
        assertThat(chunks).hasSizeGreaterThan(10);
        assertThat(joined(chunks, "content")).contains("naïve").contains("你好").contains("👋🏽");
    }

    @Test
    void cached_tokens_are_counted_at_the_top_of_usage_on_a_second_turn() {
        JsonObject answer = CLIENT.answer("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hello'},
                 {'role':'assistant','content':'hello'},{'role':'user','content':'again'}]}""");
        assertThat(member(answer, "usage").get("cached_tokens")).isNotNull();
        assertThat(member(CLIENT.answer("moonshot", HELLO), "usage").get("cached_tokens"))
                .isNull();
    }

    @Test
    void calls_are_named_after_the_function_and_their_place() {
        List<JsonObject> chunks = CLIENT.chunks("moonshot", """
                {'model':'kimi-k2.6','stream':true,'messages':[{'role':'user','content':'use all tools'}],
                 'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':
                 {'city':{'type':'string'}}}}},
                 {'type':'function','function':{'name':'find','parameters':{'type':'object'}}}]}""");
        assertThat(finishes(chunks)).containsExactly("tool_calls");
        assertThat(chunks.toString()).contains("look:0").contains("find:1");
    }

    @Test
    void several_answers_come_from_a_model_that_gives_them() {
        JsonObject answer = CLIENT.answer(
                "moonshot", "{'model':'moonshot-v1-8k','n':2,'messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.elements("choices")).hasSize(2);
    }

    @Test
    void every_answer_has_a_trace_id() {
        HttpResponse<String> response = CLIENT.chat("moonshot", HELLO);
        assertThat(response.headers().firstValue("x-trace-id")).isPresent();
    }

    @Test
    void a_bad_key_and_no_key_are_refused_in_different_words() {
        HttpResponse<String> bad =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("moonshot") + "/models"))
                        .header("authorization", "Bearer bad")
                        .build());
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Invalid Authentication\",\"type\":\"invalid_authentication_error\"}}");
        HttpResponse<String> none =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("moonshot") + "/models"))
                        .build());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Incorrect API key provided\",\"type\":\"incorrect_api_key_error\"}}");
    }

    @Test
    void malformed_json_and_other_content_are_refused() {
        CLIENT.refused(
                "moonshot",
                "{'model':",
                400,
                "{'error':{'message':'Invalid request: the body is not JSON','type':'invalid_request_error'}}");
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("moonshot") + "/chat/completions"))
                        .header("authorization", "Bearer sk")
                        .header("content-type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(SandboxClient.json(HELLO)))
                        .build());
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void an_unknown_path_gets_the_old_gateways_answer() {
        HttpResponse<String> response =
                CLIENT.send(CLIENT.request("moonshot", "/v1/responses").build());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"error\":\"url.not_found\"");
    }

    @Test
    void the_models_are_listed_with_their_windows() {
        String models =
                CLIENT.send(CLIENT.request("moonshot", "/models").build()).body();
        assertThat(models)
                .contains("\"id\":\"kimi-k3\"")
                .contains("\"context_length\":1048576")
                .contains("\"supports_image_in\":true");
        assertThat(SERVER.models("moonshot")).contains("kimi-k2.6").doesNotContain("kimi-k2-thinking");
    }
}
