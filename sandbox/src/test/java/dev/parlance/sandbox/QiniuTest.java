package dev.parlance.sandbox;

import static dev.parlance.sandbox.HostChat.continued;
import static dev.parlance.sandbox.HostChat.looped;
import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.qiniu.QiniuHost;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Qiniu's router: the family behind the id makes the rules. */
class QiniuTest {
    private static final HostChat HOST = new HostChat(new QiniuHost());
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]";
    private static final JsonValue AGAIN = object(json("{'role':'user','content':'again'}"));

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-v4-flash", "deepseek-v4-pro", "deepseek/deepseek-v4-pro"})
    void deepseek_v4_wants_its_reasoning_back(String model) {
        String first = hello(model, TOOLS);
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(looped(first, message)));
        HOST.accepted(HOST.chat(looped(first, message.with("reasoning_content", JsonValue.of("")))));
        objects(looped(first, message.without("reasoning_content")), "in the thinking mode must be passed back");
        objects(looped(first, message.with("reasoning_content", JsonValue.of("else"))), "must be passed back");
        HOST.accepted(HOST.chat(looped(first, message.without("reasoning_content"))
                .with("thinking", object(json("{'type':'disabled'}")))));
    }

    @Test
    void older_generations_of_deepseek_have_their_own_rules() {
        String first = hello("deepseek-v3.2", TOOLS + ",'thinking':{'type':'enabled'}");
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(looped(first, message)));
        objects(looped(first, message.without("reasoning_content")), "Missing `reasoning_content` field");
        String r1 = hello("deepseek-r1", "'n':1");
        JsonObject answer = HOST.message(r1);
        assertThat(answer.text("reasoning_content")).isNotEmpty();
        objects(continued(r1, answer, AGAIN), "must not be included");
        HOST.accepted(HOST.chat(continued(r1, answer.without("reasoning_content"), AGAIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M2.5", "MiniMax-M3", "minimax/minimax-m2.7"})
    void minimax_thinks_between_tags_and_wants_them_back(String model) {
        String first = hello(model, "'n':1");
        JsonObject message = HOST.message(first);
        String content = Objects.requireNonNull(message.text("content"));
        assertThat(content).startsWith("<think>\n").contains("\n</think>\n\nYou said");
        HOST.accepted(HOST.chat(continued(first, message, AGAIN)));
        objects(
                continued(
                        first,
                        message.with("content", JsonValue.of(content.substring(content.indexOf("You said")))),
                        AGAIN),
                "messages[1]: the thinking between <think> tags must be passed back unchanged");
        String called = hello(model, TOOLS);
        JsonObject call = HOST.message(called);
        HOST.accepted(HOST.chat(looped(called, call)));
        objects(looped(called, call.with("content", JsonValue.of(""))), "must be passed back unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-4.7", "gemini-3.1-pro-preview", "gpt-5.4"})
    void families_without_a_field_for_reasoning_show_none_and_mind_none(String model) {
        String first = hello(model, TOOLS);
        JsonObject message = HOST.message(first);
        assertThat(message.get("reasoning_content")).isNull();
        HOST.accepted(HOST.chat(looped(first, message)));
        HOST.accepted(HOST.chat(looped(first, message.with("reasoning_content", JsonValue.of("so")))));
    }

    @Test
    void some_families_leave_the_id_of_a_call_out() {
        JsonObject call = (JsonObject)
                HOST.message(hello("glm-4.7", TOOLS)).elements("tool_calls").getFirst();
        assertThat(call.members()).containsOnlyKeys("type", "function");
        List<JsonObject> calls = HostChat.deltas(HOST.chunks(hello("glm-4.7", "'stream':true," + TOOLS))).stream()
                .flatMap(delta -> delta.elements("tool_calls").stream())
                .map(JsonObject.class::cast)
                .toList();
        assertThat(calls).isNotEmpty().noneMatch(fragment -> fragment.get("id") != null);
        assertThat(calls).allMatch(fragment -> fragment.get("index") != null);
    }

    @Test
    void some_families_leave_the_index_of_a_call_out() {
        List<JsonObject> calls = HostChat.deltas(HOST.chunks(hello("qwen3-max", "'stream':true," + TOOLS))).stream()
                .flatMap(delta -> delta.elements("tool_calls").stream())
                .map(JsonObject.class::cast)
                .toList();
        assertThat(calls).isNotEmpty().noneMatch(fragment -> fragment.get("index") != null);
        assertThat(calls.getFirst().text("id")).startsWith("call_");
    }

    @Test
    void the_documented_fields_and_all_others_are_taken() {
        HOST.accepted(hello(
                "kimi-k2.6",
                "'temperature':0.5,'top_p':0.9,'max_tokens':50,'stop':['x'],'presence_penalty':0,'frequency_penalty':0,'seed':1,'enable_search':true,'tool_choice':'auto',"
                        + TOOLS));
    }

    @Test
    void usage_has_three_counts() {
        List<JsonObject> chunks =
                HOST.chunks(hello("kimi-k2.6", "'stream':true,'stream_options':{'include_usage':true}"));
        assertThat(member(chunks.getLast(), "usage").members())
                .containsOnlyKeys("prompt_tokens", "completion_tokens", "total_tokens");
    }

    @ParameterizedTest
    @CsvSource({"sk-good,deepseek-v4-pro,200", "bad,deepseek-v4-pro,401", "sk-good,llama-3,404"})
    void keys_and_models_are_checked(String key, String model, int status) {
        assertThat(HOST.with("authorization", "Bearer " + key)
                        .chat(hello(model, "'n':1"))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void results_need_calls() {
        HOST.objects(
                HOST.chat("{'model':'glm-4.7','messages':[{'role':'tool','tool_call_id':'a','content':'12'}]}"),
                400,
                "the tool result belongs to no tool call");
    }

    @Test
    void claude_speaks_messages_too() {
        String body = "{'model':'claude-opus-4.7','max_tokens':100,'messages':[{'role':'user','content':'hi'}]}";
        assertThat(HOST.send("POST", "/v1/messages", body).body()).contains("\"type\":\"message\"");
        assertThat(HOST.with("authorization", "Bearer bad")
                        .send("POST", "/v1/messages", body)
                        .status())
                .isEqualTo(401);
    }

    private static void objects(JsonObject body, String words) {
        HOST.objects(HOST.chat(body), 400, words);
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
