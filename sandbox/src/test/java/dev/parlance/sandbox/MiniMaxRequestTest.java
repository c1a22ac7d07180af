package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.minimax.MiniMaxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MiniMax refuses, always with a code in parentheses. */
class MiniMaxRequestTest {
    private static final HostChat HOST = new HostChat(new MiniMaxHost());
    private static final String CALL =
            "{'role':'assistant','content':'','tool_calls':[{'id':'a','type':'function','function':{'name':'look','arguments':'%s'}}]}";

    @Test
    void an_error_has_the_status_as_a_string_and_the_code_at_the_end() {
        HOST.refused(hello("MiniMax-M2.7", "'n':2"), 400, """
                {'type':'error','error':{'type':'bad_request_error','message':'invalid params, n must be 1 (2013)','http_code':'400'},'request_id':'068a807bc9c47de0db57062e3925daa9'}""");
    }

    @ParameterizedTest
    @CsvSource({
        "MiniMax-M3,0,false",
        "MiniMax-M3,0.01,true",
        "MiniMax-M3,1,true",
        "MiniMax-M3,1.01,false",
        "MiniMax-M3,-1,false",
        "MiniMax-M3.1-Flash-Preview,0,false",
        // Recorded with zero: agentjido/req_llm, MiniMax-M2.1, M2.5 and M2.7.
        "MiniMax-M2.5,0.0,true",
        "MiniMax-M2.7,2,false"
    })
    void the_temperature_has_bounds(String model, String temperature, boolean taken) {
        SandboxAnswer answer = HOST.chat(hello(model, "'temperature':" + temperature));
        assertThat(answer.status()).as(answer.body()).isEqualTo(taken ? 200 : 400);
        assertThat(answer.body().contains("temperature must be in (0, 1] (2013)"))
                .isNotEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "0.8,true", "1,true", "1.5,false"})
    void top_p_has_bounds(String topP, boolean taken) {
        assertThat(HOST.chat(hello("MiniMax-M2.5", "'top_p':" + topP)).status()).isEqualTo(taken ? 200 : 400);
    }

    @Test
    void tools_need_parameters_even_without_arguments() {
        objects(
                hello("MiniMax-M2.7", "'tools':[{'type':'function','function':{'name':'look'}}]"),
                "invalid params, function parameters is empty (2013)");
        HOST.accepted(
                hello(
                        "MiniMax-M2.7",
                        "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]"));
    }

    @Test
    void only_functions_are_tools() {
        objects(
                hello("MiniMax-M2.7", "'tools':[{'type':'web_search'}]"),
                "invalid params, invalid tool type: web_search (2013)");
    }

    @Test
    void one_system_message_leads() {
        HOST.accepted(talk("{'role':'system','content':'a'},{'role':'user','content':'hi'}"));
        objects(
                talk("{'role':'system','content':'a'},{'role':'system','content':'b'},{'role':'user','content':'hi'}"),
                "invalid params, invalid chat setting (2013)");
        objects(
                talk("{'role':'user','content':'hi'},{'role':'system','content':'b'}"),
                "invalid params, chat content has invalid message role: system (2013)");
        objects(
                talk("{'role':'system','content':'a'},{'role':'user','content':'hi'},{'role':'system','content':'b'}"),
                "chat content has invalid message role: system (2013)");
    }

    @Test
    void there_is_no_developer() {
        objects(
                talk("{'role':'developer','content':'a'},{'role':'user','content':'hi'}"),
                "chat content has invalid message role: developer (2013)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{"})
    void arguments_in_history_are_json(String arguments) {
        objects(
                talk("{'role':'user','content':'hi'}," + CALL.formatted(arguments)
                        + ",{'role':'tool','tool_call_id':'a','content':'12'}"),
                "invalid params, invalid function arguments json string, tool_call_id: a (2013)");
    }

    @Test
    void a_result_matches_a_call() {
        String history = "{'role':'user','content':'hi'}," + CALL.formatted("{}");
        HOST.accepted(talk(history + ",{'role':'tool','tool_call_id':'a','content':'12'}"));
        objects(
                talk(history + ",{'role':'tool','tool_call_id':'b','content':'12'}"),
                "invalid params, tool result's tool id(b) not found (2013)");
        objects(
                talk(history + ",{'role':'user','content':'well?'}"),
                "invalid params, tool call result does not follow tool call (2013)");
        objects(
                talk("{'role':'user','content':'hi'},{'role':'assistant','content':''}"),
                "chat content is empty (2013)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "disabled"})
    void thinking_has_two_kinds(String kind) {
        for (String model : new String[] {"MiniMax-M3", "MiniMax-M2.7"}) {
            HOST.accepted(hello(model, "'thinking':{'type':'" + kind + "'}"));
        }
    }

    @Test
    void another_kind_of_thinking_is_refused() {
        objects(
                hello("MiniMax-M3", "'thinking':{'type':'enabled'}"),
                "invalid params, invalid thinking.type: \\\"enabled\\\" (allowed: adaptive, disabled) (2013)");
        objects(hello("MiniMax-M2.7", "'thinking':{'type':'enabled'}"), "invalid params, invalid chat setting (2013)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'thinking':{'type':'adaptive','budget_tokens':100}",
                "'reasoning':{'effort':'low'}",
                "'enable_thinking':true",
                "'chat_template_kwargs':{'thinking':true}"
            })
    void thinking_fields_of_others_are_refused(String member) {
        objects(hello("MiniMax-M3", member), "invalid params, invalid chat setting (2013)");
    }

    @Test
    void what_it_does_not_support_is_ignored() {
        HOST.accepted(
                hello(
                        "MiniMax-M3",
                        "'presence_penalty':0.5,'frequency_penalty':1,'logit_bias':{},'seed':1,'stop':['x'],'n':1,'reasoning_effort':'high','parallel_tool_calls':false,'max_completion_tokens':100000"));
        assertThat(HOST.message(hello("MiniMax-M2.7", "'response_format':{'type':'json_object'}"))
                        .text("content"))
                .contains("You said");
    }

    @Test
    void pictures_are_for_the_third_series() {
        String picture =
                "{'model':'%s','messages':[{'role':'user','content':[{'type':'%s'},{'type':'text','text':'hi'}]}]}";
        HOST.accepted(picture.formatted("MiniMax-M3", "image_url"));
        objects(picture.formatted("MiniMax-M2.7", "image_url"), "content of type image_url (2013)");
        objects(picture.formatted("MiniMax-M3", "input_audio"), "content of type input_audio (2013)");
    }

    @Test
    void keys_and_models_are_checked() {
        SandboxAnswer answer = HOST.with("authorization", "Bearer bad").chat(hello("MiniMax-M3", "'n':1"));
        HOST.objects(answer, 401, "\"message\":\"invalid api key (1004)\",\"http_code\":\"401\"");
        HOST.objects(HOST.with("authorization", "").chat(hello("MiniMax-M3", "'n':1")), 401, "login fail");
        objects(hello("abab6.5", "'n':1"), "unknown model 'abab6.5' (2013)");
    }

    @Test
    void the_older_shape_of_errors_has_status_200() {
        SandboxAnswer answer =
                HOST.chat("{'model':'MiniMax-M3','messages':[{'role':'user','content':'[[status 402 native]]'}]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"choices\":null")
                .contains("\"base_resp\":{\"status_code\":1008,\"status_msg\":\"insufficient balance\"}");
    }

    private static void objects(String body, String words) {
        HOST.objects(HOST.chat(body), 400, words);
    }

    private static String talk(String messages) {
        return "{'model':'MiniMax-M2.7','messages':[" + messages + "]}";
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
