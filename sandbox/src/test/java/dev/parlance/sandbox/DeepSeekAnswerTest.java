package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How DeepSeek spells its answers, as recorded. */
class DeepSeekAnswerTest {
    private static final HostChat HOST = new HostChat(new DeepSeekHost());
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]";

    @Test
    void a_thinking_stream_has_nulls_for_what_a_delta_does_not_hold() {
        List<JsonObject> chunks = HOST.chunks(hello("deepseek-v4-flash", "'stream':true"));
        List<JsonObject> deltas = HostChat.deltas(chunks);
        assertThat(deltas.getFirst())
                .isEqualTo(object(json("{'role':'assistant','content':null,'reasoning_content':''}")));
        assertThat(deltas.get(1).get("content")).isEqualTo(JsonNull.NULL);
        assertThat(deltas.get(1).text("reasoning_content")).isNotEmpty();
        assertThat(deltas).anySatisfy(delta -> {
            assertThat(delta.text("content")).isNotNull().isNotEmpty();
            assertThat(delta.get("reasoning_content")).isEqualTo(JsonNull.NULL);
        });
        assertThat(deltas.getLast()).isEqualTo(object(json("{'content':'','reasoning_content':null}")));
    }

    @Test
    void a_stream_without_thinking_has_no_member_for_it() {
        List<JsonObject> deltas = HostChat.deltas(
                HOST.chunks(hello("deepseek-v4-flash", "'stream':true,'thinking':{'type':'disabled'}")));
        assertThat(deltas.getFirst()).isEqualTo(object(json("{'role':'assistant','content':''}")));
        assertThat(deltas).noneMatch(delta -> delta.get("reasoning_content") != null);
    }

    @Test
    void usage_stands_on_the_last_chunk_unasked_and_is_null_before() {
        List<JsonObject> chunks = HOST.chunks(hello("deepseek-v4-flash", "'stream':true"));
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.get("usage")).isEqualTo(JsonNull.NULL));
        assertThat(chunks.getLast().elements("choices")).hasSize(1);
        assertThat(chunks.getLast().object("usage")).isNotNull();
        assertThat(finishes(chunks)).containsExactly("stop");
    }

    @Test
    void usage_counts_hits_and_misses_of_the_cache() {
        JsonObject usage = member(
                HOST.answer(
                        "{'model':'deepseek-v4-flash','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'hello'},{'role':'user','content':'again'}]}"),
                "usage");
        long hits = number(usage, "prompt_cache_hit_tokens");
        assertThat(hits).isPositive();
        assertThat(hits + number(usage, "prompt_cache_miss_tokens")).isEqualTo(number(usage, "prompt_tokens"));
        assertThat(number(member(usage, "prompt_tokens_details"), "cached_tokens"))
                .isEqualTo(hits);
        assertThat(number(member(usage, "completion_tokens_details"), "reasoning_tokens"))
                .isPositive()
                .isLessThan(number(usage, "completion_tokens"));
    }

    @Test
    void calls_stream_in_fragments_and_carry_an_index_in_plain_answers() {
        List<JsonObject> calls =
                HostChat.deltas(HOST.chunks(hello("deepseek-v4-flash", "'stream':true," + TOOLS))).stream()
                        .flatMap(delta -> delta.elements("tool_calls").stream())
                        .map(JsonObject.class::cast)
                        .toList();
        assertThat(Json.text(calls.getFirst()))
                .matches(
                        "\\{\"index\":0,\"id\":\"call_00_[A-Za-z0-9]{24}\",\"type\":\"function\",\"function\":\\{\"name\":\"look\",\"arguments\":\"\"}}");
        assertThat(calls.get(1).members()).containsOnlyKeys("index", "function");
        JsonObject call = (JsonObject) HOST.message(hello("deepseek-v4-flash", TOOLS))
                .elements("tool_calls")
                .getFirst();
        assertThat(call.get("index")).isEqualTo(JsonValue.of(0));
        assertThat(member(call, "function").text("arguments")).isEqualTo("{\"city\":\"Zürich\"}");
    }

    @Test
    void log_probabilities_of_thoughts_stand_apart() {
        JsonObject choice =
                SandboxClient.choice(HOST.answer(hello("deepseek-v4-flash", "'logprobs':true,'top_logprobs':1")));
        JsonObject logprobs = member(choice, "logprobs");
        assertThat(logprobs.elements("content")).isNotEmpty();
        assertThat(logprobs.elements("reasoning_content")).isNotEmpty();
        assertThat(SandboxClient.choice(HOST.answer(hello("deepseek-v4-flash", "'n':1")))
                        .get("logprobs"))
                .isEqualTo(JsonNull.NULL);
    }

    @Test
    void the_effort_to_think_can_eat_the_budget() {
        JsonObject choice = SandboxClient.choice(HOST.answer(hello("deepseek-v4-flash", "'max_tokens':3")));
        assertThat(choice.text("finish_reason")).isEqualTo("length");
        assertThat(member(choice, "message").text("content")).isEmpty();
        assertThat(SandboxClient.choice(HOST.answer(hello("deepseek-v4-flash", "'max_completion_tokens':3")))
                        .text("finish_reason"))
                .isEqualTo("stop");
    }

    @Test
    void a_request_that_waits_gets_blank_lines_or_comments() {
        SandboxAnswer plain =
                HOST.chat("{'model':'deepseek-v4-flash','messages':[{'role':'user','content':'[[slow 1ms]] hi'}]}");
        assertThat(plain.body()).startsWith("\n\n{");
        SandboxAnswer stream = HOST.chat(
                "{'model':'deepseek-v4-flash','stream':true,'messages':[{'role':'user','content':'[[slow 1ms]] hi'}]}");
        assertThat(stream.body()).startsWith(": keep-alive\n\ndata: {");
        assertThat(HOST.chat(hello("deepseek-v4-flash", "'stream':true")).body())
                .doesNotContain("keep-alive");
    }

    @Test
    void answers_carry_a_trace_and_the_name_of_the_model() {
        assertThat(HOST.chat(hello("deepseek-v4-pro", "'n':1")).headers().get("x-ds-trace-id"))
                .matches("[0-9a-f]{32}");
        assertThat(HOST.answer(hello("deepseek-flash", "'n':1")).text("model")).isEqualTo("deepseek-v4-flash");
    }

    @Test
    void the_base_url_may_have_a_version_or_the_beta_in_it() {
        for (String path : List.of("/chat/completions", "/v1/chat/completions", "/beta/chat/completions")) {
            HOST.accepted(HOST.send("POST", path, hello("deepseek-v4-flash", "'n':1")));
        }
        assertThat(HOST.send("POST", "/completions", "{}").status()).isEqualTo(404);
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
