package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a Foundry resource refuses, with the bodies of the service. */
class AzureFoundryRefusalTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void an_unknown_deployment_is_not_found() {
        CLIENT.refused("azure-foundry", """
                {'model':'my-model','messages':[{'role':'user','content':'hi'}]}""", 404, """
                {'error':{'type':'invalid_request_error','code':'DeploymentNotFound','message':'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.'}}""");
    }

    @Test
    void kimi_refuses_thinking() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'thinking':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: thinking",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_refuses_prompt_cache_key() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'prompt_cache_key':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: prompt_cache_key",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_refuses_top_k() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'top_k':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: top_k",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_refuses_min_p() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'min_p':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: min_p",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_refuses_repetition_penalty() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'repetition_penalty':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: repetition_penalty",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_refuses_keep() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'keep':1}""", 400, """
                {'error':{'message':"Unrecognized request argument supplied: keep",'type':'invalid_request_error','param':null,'code':'unrecognized_request_argument'}}""");
    }

    @Test
    void kimi_k2_5_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.5','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void kimi_k2_7_code_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.7-Code','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_5_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void o3_mini_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'o3-mini','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void o4_mini_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'o4-mini','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_5_1_refuses_the_old_name_of_the_budget() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'max_tokens':50}""", 400, """
                {'error':{'message':"Unsupported parameter: ’max_tokens’ is not supported with this model. Use ’max_completion_tokens’ instead.",'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}""");
    }

    @Test
    void kimi_has_three_efforts() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'max'}""", 400, """
                {'error':{'message':"Unsupported value: ’reasoning_effort’ does not support ’max’ with this model. Supported values are: ’low’, ’medium’, and ’high’.",'type':'invalid_request_error','param':'reasoning_effort','code':'unsupported_value'}}""");
    }

    @Test
    void gpt_5_1_names_its_efforts() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'max'}""", 400, """
                {'error':{'message':"Unsupported value: ’reasoning_effort’ does not support ’max’ with this model. Supported values are: ’none’, ’low’, ’medium’, and ’high’.",'type':'invalid_request_error','param':'reasoning_effort','code':'unsupported_value'}}""");
    }

    @Test
    void a_reasoning_model_refuses_a_temperature() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5-mini','messages':[{'role':'user','content':'hi'}],'temperature':0.2}""", 400, """
                {'error':{'message':"Unsupported value: ’temperature’ does not support 0.2 with this model. Only the default (1) value is supported.",'type':'invalid_request_error','param':'temperature','code':'unsupported_value'}}""");
    }

    @Test
    void o3_mini_refuses_any_temperature() {
        CLIENT.refused("azure-foundry", """
                {'model':'o3-mini','messages':[{'role':'user','content':'hi'}],'temperature':1}""", 400, """
                {'error':{'message':"Unsupported parameter: ’temperature’ is not supported with this model.",'type':'invalid_request_error','param':'temperature','code':'unsupported_parameter'}}""");
    }

    @Test
    void a_reasoning_model_refuses_top_p() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5','messages':[{'role':'user','content':'hi'}],'top_p':0.5}""", 400, """
                {'error':{'message':"Unsupported parameter: ’top_p’ is not supported with this model.",'type':'invalid_request_error','param':'top_p','code':'unsupported_parameter'}}""");
    }

    @Test
    void gpt_refuses_an_unknown_member() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'top_k':5}""", 400, """
                {'error':{'message':"Unknown parameter: ’top_k’.",'type':'invalid_request_error','param':'top_k','code':'unknown_parameter'}}""");
    }

    @Test
    void gpt_refuses_reasoning_in_a_message() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'a','reasoning_content':'b'},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"Unknown parameter: ’messages[1].reasoning_content’.",'type':'invalid_request_error','param':'messages[1].reasoning_content','code':'unknown_parameter'}}""");
    }

    @Test
    void a_codex_deployment_does_not_chat() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5.1-codex','messages':[{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"The chatCompletion operation does not work with the specified model, gpt-5.1-codex. Please choose different model and try again. You can learn more about which models can be used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.",'type':'invalid_request_error','param':null,'code':'OperationNotSupported'}}""");
    }

    @Test
    void kimi_shares_its_window() {
        CLIENT.refused("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'max_completion_tokens':262144}""", 400, """
                {'error':{'message':"This model’s maximum context length is 262144 tokens. However, you requested 262149 tokens (5 in the messages, 262144 in the completion). Please reduce the length of the messages or completion.",'type':'invalid_request_error','param':'messages','code':'context_length_exceeded'}}""");
    }

    @Test
    void tools_beside_an_effort_are_refused_by_gpt_5_6() {
        CLIENT.refused("azure-foundry", """
                {'model':'gpt-5.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':"Function tools with reasoning_effort are not supported for gpt-5.6 in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to ’none’.",'type':'invalid_request_error','param':'reasoning_effort','code':null}}""");
    }

    @Test
    void a_key_is_taken_in_its_own_header_and_as_a_bearer() {
        assertThat(keyed("api-key", "sk-test", "").statusCode()).isEqualTo(200);
        assertThat(keyed("authorization", "Bearer sk-test", "").statusCode()).isEqualTo(200);
        assertThat(keyed("api-key", "sk-test", "?api-version=v1").statusCode()).isEqualTo(200);
    }

    @Test
    void a_bad_key_and_no_key_are_refused_alike() {
        String refusal =
                "{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key or wrong API"
                        + " endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API"
                        + " endpoint for your resource.\"}}";
        for (HttpResponse<String> response : List.of(keyed("api-key", "bad-key", ""), keyed("x-other", "none", ""))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo(refusal);
            assertThat(response.headers().firstValue("apim-request-id")).isPresent();
        }
    }

    @Test
    void a_wrong_path_or_a_dated_version_finds_nothing() {
        String refusal = "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}";
        HttpResponse<String> dated = keyed("api-key", "sk-test", "?api-version=2024-10-21");
        assertThat(dated.statusCode()).isEqualTo(404);
        assertThat(dated.body()).isEqualTo(refusal);
        HttpResponse<String> wrong =
                CLIENT.send(CLIENT.request("azure-foundry", "/openai/deployments/gpt-4o/chat/completions")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build());
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).isEqualTo(refusal);
    }

    private static HttpResponse<String> keyed(String header, String key, String query) {
        return CLIENT.send(HttpRequest.newBuilder(
                        URI.create(SERVER.baseUrl("azure-foundry") + "/openai/v1/chat/completions" + query))
                .header("content-type", "application/json")
                .header(header, key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        SandboxClient.json("{'model':'gpt-4o','messages':[{'role':'user','content':'hi'}]}")))
                .build());
    }

    @Test
    void kimi_takes_sampling_and_an_effort() {
        CLIENT.accepted("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'}],'temperature':0.3,'top_p':0.9,'reasoning_effort':'medium','max_completion_tokens':500,'tool_choice':'required','tools':[{'type':'function','function':{'name':'ls','parameters':{'type':'object','properties':{}}}}]}""");
    }

    @Test
    void kimi_takes_calls_without_reasoning() {
        CLIENT.accepted("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""");
    }

    @Test
    void kimi_takes_reasoning_in_messages() {
        CLIENT.accepted("azure-foundry", """
                {'model':'Kimi-K2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning':'a','reasoning_content':'a','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""");
    }

    @Test
    void deepseek_takes_the_old_name_of_the_budget() {
        CLIENT.accepted("azure-foundry", """
                {'model':'DeepSeek-V3.2','messages':[{'role':'user','content':'hi'}],'max_tokens':50,'reasoning_effort':'high'}""");
    }

    @Test
    void gpt_4o_takes_sampling() {
        CLIENT.accepted("azure-foundry", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'}],'temperature':0.2,'top_p':0.5,'max_tokens':50,'seed':1,'stop':['x']}""");
    }

    @Test
    void gpt_5_1_takes_sampling_without_an_effort() {
        CLIENT.accepted("azure-foundry", """
                {'model':'gpt-5.1','messages':[{'role':'user','content':'hi'}],'temperature':0.2,'reasoning_effort':'none'}""");
    }

    @Test
    void a_deployment_may_have_a_suffix() {
        CLIENT.accepted("azure-foundry", """
                {'model':'kimi-k2.6-prod','messages':[{'role':'user','content':'hi'}]}""");
    }

    @Test
    void a_tool_result_answers_a_call() {
        CLIENT.accepted("azure-foundry", """
                {'model':'gpt-4o','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""");
    }
}
