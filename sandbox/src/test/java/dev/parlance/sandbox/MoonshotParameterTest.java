package dev.parlance.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Parameters that the Open Platform refuses, with its own words. */
class MoonshotParameterTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void an_unknown_model_is_not_found() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k9','messages':[{'role':'user','content':'hi'}]}""", 404, """
                {'error':{'message':'Not found the model kimi-k9 or Permission denied','type':'resource_not_found_error'}}""");
    }

    @Test
    void the_temperature_of_a_thinking_model_is_pinned_to_one() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'temperature':0.2}""", 400, """
                {'error':{'message':'invalid temperature: only 1 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_temperature_without_thinking_is_pinned_to_six_tenths() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.5','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'},'temperature':1}""", 400, """
                {'error':{'message':'invalid temperature: only 0.6 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_temperature_of_kimi_k3_is_pinned() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'temperature':0}""", 400, """
                {'error':{'message':'invalid temperature: only 1 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void top_p_is_pinned() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.7-code','messages':[{'role':'user','content':'hi'}],'top_p':1}""", 400, """
                {'error':{'message':'invalid top_p: only 0.95 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_number_of_answers_is_pinned() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'n':2}""", 400, """
                {'error':{'message':'invalid n: only 1 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_presence_penalty_is_pinned() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'presence_penalty':0.5}""", 400, """
                {'error':{'message':'invalid presence_penalty: only 0 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_frequency_penalty_is_pinned() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'frequency_penalty':0.5}""", 400, """
                {'error':{'message':'invalid frequency_penalty: only 0 is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void moonshot_v1_takes_no_temperature_above_one() {
        CLIENT.refused("moonshot", """
                {'model':'moonshot-v1-8k','messages':[{'role':'user','content':'hi'}],'temperature':1.5}""", 400, """
                {'error':{'message':'Invalid request: temperature must be a number between 0 and 1','type':'invalid_request_error'}}""");
    }

    @Test
    void thinking_needs_a_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'thinking':{'keep':'all'}}""", 400, """
                {'error':{'message':'Invalid request: thinking.type is required','type':'invalid_request_error'}}""");
    }

    @Test
    void thinking_has_no_other_members() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','effort':'high'}}""", 400, """
                {'error':{'message':'Invalid request: unknown field thinking.effort','type':'invalid_request_error'}}""");
    }

    @Test
    void thinking_has_two_types() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'auto'}}""", 400, """
                {'error':{'message':'Invalid request: thinking.type must be enabled or disabled','type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k2_5_cannot_keep_thoughts() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.5','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','keep':'all'}}""", 400, """
                {'error':{'message':'Invalid request: thinking.keep is not supported by this model','type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k2_7_cannot_stop_thinking() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.7-code','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'}}""", 400, """
                {'error':{'message':'invalid thinking: only type=enabled is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k3_has_no_thinking_object() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled'}}""", 400, """
                {'error':{'message':'Invalid request: thinking is not supported by this model','type':'invalid_request_error'}}""");
    }

    @Test
    void moonshot_v1_has_no_thinking_object() {
        CLIENT.refused("moonshot", """
                {'model':'moonshot-v1-8k','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled'}}""", 400, """
                {'error':{'message':'Invalid request: thinking is not supported by this model','type':'invalid_request_error'}}""");
    }

    @Test
    void kimi_k3_has_three_efforts() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k3','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'medium'}""", 400, """
                {'error':{'message':'Invalid request: reasoning_effort must be one of low, high, max','type':'invalid_request_error'}}""");
    }

    @Test
    void more_than_five_stop_words_are_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'stop':['a','b','c','d','e','f']}""", 400, """
                {'error':{'message':'Invalid request: stop must not have more than 5 strings','type':'invalid_request_error'}}""");
    }

    @Test
    void a_long_stop_word_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'stop':'123456789012345678901234567890123'}""", 400, """
                {'error':{'message':'Invalid request: a stop string must not be longer than 32 bytes','type':'invalid_request_error'}}""");
    }

    @Test
    void input_and_budget_share_the_window() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'max_completion_tokens':262144}""", 400, """
                {'error':{'message':'Invalid request: Your request exceeded model token limit: 262144 (requested: 262149)','type':'invalid_request_error'}}""");
    }

    @Test
    void the_newer_name_of_the_budget_wins() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'max_tokens':5,'max_completion_tokens':262144}""", 400, """
                {'error':{'message':'Invalid request: Your request exceeded model token limit: 262144 (requested: 262149)','type':'invalid_request_error'}}""");
    }

    @Test
    void the_budget_must_be_positive() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'max_completion_tokens':0}""", 400, """
                {'error':{'message':'Invalid request: max_completion_tokens must be a positive integer','type':'invalid_request_error'}}""");
    }

    @Test
    void an_unknown_response_format_is_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'response_format':{'type':'xml'}}""", 400, """
                {'error':{'message':'Invalid request: response_format.type must be text, json_object or json_schema','type':'invalid_request_error'}}""");
    }

    @Test
    void the_schema_of_an_answer_must_be_of_the_vendors_flavour() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'type':'object','properties':{'x':{}}}}}}""", 400, """
                {'error':{'message':"response_format.json_schema.schema is not a valid moonshot flavored json schema, details: <At path ’properties.x’: type is not defined>",'type':'invalid_request_error'}}""");
    }

    @Test
    void pinned_values_may_be_sent() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'temperature':1.0,'top_p':0.95,'n':1,'presence_penalty':0,'frequency_penalty':0}""");
    }

    @Test
    void six_tenths_is_the_temperature_without_thinking() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'},'temperature':0.6}""");
    }

    @Test
    void kimi_k2_6_keeps_thoughts() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','keep':'all'}}""");
    }

    @Test
    void kimi_k2_7_takes_the_word_enabled() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.7-code','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','keep':'all'}}""");
    }

    @Test
    void kimi_k2_ignores_an_effort() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'high'}""");
    }

    @Test
    void members_beyond_the_contract_are_ignored() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'seed':1,'top_k':5,'logit_bias':{},'store':false,'parallel_tool_calls':true,'prompt_cache_key':'a'}""");
    }

    @Test
    void sampling_of_moonshot_v1_is_free() {
        CLIENT.accepted("moonshot", """
                {'model':'moonshot-v1-8k','messages':[{'role':'user','content':'hi'}],'temperature':0.3,'top_p':0.5,'n':2}""");
    }
}
