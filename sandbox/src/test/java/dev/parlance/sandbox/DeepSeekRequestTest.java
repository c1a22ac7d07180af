package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DeepSeek refuses besides lost reasoning, and what it takes without a word. */
class DeepSeekRequestTest {
    private static final HostChat HOST = new HostChat(new DeepSeekHost());
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]";
    private static final String NAMED = "'tool_choice':{'type':'function','function':{'name':'look'}}";

    @ParameterizedTest
    @ValueSource(strings = {"'tool_choice':'required'", NAMED})
    void a_forced_choice_is_refused_while_thinking(String choice) {
        HOST.refused(hello("deepseek-v4-flash", TOOLS + "," + choice), 400, """
                {'error':{'message':'Thinking mode does not support this tool_choice','type':'invalid_request_error','param':null,'code':'invalid_request_error'}}""");
        objects(
                hello("deepseek-reasoner", TOOLS + "," + choice),
                "deepseek-reasoner does not support this tool_choice");
        HOST.accepted(hello("deepseek-v4-flash", TOOLS + ",'thinking':{'type':'disabled'}," + choice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "none"})
    void a_free_choice_is_taken(String choice) {
        HOST.accepted(hello("deepseek-v4-flash", TOOLS + ",'tool_choice':'" + choice + "'"));
    }

    @Test
    void only_functions_are_tools() {
        String body = hello("deepseek-v4-flash", "'tools':[{'type':'custom','custom':{'name':'look'}}]");
        HOST.refused(
                body,
                400,
                "{'error':{'message':'Failed to deserialize the JSON body into the target type: tools[0].type: unknown"
                        + " variant `custom`, expected `function` at line 1 column "
                        + json(body).length()
                        + "','type':'invalid_request_error','param':null,'code':'invalid_request_error'}}");
        objects(hello("deepseek-v4-flash", "'tools':[{'function':{'name':'look'}}]"), "missing field `type`");
    }

    @Test
    void strict_tools_are_taken() {
        // Recorded: pydantic/pydantic-ai, deferred capability with thinking.
        HOST.accepted(
                hello(
                        "deepseek-v4-flash",
                        "'tools':[{'type':'function','function':{'name':'look','strict':true,'parameters':{'type':'object'}}}]"));
    }

    @Test
    void a_schema_for_the_answer_is_refused() {
        objects(
                hello(
                        "deepseek-v4-flash",
                        "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'type':'object'}}}"),
                "This response_format type is unavailable now");
    }

    @Test
    void a_json_object_must_be_spoken_of() {
        objects(
                hello("deepseek-v4-flash", "'response_format':{'type':'json_object'}"),
                "Prompt must contain the word 'json'");
        HOST.accepted("""
                {'model':'deepseek-v4-flash','response_format':{'type':'json_object'},'messages':[{'role':'user','content':'Answer in JSON.'}]}""");
    }

    @Test
    void an_unknown_format_is_refused() {
        objects(hello("deepseek-v4-flash", "'response_format':{'type':'grammar'}"), "unknown variant `grammar`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "low", "medium", "high", "xhigh", "max", "ultra"})
    void every_effort_of_the_mapping_is_taken(String effort) {
        HOST.accepted(hello("deepseek-v4-flash", "'reasoning_effort':'" + effort + "'"));
    }

    @Test
    void an_effort_outside_the_mapping_is_refused() {
        objects(
                hello("deepseek-v4-flash", "'reasoning_effort':'none'"),
                "reasoning_effort: unknown variant `none`, expected one of `minimal`, `low`");
    }

    @Test
    void the_kinds_of_thinking_are_three() {
        for (String kind : new String[] {"enabled", "disabled", "adaptive"}) {
            HOST.accepted(hello("deepseek-v4-pro", "'thinking':{'type':'" + kind + "'}"));
        }
        objects(hello("deepseek-v4-pro", "'thinking':{'type':'on'}"), "thinking: unknown variant `on`");
    }

    @Test
    void tool_results_are_strings() {
        objects("""
                {'model':'deepseek-chat','messages':[{'role':'user','content':'hi'},
                {'role':'assistant','content':'','tool_calls':[{'id':'a','type':'function','function':{'name':'look','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'a','content':[{'type':'text','text':'12'}]}]}""", "messages[2]: invalid type: sequence, expected a string");
    }

    @Test
    void pictures_are_for_the_model_that_sees() {
        // Recorded: 0xPlaygrounds/rig, wire_shape_matrix.
        String body =
                "{'model':'%s','messages':[{'role':'user','content':[{'type':'text','text':'hi'},{'type':'%s'}]}]}";
        objects(
                body.formatted("deepseek-v4-flash", "image_url"),
                "Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`,"
                        + " expected `text` at line 1 column ");
        objects(body.formatted("deepseek-v4-flash", "input_audio"), "unknown variant `input_audio`, expected `text`");
        HOST.accepted(body.formatted("deepseek-v4-flash-vision-exp", "image_url"));
    }

    @Test
    void there_is_no_developer() {
        objects(
                "{'model':'deepseek-v4-flash','messages':[{'role':'developer','content':'hi'}]}",
                "messages[0].role: unknown variant `developer`, expected one of `system`, `user`, `assistant`, `tool`");
    }

    @Test
    void calls_and_results_belong_together() {
        String call =
                "{'role':'assistant','content':'','reasoning_content':'','tool_calls':[{'id':'a','type':'function','function':{'name':'look','arguments':'{}'}}]}";
        String body = "{'model':'deepseek-v4-flash','messages':[{'role':'user','content':'hi'},%s]}";
        objects(
                body.formatted(call + ",{'role':'user','content':'well?'}"),
                "insufficient tool messages following tool_calls message");
        objects(
                body.formatted("{'role':'tool','tool_call_id':'b','content':'12'}"),
                "must be a response to a preceding message with");
        objects(body.formatted("{'role':'assistant','content':''}"), "content or tool_calls must be set");
        objects("{'model':'deepseek-v4-flash','messages':[]}", "Empty input messages");
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "393216,true", "393217,false"})
    void the_output_budget_has_bounds(long budget, boolean taken) {
        SandboxAnswer answer = HOST.chat(hello("deepseek-v4-flash", "'max_tokens':" + budget));
        assertThat(answer.status()).isEqualTo(taken ? 200 : 400);
        assertThat(answer.body().contains("the valid range of max_tokens is [1, 393216]"))
                .isNotEqualTo(taken);
    }

    @Test
    void r1_has_no_log_probabilities() {
        objects(hello("deepseek-r1", "'logprobs':true"), "does not support the parameter logprobs");
        objects(hello("deepseek-r1", "'top_logprobs':1"), "does not support the parameter top_logprobs");
    }

    @Test
    void what_is_not_documented_is_ignored() {
        HOST.accepted(
                hello(
                        "deepseek-v4-flash",
                        "'temperature':0,'presence_penalty':1,'top_k':3,'seed':1,'n':2,'parallel_tool_calls':true,'stop':['x']"));
    }

    @Test
    void models_and_keys_are_checked() {
        objects(hello("deepseek-v9", "'n':1"), "Model Not Exist");
        HOST.objects(
                HOST.with("authorization", "Bearer bad-key").chat(hello("deepseek-v4-flash", "'n':1")),
                401,
                "Authentication Fails, Your api key: ****-key is invalid");
        HOST.objects(
                HOST.with("authorization", "").chat(hello("deepseek-v4-flash", "'n':1")), 401, "authentication_error");
    }

    private static void objects(String body, String words) {
        HOST.objects(HOST.chat(body), 400, words);
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
