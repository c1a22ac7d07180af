package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the simulated model says, wherever it is hosted. */
class SimulatedModelTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String TOOLS = """
            'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{
            'city':{'type':'string'},'days':{'type':'integer','minimum':3},'unit':{'enum':['c','f']},
            'tags':{'type':'array','items':{'type':'string'}},'deep':{'$ref':'#/$defs/deep'},'spare':{'type':'string'}},
            'required':['city','days','unit','tags','deep'],
            '$defs':{'deep':{'type':'object','properties':{'flag':{'type':'boolean'}},'required':['flag']}}}}},
            {'type':'function','function':{'name':'clock','parameters':{'type':'object','properties':{}}}}]""";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void it_calls_the_first_tool_with_arguments_that_fit_its_schema() {
        List<JsonValue> calls = calls("{'role':'user','content':'hello'}", "");
        assertThat(calls).hasSize(1);
        JsonObject function = member((JsonObject) calls.getFirst(), "function");
        assertThat(function.text("name")).isEqualTo("weather");
        assertThat(object(Objects.requireNonNull(function.text("arguments"))))
                .isEqualTo(object(SandboxClient.json(
                        "{'city':'Zürich','days':3,'unit':'c','tags':['sample tags'],'deep':{'flag':true}}")));
    }

    @Test
    void a_note_of_the_system_behind_the_last_turn_is_no_turn() {
        String asked = "{'role':'user','content':'hello'},{'role':'system','content':'be quick'}";
        assertThat(calls(asked, "")).hasSize(1);

        String answered = asked + """
                ,{'role':'assistant','content':null,'tool_calls':[
                 {'id':'a','type':'function','function':{'name':'weather','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'a','content':'12 degrees'},{'role':'developer','content':'be brief'}""";
        assertThat(CLIENT.message("openai", body(answered, "")).text("content")).contains("weather → 12 degrees");
    }

    @Test
    void it_calls_all_tools_when_told_so() {
        assertThat(calls("{'role':'user','content':'use all tools'}", "")).hasSize(2);
    }

    @Test
    void it_calls_the_demanded_tool() {
        List<JsonValue> calls = calls(
                "{'role':'user','content':'hello'}", ",'tool_choice':{'type':'function','function':{'name':'clock'}}");
        assertThat(calls.toString()).contains("clock").doesNotContain("weather");
    }

    @Test
    void it_calls_nothing_when_that_is_the_choice() {
        assertThat(calls("{'role':'user','content':'hello'}", ",'tool_choice':'none'"))
                .isEmpty();
    }

    @Test
    void it_quotes_what_the_tools_answered() {
        String results = """
                {'role':'user','content':'hello'},
                {'role':'assistant','content':null,'tool_calls':[
                 {'id':'a','type':'function','function':{'name':'weather','arguments':'{}'}},
                 {'id':'b','type':'function','function':{'name':'clock','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'a','content':'12 degrees'},
                {'role':'tool','tool_call_id':'b','content':'noon'}""";
        JsonObject message = CLIENT.message("openai", body(results, ""));
        assertThat(message.text("content")).contains("weather → 12 degrees; clock → noon");
    }

    @Test
    void it_answers_in_json_that_fits_the_schema() {
        JsonObject message = CLIENT.message("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hello'}],'response_format':{'type':'json_schema',
                 'json_schema':{'name':'person','strict':true,'schema':{'type':'object','properties':{
                 'name':{'type':'string'},'age':{'type':'integer'}},'required':['name','age']}}}}""");
        assertThat(object(Objects.requireNonNull(message.text("content")))
                        .members()
                        .keySet())
                .containsExactly("name", "age");
    }

    @Test
    void it_stops_at_a_stop_word() {
        JsonObject message = CLIENT.message(
                "openai", "{'model':'gpt-4o','stop':['simulated'],'messages':[{'role':'user','content':'hello'}]}");
        assertThat(message.text("content")).endsWith("This is a ");
    }

    @Test
    void it_stops_at_its_budget() {
        JsonObject answer = CLIENT.answer(
                "openai", "{'model':'gpt-4o','max_tokens':2,'messages':[{'role':'user','content':'hello'}]}");
        assertThat(choice(answer).text("finish_reason")).isEqualTo("length");
        assertThat(member(answer, "usage").get("completion_tokens")).isEqualTo(JsonValue.of(2));
    }

    @Test
    void a_budget_can_end_in_the_middle_of_a_call() {
        JsonObject answer = CLIENT.answer("openai", body("{'role':'user','content':'hello'}", ",'max_tokens':3"));
        assertThat(choice(answer).text("finish_reason")).isEqualTo("length");
        JsonObject call = (JsonObject)
                member(choice(answer), "message").elements("tool_calls").getFirst();
        assertThat(member(call, "function").text("arguments")).startsWith("{").doesNotEndWith("}");
    }

    @Test
    void a_number_beyond_all_measure_is_refused() {
        CLIENT.refused(
                "moonshot",
                "{'model':'kimi-k2.6','max_tokens':1e99999999999,'messages':[{'role':'user','content':'hello'}]}",
                400,
                "{'error':{'message':'Invalid request: the body is not JSON','type':'invalid_request_error'}}");
    }

    @Test
    void its_token_counts_add_up() {
        JsonObject usage = member(
                CLIENT.answer("moonshot", "{'model':'kimi-k2.6','messages':[{'role':'user','content':'hello'}]}"),
                "usage");
        long total = number(usage, "prompt_tokens") + number(usage, "completion_tokens");
        assertThat(number(usage, "total_tokens")).isEqualTo(total);
        assertThat(number(member(usage, "completion_tokens_details"), "reasoning_tokens"))
                .isPositive()
                .isLessThan(number(usage, "completion_tokens"));
    }

    private static long number(JsonObject usage, String name) {
        return Objects.requireNonNull(((JsonValue.JsonNumber) Objects.requireNonNull(usage.get(name))).wholeNumber());
    }

    private static List<JsonValue> calls(String messages, String more) {
        JsonObject message = CLIENT.message("openai", body(messages, more));
        return message.get("tool_calls") instanceof JsonArray(List<JsonValue> calls) ? calls : List.of();
    }

    private static String body(String messages, String more) {
        return "{'model':'gpt-4o','messages':[" + messages + "]," + TOOLS + more + "}";
    }
}
