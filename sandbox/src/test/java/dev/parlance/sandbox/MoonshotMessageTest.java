package dev.parlance.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Conversations that the Open Platform refuses, with its own words. */
class MoonshotMessageTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void a_call_without_reasoning_is_refused_while_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':'thinking is enabled but reasoning_content is missing in assistant tool call message at index 1','type':'invalid_request_error'}}""");
    }

    @Test
    void null_is_no_reasoning() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':'thinking is enabled but reasoning_content is missing in assistant tool call message at index 1','type':'invalid_request_error'}}""");
    }

    @Test
    void the_place_is_counted_among_all_messages() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.7-code','messages':[{'role':'system','content':'be brief'},{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'},{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':'thinking is enabled but reasoning_content is missing in assistant tool call message at index 5','type':'invalid_request_error'}}""");
    }

    @Test
    void a_result_without_a_call_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':'tool_call_id  is not found','type':'invalid_request_error'}}""");
    }

    @Test
    void a_call_without_a_result_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':'tool_call_id  is not found','type':'invalid_request_error'}}""");
    }

    @Test
    void a_call_at_the_end_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]}]}""", 400, """
                {'error':{'message':'tool_call_id  is not found','type':'invalid_request_error'}}""");
    }

    @Test
    void a_result_with_another_id_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'other','content':'seen'}]}""", 400, """
                {'error':{'message':'tool_call_id  is not found','type':'invalid_request_error'}}""");
    }

    @Test
    void an_empty_assistant_message_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':''},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"Invalid request: the message at position 1 with role ’assistant’ must not be empty",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_empty_user_message_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':''}]}""", 400, """
                {'error':{'message':"Invalid request: the message at position 0 with role ’user’ must not be empty",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_empty_system_message_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'system','content':''},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':"Invalid request: the message at position 0 with role ’system’ must not be empty",'type':'invalid_request_error'}}""");
    }

    @Test
    void the_developer_role_is_unknown() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'developer','content':'x'},{'role':'user','content':'hi'}]}""", 400, """
                {'error':{'message':'Invalid request: unsupported role ROLE_UNSPECIFIED','type':'invalid_request_error'}}""");
    }

    @Test
    void no_messages_are_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[]}""", 400, """
                {'error':{'message':'Invalid request: messages must not be empty','type':'invalid_request_error'}}""");
    }

    @Test
    void a_picture_on_the_web_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]}]}""", 400, """
                {'error':{'message':'unsupported image url','type':'invalid_request_error'}}""");
    }

    @Test
    void a_model_without_sight_refuses_pictures() {
        CLIENT.refused("moonshot", """
                {'model':'moonshot-v1-8k','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'ms://abc'}}]}]}""", 400, """
                {'error':{'message':'Invalid request: Image input not supported for model moonshot-v1-8k','type':'invalid_request_error'}}""");
    }

    @Test
    void sound_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':[{'type':'input_audio'}]}]}""", 400, """
                {'error':{'message':'Invalid request: unsupported content part type input_audio','type':'invalid_request_error'}}""");
    }

    @Test
    void empty_reasoning_is_reasoning() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'','tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""");
    }

    @Test
    void without_thinking_no_reasoning_is_needed() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}],'thinking':{'type':'disabled'}}""");
    }

    @Test
    void a_model_that_never_thinks_needs_no_reasoning() {
        CLIENT.accepted("moonshot", """
                {'model':'moonshot-v1-8k','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""");
    }

    @Test
    void a_plain_assistant_message_needs_no_reasoning() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'hello'},{'role':'user','content':'hi'}]}""");
    }

    @Test
    void an_assistant_message_may_consist_of_reasoning() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'reasoning_content':'hm'},{'role':'user','content':'hi'}]}""");
    }

    @Test
    void kimi_k3_takes_tools_in_a_system_message() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'system','tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]},{'role':'user','content':'hi'}]}""");
    }

    @Test
    void an_inline_picture_is_read() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]}""");
    }

    @Test
    void an_uploaded_picture_is_read() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'ms://abc'}}]}]}""");
    }

    @Test
    void several_system_and_user_messages_are_fine() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'system','content':'a'},{'role':'system','content':'b'},{'role':'user','content':'hi'},{'role':'user','content':'hi'}]}""");
    }

    @Test
    void a_last_assistant_message_may_be_partial() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'Once','partial':true}]}""");
    }
}
