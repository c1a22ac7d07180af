package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.copilot.CopilotHost;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How three makers' models answer through Copilot. */
class CopilotAnswerTest {
    private static final HostChat HOST = new HostChat(
            new CopilotHost(),
            Map.of(
                    "authorization", "Bearer tid=session",
                    "editor-version", "vscode/1.104.1",
                    "copilot-integration-id", "vscode-chat"));
    private static final String TOOLS = """
            'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}},
            {'type':'function','function':{'name':'ask','parameters':{'type':'object','properties':{}}}}]""";
    private static final String GEMINI = "gemini-3.1-pro-preview";

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-opus-4.7", GEMINI})
    void chunks_have_no_object_and_the_last_one_carries_the_usage(String model) {
        List<JsonObject> chunks = HOST.chunks(hello(model, "'stream':true"));
        assertThat(chunks).noneMatch(chunk -> chunk.get("object") != null);
        assertThat(number(member(chunks.getLast(), "usage"), "prompt_tokens")).isPositive();
        assertThat(chunks.getLast().elements("choices")).hasSize(1);
        assertThat(finishes(chunks)).containsExactly("stop");
        assertThat(HOST.answer(hello(model, "'temperature':1")).get("object")).isNull();
    }

    @Test
    void a_call_of_claude_begins_with_its_name_alone() {
        List<JsonObject> calls =
                calls(HOST.chunks(hello("claude-3.7-sonnet", "'stream':true,'tool_choice':'auto'," + TOOLS)));
        assertThat(Json.text(calls.getFirst()))
                .matches(
                        "\\{\"function\":\\{\"name\":\"look\"},\"id\":\"tooluse_[A-Za-z0-9]{24}\",\"index\":0,\"type\":\"function\"}");
        assertThat(calls.get(1)).isEqualTo(object(json("{'function':{'arguments':''},'index':0,'type':'function'}")));
        assertThat(calls.getLast().text("type")).isEqualTo("function");
    }

    @Test
    void text_of_claude_repeats_the_role() {
        List<JsonObject> deltas = HostChat.deltas(HOST.chunks(hello("claude-3.7-sonnet", "'stream':true," + TOOLS)));
        assertThat(deltas.subList(0, 3))
                .allSatisfy(delta -> assertThat(delta.text("role")).isEqualTo("assistant"));
        assertThat(deltas.getFirst().text("content")).isEqualTo("Let me");
    }

    @Test
    void text_and_calls_of_claude_stand_in_choices_of_their_own() {
        JsonObject answer = HOST.answer(hello("claude-opus-4.7", TOOLS));
        List<JsonValue> choices = answer.elements("choices");
        assertThat(choices)
                .hasSize(2)
                .allSatisfy(choice ->
                        assertThat(((JsonObject) choice).text("finish_reason")).isEqualTo("tool_calls"));
        JsonObject said = member((JsonObject) choices.getFirst(), "message");
        JsonObject called = member((JsonObject) choices.getLast(), "message");
        assertThat(said.text("content")).isEqualTo("Let me look that up.");
        assertThat(said.get("tool_calls")).isNull();
        assertThat(called.elements("tool_calls")).hasSize(1);
        assertThat(called.get("content")).isNull();
        assertThat(HOST.answer(hello("claude-opus-4.7", "'temperature':1")).elements("choices"))
                .hasSize(1);
    }

    @Test
    void the_first_chunk_of_gpt_is_about_the_prompt() {
        List<JsonObject> chunks = HOST.chunks(hello("gpt-4o", "'stream':true"));
        assertThat(chunks.getFirst().elements("choices")).isEmpty();
        assertThat(chunks.getFirst().text("id")).isEmpty();
        assertThat(chunks.getFirst().elements("prompt_filter_results")).hasSize(1);
        assertThat(chunks.getLast().object("copilot_usage")).isNotNull();
        assertThat(chunks.getLast().text("model")).isEqualTo("gpt-4o-2024-11-20");
    }

    @Test
    void calls_of_gpt_stream_as_openai_does() {
        List<JsonObject> calls = calls(HOST.chunks(hello("gpt-4o", "'stream':true," + TOOLS)));
        assertThat(member(calls.getFirst(), "function").text("arguments")).isEmpty();
        assertThat(calls.get(1).members()).containsOnlyKeys("function", "index");
    }

    @Test
    void the_price_covers_all_tokens() {
        JsonObject answer = HOST.answer(
                "{'model':'gpt-4o','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'hello'},{'role':'user','content':'again'}]}");
        JsonObject usage = member(answer, "usage");
        long sum = 0;
        for (JsonValue batch : member(answer, "copilot_usage").elements("token_details")) {
            sum += number((JsonObject) batch, "token_count");
        }
        assertThat(sum).isEqualTo(number(usage, "total_tokens"));
        assertThat(number(member(usage, "prompt_tokens_details"), "cached_tokens"))
                .isPositive();
    }

    @Test
    void gemini_reasons_aloud_and_proves_it_beside_the_first_call() {
        List<JsonObject> chunks = HOST.chunks("{'model':'" + GEMINI + "','stream':true," + TOOLS
                + ",'messages':[{'role':'user','content':'use all tools'}]}");
        List<JsonObject> deltas = HostChat.deltas(chunks);
        assertThat(deltas.getFirst().text("reasoning_text")).isNotEmpty();
        List<JsonObject> called = deltas.stream()
                .filter(delta -> !delta.elements("tool_calls").isEmpty())
                .toList();
        assertThat(called).hasSize(2);
        assertThat(called.getFirst().text("reasoning_opaque")).isNotEmpty();
        assertThat(called.getLast().get("reasoning_opaque")).isNull();
        assertThat(member((JsonObject) called.getFirst().elements("tool_calls").getFirst(), "function")
                        .text("arguments"))
                .isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(SandboxClient.choice(chunks.getLast()).text("finish_reason")).isEqualTo("tool_calls");
        assertThat(number(member(chunks.getLast(), "usage"), "reasoning_tokens"))
                .isPositive();
        assertThat(number(member(chunks.getFirst(), "usage"), "prompt_tokens")).isZero();
    }

    @Test
    void a_stream_of_gemini_and_its_plain_answer_prove_the_same() {
        List<JsonObject> chunks = HOST.chunks(hello(GEMINI, "'stream':true," + TOOLS));
        JsonObject message = HOST.message(hello(GEMINI, TOOLS));
        assertThat(SandboxClient.joined(chunks, "reasoning_opaque")).isEqualTo(message.text("reasoning_opaque"));
        assertThat(SandboxClient.joined(chunks, "reasoning_text")).isEqualTo(message.text("reasoning_text"));
    }

    @Test
    void the_model_list_says_what_is_where() {
        JsonObject list = object(HOST.send("GET", "/models", "").body());
        JsonObject codex = list.elements("data").stream()
                .map(JsonObject.class::cast)
                .filter(model -> "gpt-5.3-codex".equals(model.text("id")))
                .findFirst()
                .orElseThrow();
        assertThat(Json.text(new JsonValue.JsonArray(codex.elements("supported_endpoints"))))
                .isEqualTo("[\"/responses\"]");
        assertThat(member(member(codex, "capabilities"), "supports").elements("reasoning_effort"))
                .hasSize(4);
    }

    @Test
    void a_budget_leaves_no_room_for_words_before_calls() {
        JsonObject answer = HOST.answer(hello("claude-opus-4.7", "'max_tokens':4," + TOOLS));
        assertThat(answer.elements("choices")).hasSize(1);
    }

    private static List<JsonObject> calls(List<JsonObject> chunks) {
        return HostChat.deltas(chunks).stream()
                .flatMap(delta -> delta.elements("tool_calls").stream())
                .map(JsonObject.class::cast)
                .toList();
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
