package dev.parlance.sandbox;

import static dev.parlance.sandbox.HostChat.continued;
import static dev.parlance.sandbox.HostChat.looped;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.minimax.MiniMaxHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where MiniMax puts its thoughts, and that they come back as they were. */
class MiniMaxThoughtTest {
    private static final HostChat HOST = new HostChat(new MiniMaxHost());
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]";
    private static final String SPLIT = "'reasoning_split':true";
    private static final JsonValue AGAIN = object(json("{'role':'user','content':'again'}"));
    private static final String LOST = "must be passed back unchanged (2013)";

    @Test
    void thoughts_stand_between_tags_unless_they_are_split_off() {
        assertThat(HOST.message(hello("MiniMax-M2.7", "'n':1")).text("content"))
                .startsWith("<think>\nThe user asks")
                .contains("\n</think>\n\nYou said:");
        JsonObject split = HOST.message(hello("MiniMax-M2.7", SPLIT));
        assertThat(split.text("content")).startsWith("You said:");
        JsonObject detail = (JsonObject) split.elements("reasoning_details").getFirst();
        assertThat(detail.without("text"))
                .isEqualTo(object(json(
                        "{'type':'reasoning.text','id':'reasoning-text-1','format':'MiniMax-response-v1','index':0}")));
        assertThat(detail.text("text")).startsWith("The user asks");
    }

    @Test
    void the_flash_preview_has_a_member_for_them() {
        JsonObject message = HOST.message(hello("MiniMax-M3.1-Flash-Preview", SPLIT));
        assertThat(message.text("reasoning_content")).startsWith("The user asks");
        assertThat(message.get("reasoning_details")).isNull();
    }

    @Test
    void split_calls_stand_without_content() {
        JsonObject message = HOST.message(hello("MiniMax-M2.7", SPLIT + "," + TOOLS));
        assertThat(message.get("content")).isNull();
        assertThat(message.elements("tool_calls")).hasSize(1);
        JsonObject call = (JsonObject) message.elements("tool_calls").getFirst();
        assertThat(call.text("id")).matches("call_function_[0-9a-z]{12}_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M3", "MiniMax-M2.7", "MiniMax-M2.5-highspeed"})
    void details_come_back_with_the_calls(String model) {
        String first = hello(model, SPLIT + "," + TOOLS);
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(looped(first, message)));
        lost(looped(first, message.without("reasoning_details")));
        lost(looped(first, message.with("reasoning_details", JsonValue.array())));
        JsonObject detail = (JsonObject) message.elements("reasoning_details").getFirst();
        lost(looped(first, message.with("reasoning_details", JsonValue.array(detail.without("id")))));
        lost(looped(
                first, message.with("reasoning_details", JsonValue.array(detail.with("text", JsonValue.of("else"))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M3", "MiniMax-M2.7"})
    void details_come_back_with_the_answer_too(String model) {
        String first = hello(model, SPLIT);
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(continued(first, message, AGAIN)));
        lost(continued(first, message.without("reasoning_details"), AGAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MiniMax-M3", "MiniMax-M2.1"})
    void tags_come_back_whole(String model) {
        String first = hello(model, TOOLS);
        JsonObject message = HOST.message(first);
        String content = Objects.requireNonNull(message.text("content"));
        HOST.accepted(HOST.chat(looped(first, message)));
        lost(looped(first, message.with("content", JsonValue.of(""))));
        lost(looped(first, message.with("content", JsonValue.of(content.strip()))));
        String answered = hello(model, "'n':1");
        JsonObject answer = HOST.message(answered);
        String text = Objects.requireNonNull(answer.text("content"));
        HOST.accepted(HOST.chat(continued(answered, answer, AGAIN)));
        lost(continued(
                answered, answer.with("content", JsonValue.of(text.substring(text.indexOf("You said")))), AGAIN));
    }

    @Test
    void the_member_of_the_flash_preview_comes_back() {
        String first = hello("MiniMax-M3.1-Flash-Preview", TOOLS);
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(looped(first, message)));
        lost(looped(first, message.without("reasoning_content")));
    }

    @Test
    void thoughts_may_come_back_between_tags_though_they_are_split_now() {
        String first = hello("MiniMax-M2.7", TOOLS);
        JsonObject message = HOST.message(first);
        HOST.accepted(HOST.chat(looped(first, message).with("reasoning_split", JsonValue.of(true))));
    }

    @Test
    void foreign_turns_need_no_thoughts() {
        HOST.accepted("""
                {'model':'MiniMax-M2.7','reasoning_split':true,'messages':[{'role':'user','content':'hi'},
                {'role':'assistant','content':'','tool_calls':[{'id':'call_function_bh0yg33v5ifr_1','type':'function','function':{'name':'look','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'call_function_bh0yg33v5ifr_1','content':'12'},
                {'role':'assistant','content':'Twelve.'},{'role':'user','content':'thanks'}]}""");
    }

    @Test
    void a_turn_without_a_thought_needs_none_when_thinking_is_on_again() {
        String first = hello("MiniMax-M3", SPLIT + ",'thinking':{'type':'disabled'}");
        JsonObject message = HOST.message(first);
        assertThat(message.get("reasoning_details")).isNull();
        assertThat(message.text("content")).endsWith("(Said without thinking.)");
        HOST.accepted(HOST.chat(continued(first, message, AGAIN).without("thinking")));
        String called = hello("MiniMax-M3", SPLIT + ",'thinking':{'type':'disabled'}," + TOOLS);
        HOST.accepted(HOST.chat(looped(called, HOST.message(called)).without("thinking")));
    }

    @Test
    void the_second_series_thinks_although_it_is_told_not_to() {
        assertThat(HOST.message(hello("MiniMax-M2.7", SPLIT + ",'thinking':{'type':'disabled'}"))
                        .elements("reasoning_details"))
                .hasSize(1);
    }

    @Test
    void details_of_m2_add_up() {
        List<JsonObject> chunks = HOST.chunks(hello("MiniMax-M2.7", "'stream':true," + SPLIT));
        List<String> texts = details(chunks);
        assertThat(texts).hasSizeGreaterThan(3);
        assertThat(String.join("", texts)).endsWith("Let me be brief.");
        assertThat(texts.get(1)).doesNotStartWith(texts.getFirst());
    }

    @Test
    void details_and_content_of_m3_grow() {
        List<JsonObject> chunks = HOST.chunks(hello("MiniMax-M3", "'stream':true," + SPLIT));
        List<String> texts = details(chunks);
        assertThat(texts).hasSizeGreaterThan(3);
        for (int index = 1; index < texts.size(); index++) {
            assertThat(texts.get(index)).startsWith(texts.get(index - 1));
        }
        List<String> contents = HostChat.deltas(chunks).stream()
                .map(delta -> String.valueOf(delta.text("content")))
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(contents.getLast()).startsWith(contents.getFirst()).startsWith("You said");
        assertThat(contents.getLast()).endsWith("👋🏽.");
    }

    @Test
    void tags_do_not_grow_and_neither_do_long_answers_on_request() {
        assertThat(SandboxClient.joined(HOST.chunks(hello("MiniMax-M3", "'stream':true")), "content"))
                .isEqualTo(HOST.message(hello("MiniMax-M3", "'n':1")).text("content"));
        List<JsonObject> chunks = HOST.chunks(
                "{'model':'MiniMax-M3','stream':true,'reasoning_split':true,'messages':[{'role':'user','content':'[[tokens 50]]'}]}");
        assertThat(SandboxClient.joined(chunks, "content").split(" ")).hasSize(50);
    }

    @Test
    void a_usual_stream_says_its_finish_reason_twice_and_has_no_end_marker() {
        String body =
                hello("MiniMax-M2.1", "'stream':true,'stream_options':{'include_usage':true}," + SPLIT + "," + TOOLS);
        List<JsonObject> chunks = HOST.chunks(body);
        assertThat(HOST.chat(body).body()).doesNotContain("[DONE]");
        assertThat(finishes(chunks)).containsExactly("tool_calls", "tool_calls");
        assertThat(member(chunks.getLast(), "usage").members())
                .containsOnlyKeys(
                        "total_tokens",
                        "total_characters",
                        "prompt_tokens",
                        "completion_tokens",
                        "completion_tokens_details",
                        "prompt_tokens_details");
        assertThat(HostChat.deltas(chunks))
                .allSatisfy(delta -> assertThat(delta.text("role")).isEqualTo("assistant"));
        assertThat(finishes(HOST.chunks(hello("MiniMax-M2.1", "'stream':true"))))
                .containsExactly("stop");
    }

    @Test
    void a_highspeed_stream_has_flags_whole_calls_and_a_verdict() {
        List<JsonObject> chunks = HOST.chunks(hello(
                "MiniMax-M2.7-highspeed",
                "'stream':true,'stream_options':{'include_usage':true}," + SPLIT + "," + TOOLS));
        assertThat(HostChat.deltas(chunks).getFirst().members())
                .containsOnlyKeys("role", "name", "audio_content", "reasoning_content", "reasoning_details");
        JsonObject last = chunks.get(chunks.size() - 2);
        assertThat(SandboxClient.choice(last).text("finish_reason")).isEqualTo("tool_calls");
        JsonObject call = (JsonObject)
                HostChat.deltas(List.of(last)).getFirst().elements("tool_calls").getFirst();
        assertThat(member(call, "function").text("arguments")).isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(chunks.getLast().elements("choices")).isEmpty();
        assertThat(Json.text(member(chunks.getLast(), "base_resp")))
                .isEqualTo("{\"status_code\":0,\"status_msg\":\"\"}");
        assertThat(chunks.getFirst().get("input_sensitive")).isEqualTo(JsonValue.of(false));
    }

    private static List<String> details(List<JsonObject> chunks) {
        List<String> texts = new ArrayList<>();
        for (JsonObject delta : HostChat.deltas(chunks)) {
            for (JsonValue detail : delta.elements("reasoning_details")) {
                texts.add(Objects.requireNonNull(((JsonObject) detail).text("text")));
            }
        }
        return texts;
    }

    private static void lost(JsonObject body) {
        HOST.objects(HOST.chat(body), 400, LOST);
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
