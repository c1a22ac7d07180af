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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenRouter: wishes, stream habits and errors, as documented and recorded. */
class OpenRouterTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    anthropic/claude-haiku-4.5 | ''                                    | false
                    anthropic/claude-haiku-4.5 | "reasoning":{"effort":"low"},         | true
                    anthropic/claude-haiku-4.5 | "reasoning":{"max_tokens":2000},      | true
                    anthropic/claude-haiku-4.5 | "reasoning":{"enabled":true},         | true
                    anthropic/claude-haiku-4.5 | "reasoning":{"effort":"none"},        | false
                    anthropic/claude-haiku-4.5 | "reasoning_effort":"high",            | true
                    anthropic/claude-haiku-4.5 | "reasoning":{"effort":"high","exclude":true}, | false
                    moonshotai/kimi-k2.5       | ''                                    | true
                    moonshotai/kimi-k2.5       | "reasoning":{"enabled":false},        | false
                    moonshotai/kimi-k2-0905    | "reasoning":{"effort":"high"},        | false
                    google/gemini-3-flash-preview | "reasoning":{"effort":"none"},     | true
                    openai/gpt-4.1             | "reasoning_effort":"low",             | false
                    """)
    void it_thinks_as_asked_and_as_the_model_can(String model, String wish, boolean thinks) {
        JsonObject message = CLIENT.message("openrouter", "{'model':'" + model + "'," + wish + HELLO + "}");
        assertThat(message.text("reasoning") != null).isEqualTo(thinks);
        assertThat(message.get("reasoning_details") != null).isEqualTo(thinks);
    }

    @Test
    void effort_words_are_a_closed_list() {
        refused("'reasoning':{'effort':'max'},", "Invalid option: expected one of");
        refused("'reasoning_effort':'ultra',", "Invalid option: expected one of");
    }

    @Test
    void effort_and_budget_exclude_each_other() {
        refused("'reasoning':{'effort':'low','max_tokens':1000},", "Only one of");
    }

    @Test
    void a_parameter_that_nobody_takes_is_dropped_unless_it_is_required() {
        String body = "{'model':'openai/gpt-4.1','reasoning':{'effort':'low'}," + HELLO;
        CLIENT.accepted("openrouter", body + "}");
        CLIENT.refused(
                "openrouter",
                body + ",'provider':{'require_parameters':true}}",
                404,
                "{'error':{'message':'No endpoints found that can handle the requested parameters.','code':404}}");
    }

    @Test
    void a_stream_begins_with_comments_and_repeats_the_role() {
        String body = "{'model':'z-ai/glm-5-turbo','stream':true," + HELLO + "}";
        assertThat(CLIENT.chat("openrouter", body).body())
                .startsWith(": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\ndata: {");
        List<JsonObject> chunks = CLIENT.chunks("openrouter", body);
        assertThat(chunks)
                .allSatisfy(chunk ->
                        assertThat(member(choice(chunk), "delta").text("role")).isEqualTo("assistant"));
        assertThat(joined(chunks, "reasoning")).isNotEmpty();
        assertThat(joined(chunks, "content")).contains("You said: “hello”");
    }

    @Test
    void a_last_chunk_repeats_the_finish_with_the_usage_unasked() {
        List<JsonObject> chunks =
                CLIENT.chunks("openrouter", "{'model':'anthropic/claude-haiku-4.5','stream':true," + HELLO + "}");
        assertThat(finishes(chunks)).containsExactly("stop", "stop");
        JsonObject usage = member(chunks.getLast(), "usage");
        assertThat(usage.get("cost")).isInstanceOf(JsonValue.JsonNumber.class);
        assertThat(choice(chunks.getLast()).text("native_finish_reason")).isEqualTo("end_turn");
    }

    @Test
    void a_plain_body_begins_with_white_space() {
        HttpResponse<String> response = CLIENT.chat("openrouter", "{'model':'z-ai/glm-5-turbo'," + HELLO + "}");
        assertThat(response.body()).startsWith("\n         \n{");
        assertThat(response.headers().firstValue("x-generation-id").orElse("")).startsWith("gen-");
    }

    @Test
    void an_error_in_the_stream_stands_beside_a_choice_that_ends_with_it() {
        List<JsonObject> events = SandboxClient.events(CLIENT.chat(
                        "openrouter",
                        "{'model':'openai/gpt-4.1','stream':true,'messages':[{'role':'user','content':'[[error-in-stream]]'}]}")
                .body());
        JsonObject last = events.getLast();
        assertThat(choice(last).text("finish_reason")).isEqualTo("error");
        assertThat(member(last, "error").get("code")).isEqualTo(JsonValue.of(502));
        assertThat(member(member(last, "error"), "metadata").text("provider_name"))
                .isEqualTo("OpenAI");
    }

    @Test
    void an_error_after_generation_has_begun_keeps_the_status() {
        HttpResponse<String> response = CLIENT.chat(
                "openrouter",
                "{'model':'openai/gpt-4.1','messages':[{'role':'user','content':'[[error-in-stream]]'}]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"error\":");
    }

    @Test
    void a_refusal_has_a_member_of_its_own() {
        // Recorded: 0xPlaygrounds/rig, refusal matrix.
        JsonObject answer = CLIENT.answer(
                "openrouter", "{'model':'openai/gpt-4.1','messages':[{'role':'user','content':'[[refusal]]'}]}");
        JsonObject message = member(choice(answer), "message");
        assertThat(choice(answer).text("finish_reason")).isEqualTo("content_filter");
        assertThat(message.get("content")).isEqualTo(JsonNull.NULL);
        assertThat(message.text("refusal")).isNotEmpty();
        List<JsonObject> chunks = CLIENT.chunks(
                "openrouter",
                "{'model':'openai/gpt-4.1','stream':true,'messages':[{'role':'user','content':'[[refusal]]'}]}");
        assertThat(joined(chunks, "refusal")).isEqualTo(message.text("refusal"));
        assertThat(joined(chunks, "content")).isEmpty();
    }

    @Test
    void a_tool_of_the_router_is_never_called() {
        JsonObject message = CLIENT.message(
                "openrouter", "{'model':'openai/gpt-5.2'," + HELLO + ",'tools':[{'type':'openrouter:web_search'}]}");
        assertThat(message.text("content")).isNotEmpty();
        assertThat(message.get("tool_calls")).isNull();
    }

    @Test
    void cached_input_is_counted_from_the_second_turn_on() {
        JsonObject usage = member(CLIENT.answer("openrouter", """
                        {'model':'openai/gpt-4.1','messages':[{'role':'user','content':'hello'},
                         {'role':'assistant','content':'hi'},{'role':'user','content':'again'}]}"""), "usage");
        JsonValue cached =
                Objects.requireNonNull(member(usage, "prompt_tokens_details").get("cached_tokens"));
        assertThat(cached).isNotEqualTo(JsonValue.of(0));
    }

    @Test
    void unknown_models_and_keys_are_refused_with_a_number_for_code() {
        CLIENT.refused(
                "openrouter",
                "{'model':'gpt-4o'," + HELLO + "}",
                400,
                "{'error':{'message':'gpt-4o is not a valid model ID','code':400}}");
        HttpResponse<String> response = CLIENT.send(CLIENT.request("openrouter", "/models")
                .setHeader("authorization", "Bearer bad")
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"error\":{\"message\":\"User not found.\",\"code\":401}}");
    }

    @Test
    void a_call_needs_its_result_and_a_result_its_call() {
        refusedMessages(
                "{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'user','content':'x'}",
                "messages[2]: the results of the tool calls before it are missing");
        refusedMessages(
                "{'role':'tool','tool_call_id':'a','content':'x'}",
                "messages[1]: the tool call of this result is missing");
        refusedMessages(
                "{'role':'assistant','content':''}", "messages[1]: an assistant message needs content or tool calls");
    }

    private static void refusedMessages(String more, String message) {
        CLIENT.refused(
                "openrouter",
                "{'model':'openai/gpt-4.1','messages':[{'role':'user','content':'hello'}," + more + "]}",
                400,
                "{'error':{'message':'" + message + "','code':400}}");
    }

    private static void refused(String wish, String message) {
        HttpResponse<String> response =
                CLIENT.chat("openrouter", "{'model':'anthropic/claude-haiku-4.5'," + wish + HELLO + "}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }
}
