package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How OpenAI and a local server answer. */
class OpenAiAnswerTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void chunks_are_padded_and_usage_comes_last_when_asked_for() {
        List<JsonObject> chunks = CLIENT.chunks("openai", """
                {'model':'gpt-4o','stream':true,'stream_options':{'include_usage':true},
                 'messages':[{'role':'user','content':'hello'}]}""");
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.text("obfuscation")).isNotNull());
        assertThat(chunks.getFirst().get("usage")).isEqualTo(JsonNull.NULL);
        assertThat(chunks.getLast().elements("choices")).isEmpty();
        assertThat(chunks.getLast().object("usage")).isNotNull();
        assertThat(chunks.getFirst().text("model")).isEqualTo("gpt-4o-2024-08-06");
    }

    @Test
    void without_the_wish_no_chunk_has_usage() {
        List<JsonObject> chunks = CLIENT.chunks(
                "openai", "{'model':'gpt-4o','stream':true,'messages':[{'role':'user','content':'hello'}]}");
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.get("usage")).isNull());
    }

    @Test
    void reasoning_is_counted_and_never_shown() {
        JsonObject answer = CLIENT.answer("openai", "{'model':'o3','messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.toString()).doesNotContain("reasoning_content");
        assertThat(member(member(answer, "usage"), "completion_tokens_details").get("reasoning_tokens"))
                .isNotEqualTo(JsonValue.of(0));
        JsonObject plain =
                CLIENT.answer("openai", "{'model':'gpt-5.1','messages':[{'role':'user','content':'hello'}]}");
        assertThat(member(member(plain, "usage"), "completion_tokens_details").get("reasoning_tokens"))
                .isEqualTo(JsonValue.of(0));
    }

    @Test
    void a_budget_eaten_by_thinking_leaves_an_empty_answer() {
        JsonObject answer = CLIENT.answer(
                "openai", "{'model':'gpt-5','max_completion_tokens':3,'messages':[{'role':'user','content':'hello'}]}");
        assertThat(choice(answer).text("finish_reason")).isEqualTo("length");
        assertThat(member(choice(answer), "message").text("content")).isEmpty();
        assertThat(member(answer, "usage").get("completion_tokens")).isEqualTo(JsonValue.of(3));
    }

    @Test
    void limits_are_told_in_durations() {
        HttpResponse<String> response =
                CLIENT.chat("openai", "{'model':'gpt-4o','messages':[{'role':'user','content':'hello'}]}");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).contains("6ms");
    }

    @Test
    void a_local_server_takes_everything_and_shows_reasoning() {
        JsonObject message = CLIENT.message("openai-compatible", """
                {'model':'anything','top_k':5,'min_p':0.1,'repetition_penalty':1.1,'max_tokens':500,'unheard_of':1,
                 'messages':[{'role':'user','content':'hello'}]}""");
        assertThat(message.text("reasoning_content")).isNotEmpty();
    }

    @Test
    void a_local_server_stops_thinking_through_its_template() {
        JsonObject message = CLIENT.message("openai-compatible", """
                {'model':'anything','chat_template_kwargs':{'enable_thinking':false},
                 'messages':[{'role':'user','content':'hello'}]}""");
        assertThat(message.get("reasoning_content")).isNull();
    }

    @Test
    void a_local_server_has_no_model_called_missing() {
        CLIENT.refused(
                "openai-compatible",
                "{'model':'missing-model','messages':[{'role':'user','content':'hello'}]}",
                404,
                "{'error':{'message':'The model `missing-model` does not exist.','type':'NotFoundError','param':null,"
                        + "'code':404}}");
    }

    @Test
    void a_local_server_sends_comments_and_ends_as_others_do() {
        String body = "{'model':'a','stream':true,'messages':[{'role':'user','content':'hello'}]}";
        assertThat(CLIENT.chat("openai-compatible", body).body()).startsWith(": keep-alive\n\ndata: {");
        List<JsonObject> chunks = CLIENT.chunks("openai-compatible", body);
        assertThat(finishes(chunks)).containsExactly("stop");
        assertThat(joined(chunks, "content")).contains("hello");
    }
}
