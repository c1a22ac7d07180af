package dev.parlance.sandbox;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tools that the Open Platform refuses, with its own words. */
class MoonshotToolTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void kimi_k2_5_refuses_a_required_choice_while_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.5','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':'required'}""", 400, """
                {'error':{'message':"tool_choice ’required’ is incompatible with thinking enabled",'type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k2_6_refuses_a_required_choice_while_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':'required'}""", 400, """
                {'error':{'message':"tool_choice ’required’ is incompatible with thinking enabled",'type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k2_7_code_refuses_a_specified_choice_while_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.7-code','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':{'type':'function','function':{'name':'look'}}}""", 400, """
                {'error':{'message':"tool_choice ’specified’ is incompatible with thinking enabled",'type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k3_refuses_a_specified_choice_while_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':{'type':'function','function':{'name':'look'}}}""", 400, """
                {'error':{'message':"tool_choice ’specified’ is incompatible with thinking enabled",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_unknown_choice_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':'any'}""", 400, """
                {'error':{'message':'Invalid request: tool_choice must be auto, none, required or a function','type':'invalid_request_error'}}""");
    }

    @Test
    void a_name_of_two_letters_is_too_short_for_k2() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'ls','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':'function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes','type':'invalid_request_error'}}""");
    }

    @Test
    void a_name_with_a_digit_first_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'21st_magic','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':'function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes','type':'invalid_request_error'}}""");
    }

    @Test
    void a_name_with_a_dot_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'files.read','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':'function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes','type':'invalid_request_error'}}""");
    }

    @Test
    void a_name_twice_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}},{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':'function name look is duplicated','type':'invalid_request_error'}}""");
    }

    @Test
    void the_root_type_must_be_object() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'array','items':{'type':'string'}}}}]}""", 400, """
                {'error':{'message':'tools.function.parameters.type is required and must be \\"object\\"','type':'invalid_request_error'}}""");
    }

    @Test
    void the_root_type_is_required() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'properties':{}}}}]}""", 400, """
                {'error':{'message':'tools.function.parameters.type is required and must be \\"object\\"','type':'invalid_request_error'}}""");
    }

    @Test
    void parameters_are_required() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look'}}]}""", 400, """
                {'error':{'message':'tools.function.parameters.type is required and must be \\"object\\"','type':'invalid_request_error'}}""");
    }

    @Test
    void a_builtin_function_with_parameters_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'builtin_function','function':{'name':'$web_search','parameters':{}}}]}""", 400, """
                {'error':{'message':'Invalid request: a builtin function has no parameters','type':'invalid_request_error'}}""");
    }

    @Test
    void a_dollar_name_is_no_function() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'$web_search','parameters':{'type':'object','properties':{}}}}]}""", 400, """
                {'error':{'message':'function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes','type':'invalid_request_error'}}""");
    }

    @Test
    void more_than_128_tools_are_refused() {
        String tools = IntStream.range(0, 129)
                .mapToObj(number ->
                        "{'type':'function','function':{'name':'tool_" + number + "','parameters':{'type':'object'}}}")
                .collect(Collectors.joining(","));
        CLIENT.refused(
                "moonshot",
                "{'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[" + tools + "]}",
                400,
                "{'error':{'message':'Invalid request: at most 128 tools are supported','type':'invalid_request_error'}}");
    }

    @Test
    void kimi_k3_takes_a_required_choice() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'tool_choice':'required'}""");
    }

    @Test
    void without_thinking_a_function_may_be_demanded() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}],'thinking':{'type':'disabled'},'tool_choice':{'type':'function','function':{'name':'look'}}}""");
    }

    @Test
    void a_name_of_two_letters_is_fine_for_k3() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'ls','parameters':{'type':'object','properties':{}}}}]}""");
    }

    @Test
    void an_empty_schema_is_fine() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{}}}]}""");
    }

    @Test
    void a_builtin_function_has_no_parameters() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'builtin_function','function':{'name':'$web_search'}}],'thinking':{'type':'disabled'}}""");
    }
}
