package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What OpenAI refuses on Chat Completions, with its own bodies. */
class OpenAiRefusalTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void an_unknown_model_is_not_found() {
        CLIENT.refused("openai", """
                {'model':'gpt-9','messages':[{'role':'user','content':'hi'}]}""", 404, """
                {'error':{'message':"The model `gpt-9` does not exist or you do not have access to it.",'type':'invalid_request_error','param':null,'code':'model_not_found'}}""");
    }

    @Test
    void an_unknown_member_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'top_k':5}""", 400, """
                {'error':{'message':"Unknown parameter: ’top_k’.",'type':'invalid_request_error','param':'top_k','code':'unknown_parameter'}}""");
    }

    @Test
    void a_thinking_object_is_unknown() {
        CLIENT.refused("openai", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled'}}""", 400, """
                {'error':{'message':"Unknown parameter: ’thinking’.",'type':'invalid_request_error','param':'thinking','code':'unknown_parameter'}}""");
    }

    @Test
    void o1_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("openai", """
                {'model':'o1','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void o3_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("openai", """
                {'model':'o3','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_5_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("openai", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_5_4_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.4','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void a_reasoning_model_refuses_a_temperature() {
        CLIENT.refused("openai", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'temperature':0.2}""", 400, """
                {'error':{'message':"Unsupported value: ’temperature’ does not support 0.2 with this model. Only the default (1) value is supported.",'type':'invalid_request_error','param':'temperature','code':'unsupported_value'}}""");
    }

    @Test
    void gpt_5_1_refuses_a_temperature_beside_an_effort() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'temperature':0.2,'reasoning_effort':'low'}""", 400, """
                {'error':{'message':"Unsupported value: ’temperature’ does not support 0.2 with this model. Only the default (1) value is supported.",'type':'invalid_request_error','param':'temperature','code':'unsupported_value'}}""");
    }

    @Test
    void presence_penalty_never_comes_back() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'presence_penalty':0.5}""", 400, """
                {'error':{'message':"Unsupported parameter: ’presence_penalty’ is not supported with this model.",'type':'invalid_request_error','param':'presence_penalty','code':'unsupported_parameter'}}""");
    }

    @Test
    void frequency_penalty_never_comes_back() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'frequency_penalty':0.5}""", 400, """
                {'error':{'message':"Unsupported parameter: ’frequency_penalty’ is not supported with this model.",'type':'invalid_request_error','param':'frequency_penalty','code':'unsupported_parameter'}}""");
    }

    @Test
    void logit_bias_never_comes_back() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'logit_bias':{}}""", 400, """
                {'error':{'message':"Unsupported parameter: ’logit_bias’ is not supported with this model.",'type':'invalid_request_error','param':'logit_bias','code':'unsupported_parameter'}}""");
    }

    @Test
    void top_logprobs_never_comes_back() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'top_logprobs':2}""", 400, """
                {'error':{'message':"Unsupported parameter: ’top_logprobs’ is not supported with this model.",'type':'invalid_request_error','param':'top_logprobs','code':'unsupported_parameter'}}""");
    }

    @Test
    void stop_words_are_refused_by_later_reasoning_models() {
        CLIENT.refused("openai", """
                {'model':'gpt-5-mini','messages':[{'role':'user','content':'hi'}],'stop':['x']}""", 400, """
                {'error':{'message':"Unsupported parameter: ’stop’ is not supported with this model.",'type':'invalid_request_error','param':'stop','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_5_1_knows_no_minimal_effort() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'minimal'}""", 400, """
                {'error':{'message':"Unsupported value: ’minimal’ is not supported with the ’gpt-5.1’ model. Supported values are: ’none’, ’low’, ’medium’, and ’high’.",'type':'invalid_request_error','param':'reasoning_effort','code':'unsupported_value'}}""");
    }

    @Test
    void gpt_5_knows_no_effort_none() {
        CLIENT.refused("openai", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'none'}""", 400, """
                {'error':{'message':"Unsupported value: ’none’ is not supported with the ’gpt-5’ model. Supported values are: ’minimal’, ’low’, ’medium’, and ’high’.",'type':'invalid_request_error','param':'reasoning_effort','code':'unsupported_value'}}""");
    }

    @Test
    void a_model_that_does_not_reason_refuses_an_effort() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'low'}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: reasoning_effort",'type':'invalid_request_error','param':null,'code':null}}""");
    }

    @Test
    void gpt_5_4_refuses_tools_beside_an_effort() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.4','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'low','tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Function tools with reasoning_effort are not supported for gpt-5.4 in /v1/chat/completions. Please use /v1/responses instead.",'type':'invalid_request_error','param':'reasoning_effort','code':null}}""");
    }

    @Test
    void gpt_5_6_refuses_tools_unless_the_effort_is_none() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.6-luna','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Function tools with reasoning_effort are not supported for gpt-5.6-luna in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to ’none’.",'type':'invalid_request_error','param':'reasoning_effort','code':null}}""");
    }

    @Test
    void the_parallel_switch_needs_tools() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'parallel_tool_calls':true}""", 400, """
                {'error':{'message':"Invalid value for ’parallel_tool_calls’: ’parallel_tool_calls’ is only allowed when ’tools’ are specified.",'type':'invalid_request_error','param':'parallel_tool_calls','code':null}}""");
    }

    @Test
    void the_parallel_switch_is_refused_by_the_o_series() {
        CLIENT.refused("openai", """
                {'model':'o4-mini','messages':[{'role':'user','content':'hi'}],'parallel_tool_calls':false,'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Unsupported parameter: ’parallel_tool_calls’ is not supported with this model.",'type':'invalid_request_error','param':'parallel_tool_calls','code':'unsupported_parameter'}}""");
    }

    @Test
    void a_choice_needs_tools() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'tool_choice':'auto'}""", 400, """
                {'error':{'message':"Invalid value for ’tool_choice’: ’tool_choice’ is only allowed when ’tools’ are specified.",'type':'invalid_request_error','param':'tool_choice','code':null}}""");
    }

    @Test
    void an_empty_list_of_tools_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'tools':[]}""", 400, """
                {'error':{'message':"Invalid ’tools’: empty array. Expected an array with minimum length 1, but got an empty array instead.",'type':'invalid_request_error','param':'tools','code':'empty_array'}}""");
    }

    @Test
    void a_name_with_a_dot_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'a.b','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Invalid ’tools[0].function.name’: string does not match pattern. Expected a string that matches the pattern ’^[a-zA-Z0-9_-]+$’.",'type':'invalid_request_error','param':'tools[0].function.name','code':'invalid_value'}}""");
    }

    @Test
    void a_long_name_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Invalid ’tools[0].function.name’: string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",'type':'invalid_request_error','param':'tools[0].function.name','code':'string_above_max_length'}}""");
    }

    @Test
    void a_result_without_a_call_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':"Invalid parameter: messages with role ’tool’ must be a response to a preceeding message with ’tool_calls’.",'type':'invalid_request_error','param':'messages.[1].role','code':null}}""");
    }

    @Test
    void a_call_without_a_result_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"An assistant message with ’tool_calls’ must be followed by tool messages responding to each ’tool_call_id’. The following tool_call_ids did not have response messages: look:0",'type':'invalid_request_error','param':'messages.[2].role','code':null}}""");
    }

    @Test
    void reasoning_in_a_message_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'a','reasoning_content':'b'},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"Unknown parameter: ’messages[1].reasoning_content’.",'type':'invalid_request_error','param':'messages[1].reasoning_content','code':'unknown_parameter'}}""");
    }

    @Test
    void a_json_object_needs_the_word() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'response_format':{'type':'json_object'}}""", 400, """
                {'error':{'message':"’messages’ must contain the word ’json’ in some form, to use ’response_format’ of type ’json_object’.",'type':'invalid_request_error','param':'messages','code':null}}""");
    }

    @Test
    void stream_options_need_a_stream() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'stream_options':{'include_usage':true}}""", 400, """
                {'error':{'message':"The ’stream_options’ parameter is only allowed when ’stream’ is enabled.",'type':'invalid_request_error','param':'stream_options','code':null}}""");
    }

    @Test
    void a_budget_above_the_models_limit_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'max_tokens':20000}""", 400, """
                {'error':{'message':"max_tokens is too large: 20000. This model supports at most 16384 completion tokens, whereas you provided 20000.",'type':'invalid_request_error','param':'max_tokens','code':'invalid_value'}}""");
    }

    @Test
    void a_codex_model_does_not_chat() {
        CLIENT.refused("openai", """
                {'model':'gpt-5.1-codex','messages':[{'role':'user','content':'hi'}]}""", 404, """
                {'error':{'message':"This model is only supported in v1/responses and not in v1/chat/completions.",'type':'invalid_request_error','param':'model','code':null}}""");
    }

    @Test
    void a_temperature_above_two_is_refused() {
        CLIENT.refused("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'temperature':3}""", 400, """
                {'error':{'message':"Invalid ’temperature’: decimal above maximum value. Expected a value <= 2, but got 3 instead.",'type':'invalid_request_error','param':'temperature','code':'decimal_above_max_value'}}""");
    }

    @Test
    void a_bad_key_is_shown_in_part() {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("openai") + "/models"))
                        .header("authorization", "Bearer bad-0123456789-key")
                        .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Incorrect API key provided: bad-0123******-key. You can find your API key at"
                                + " https://platform.openai.com/account/api-keys.\",\"type\":\"invalid_request_error\",\"param\":null,"
                                + "\"code\":\"invalid_api_key\"}}");
    }

    @Test
    void no_key_is_refused_in_other_words() {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("openai") + "/models"))
                        .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("You didn't provide an API key.");
    }

    @Test
    void malformed_json_is_refused() {
        HttpResponse<String> response = CLIENT.chat("openai", "{'model':");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("We could not parse the JSON body of your request.");
    }

    @Test
    void gpt_5_1_takes_a_temperature_without_an_effort() {
        CLIENT.accepted("openai", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'temperature':0.2,'top_p':0.5}""");
    }

    @Test
    void gpt_5_6_takes_tools_with_the_effort_none() {
        CLIENT.accepted("openai", """
                {'model':'gpt-5.6','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'none','tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""");
    }

    @Test
    void gpt_5_4_takes_tools_without_an_effort() {
        CLIENT.accepted("openai", """
                {'model':'gpt-5.4','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""");
    }

    @Test
    void a_dated_model_is_known() {
        CLIENT.accepted("openai", """
                {'model':'gpt-4o-2024-08-06','messages':[{'role':'user','content':'hi'}]}""");
    }

    @Test
    void a_developer_message_is_taken() {
        CLIENT.accepted("openai", """
                {'model':'o3','messages':[{'role':'developer','content':'a'},{'role':'user','content':'hi'}]}""");
    }

    @Test
    void a_json_object_with_the_word_is_given() {
        CLIENT.accepted("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'some JSON'}],'response_format':{'type':'json_object'}}""");
    }

    @Test
    void all_four_choices_are_taken() {
        CLIENT.accepted("openai", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'tool_choice':{'type':'function','function':{'name':'look'}},'parallel_tool_calls':false,'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""");
    }
}
