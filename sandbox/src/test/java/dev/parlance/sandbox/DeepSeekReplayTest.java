package dev.parlance.sandbox;

import static dev.parlance.sandbox.HostChat.continued;
import static dev.parlance.sandbox.HostChat.looped;
import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three generations of DeepSeek want to get back of their reasoning (DeepSeek, "Thinking Mode"). */
class DeepSeekReplayTest {
    private static final HostChat HOST = new HostChat(new DeepSeekHost());
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]";
    private static final String MUST_COME_BACK = """
            {'error':{'message':'The `reasoning_content` in the thinking mode must be passed back to the API.','type':'invalid_request_error','param':null,'code':'invalid_request_error'}}""";

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-v4-flash", "deepseek-v4-pro", "deepseek-v4-flash-vision-exp", "deepseek-flash"})
    void v4_wants_the_reasoning_of_a_turn_with_calls(String model) {
        HOST.refused(body(model, "", loop("")), 400, MUST_COME_BACK);
        HOST.refused(body(model, "", loop(",'reasoning_content':null")), 400, MUST_COME_BACK);
        HOST.accepted(body(model, "", loop(",'reasoning_content':'I look.'")));
    }

    @Test
    void v4_takes_an_empty_text_for_reasoning_that_is_not_known() {
        HOST.accepted(body("deepseek-v4-flash", "", loop(",'reasoning_content':''")));
        HOST.accepted(body("deepseek-v4-flash", "", loop(",'reasoning_content':' '")));
    }

    @Test
    void v4_wants_it_of_every_turn_once_there_was_a_call() {
        String answered = loop(",'reasoning_content':''")
                + ",{'role':'assistant','content':'Twelve.'%s},{'role':'user','content':'thanks'}";
        HOST.refused(body("deepseek-v4-flash", "", answered.formatted("")), 400, MUST_COME_BACK);
        HOST.accepted(body("deepseek-v4-flash", "", answered.formatted(",'reasoning_content':''")));
        String before = "{'role':'assistant','content':'Hm.'},{'role':'user','content':'look'},"
                + loop(",'reasoning_content':''");
        HOST.refused(body("deepseek-v4-flash", "", before), 400, MUST_COME_BACK);
    }

    @Test
    void v4_ignores_it_in_talk_without_tools() {
        String talk = "{'role':'assistant','content':'Hm.'%s},{'role':'user','content':'go on'}";
        HOST.accepted(body("deepseek-v4-flash", "", talk.formatted("")));
        HOST.accepted(body("deepseek-v4-flash", "", talk.formatted(",'reasoning_content':'whatever'")));
    }

    @Test
    void v4_does_not_want_it_when_it_does_not_think() {
        HOST.accepted(body("deepseek-v4-flash", "'thinking':{'type':'disabled'},", loop("")));
    }

    @Test
    void v4_knows_its_own_calls_and_wants_their_reasoning_unchanged() {
        String first = body("deepseek-v4-flash", TOOLS + ",", "{'role':'user','content':'look'}");
        JsonObject message = HOST.message(first);
        assertThat(message.text("reasoning_content")).isNotEmpty();
        HOST.accepted(HOST.chat(looped(first, message)));
        HOST.accepted(HOST.chat(looped(first, message.with("reasoning_content", JsonValue.of("")))));
        HOST.objects(
                HOST.chat(looped(first, message.with("reasoning_content", JsonValue.of("something else")))),
                400,
                "must be passed back");
        HOST.objects(
                HOST.chat(looped(first, message.with("reasoning_content", JsonNull.NULL))), 400, "must be passed back");
    }

    @Test
    void v4_knows_its_own_answers_too() {
        String first = body("deepseek-v4-flash", TOOLS + ",", "{'role':'user','content':'look'}");
        JsonObject loop = looped(first, HOST.message(first));
        JsonObject answer = message(HOST.chat(loop).body());
        JsonObject thanks = object(json("{'role':'user','content':'thanks'}"));
        List<JsonValue> history = loop.elements("messages");
        JsonObject call = (JsonObject) history.get(history.size() - 2);
        JsonValue result = history.getLast();
        HOST.accepted(HOST.chat(continued(first, call, result, answer, thanks)));
        HOST.objects(
                HOST.chat(
                        continued(first, call, result, answer.with("reasoning_content", JsonValue.of("else")), thanks)),
                400,
                "must be passed back");
    }

    @Test
    void v3_2_wants_the_reasoning_of_the_open_loop() {
        HOST.refused(body("deepseek-reasoner", "", "{'role':'user','content':'look'}," + loop("")), 400, """
                {'error':{'message':'Missing `reasoning_content` field in the assistant message at message index 2. For more information, please refer to https://api-docs.deepseek.com/guides/thinking_mode#tool-calls','type':'invalid_request_error','param':null,'code':'invalid_request_error'}}""");
        HOST.accepted(body("deepseek-reasoner", "", loop(",'reasoning_content':''")));
    }

    @Test
    void v3_2_lets_older_turns_go_without() {
        HOST.accepted(body("deepseek-reasoner", "", loop("") + ",{'role':'user','content':'and now?'}"));
    }

    @Test
    void deepseek_chat_thinks_only_when_it_is_told_to() {
        HOST.accepted(body("deepseek-chat", "", loop("")));
        HOST.objects(
                HOST.chat(body("deepseek-chat", "'thinking':{'type':'enabled'},", loop(""))),
                400,
                "Missing `reasoning_content` field in the assistant message at message index 1.");
    }

    @Test
    void r1_takes_no_reasoning_back() {
        String talk = "{'role':'assistant','content':'Hm.'%s},{'role':'user','content':'go on'}";
        HOST.objects(
                HOST.chat(body("deepseek-r1", "", talk.formatted(",'reasoning_content':'so'"))),
                400,
                "The reasoning_content field must not be included in the input messages (message index 1).");
        HOST.objects(
                HOST.chat(body("deepseek-r1", "", talk.formatted(",'reasoning_content':''"))),
                400,
                "must not be included");
        HOST.accepted(body("deepseek-r1", "", talk.formatted("")));
    }

    private static String loop(String more) {
        return """
                {'role':'assistant','content':null,'tool_calls':[{'id':'call_1','type':'function','function':{'name':'look','arguments':'{}'}}]%s},
                {'role':'tool','tool_call_id':'call_1','content':'12'}""".formatted(more);
    }

    private static JsonObject message(String answer) {
        return SandboxClient.member(SandboxClient.choice(object(answer)), "message");
    }

    private static String body(String model, String members, String messages) {
        return "{'model':'" + model + "'," + members + "'messages':[{'role':'user','content':'hi'}," + messages + "]}";
    }
}
