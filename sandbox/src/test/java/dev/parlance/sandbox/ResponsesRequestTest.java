package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiHost;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenAI's Responses refuses beside the items of the input. */
class ResponsesRequestTest {
    private static final DirectClient OPENAI = DirectClient.bearer(new OpenAiHost());

    private static String with(String model, String members) {
        return "{'model':'" + model + "','input':'hi'," + members + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "seed",
                "n",
                "presence_penalty",
                "frequency_penalty",
                "logit_bias",
                "top_k",
                "messages",
                "max_tokens",
                "max_completion_tokens",
                "response_format",
                "reasoning_effort",
                "logprobs",
                "min_p"
            })
    void members_that_only_chat_has_are_unknown(String name) {
        JsonObject error =
                OPENAI.refused("/responses", with("gpt-4o", "'" + name + "':1"), 400, "unknown_parameter", name);
        assertThat(error.text("message")).isEqualTo("Unknown parameter: '" + name + "'.");
        assertThat(error.text("type")).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                gpt-5    | 'reasoning':{'max_tokens':5}                   | unknown_parameter     | reasoning.max_tokens
                gpt-5    | 'reasoning':{'enabled':true}                   | unknown_parameter     | reasoning.enabled
                gpt-5    | 'reasoning':'high'                             | invalid_type          | reasoning
                gpt-4o   | 'reasoning':{'effort':'low'}                   | unsupported_parameter | reasoning.effort
                gpt-4o   | 'reasoning':{'summary':'auto'}                 | unsupported_parameter | reasoning.summary
                gpt-5.1  | 'reasoning':{'effort':'minimal'}               | unsupported_value     | reasoning.effort
                gpt-5    | 'reasoning':{'effort':'none'}                  | unsupported_value     | reasoning.effort
                gpt-5-pro | 'reasoning':{'effort':'low'}                  | unsupported_value     | reasoning.effort
                gpt-5    | 'reasoning':{'summary':'full'}                 | invalid_value         | reasoning.summary
                gpt-5.6  | 'reasoning':{'mode':'turbo'}                   | invalid_value         | reasoning.mode
                gpt-5.6  | 'reasoning':{'context':'none'}                 | invalid_value         | reasoning.context
                gpt-5    | 'temperature':0.5                              | unsupported_parameter | temperature
                gpt-5    | 'top_p':0.5                                    | unsupported_parameter | top_p
                gpt-5.1  | 'reasoning':{'effort':'low'},'temperature':1   | unsupported_parameter | temperature
                gpt-5.1  | 'top_logprobs':2                               | unsupported_parameter | top_logprobs
                o3       | 'temperature':1                                | unsupported_parameter | temperature
                gpt-4o   | 'temperature':3                                | decimal_above_max_value | temperature
                gpt-4o   | 'top_p':'much'                                 | invalid_type          | top_p
                gpt-4o   | 'max_output_tokens':0                          | integer_below_min_value | max_output_tokens
                gpt-4o   | 'max_output_tokens':1000000                    | integer_above_max_value | max_output_tokens
                gpt-4o   | 'stream':'yes'                                 | invalid_type          | stream
                gpt-4o   | 'include':'reasoning.encrypted_content'        | invalid_type          | include
                gpt-4o   | 'stream_options':{'include_obfuscation':false} | null                  | stream_options
                gpt-4o   | 'stream':true,'stream_options':{'include_usage':true} | unknown_parameter | stream_options.include_usage
                gpt-4o   | 'previous_response_id':'resp_1','conversation':'conv_1' | mutually_exclusive_parameters | null
                gpt-4o   | 'background':true,'store':false                | null                  | background
                """)
    void parameters_are_looked_at(String model, String members, String code, String param) {
        OPENAI.refused("/responses", with(model, members), 400, code, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                'text':{'format':{'type':'json_schema','json_schema':{'name':'a','schema':{}}}} | missing_required_parameter | text.format.name
                'text':{'format':{'type':'json_schema','name':'a'}}                  | missing_required_parameter | text.format.schema
                'text':{'format':{'type':'json_schema','name':'a','schema':{},'x':1}} | unknown_parameter    | text.format.x
                'text':{'format':{'type':'yaml'}}                                    | invalid_value         | text.format.type
                'text':{'format':{'type':'json_object'}}                             | null                  | input
                'text':{'verbosity':'low'}                                           | unsupported_value     | text.verbosity
                'text':{'style':'short'}                                             | unknown_parameter     | text.style
                """)
    void the_format_is_flat(String members, String code, String param) {
        OPENAI.refused("/responses", with("gpt-4o", members), 400, code, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                'tools':[{'type':'function','function':{'name':'f','parameters':{}}}] | missing_required_parameter | tools[0].name
                'tools':[{'name':'f'}]                                               | missing_required_parameter | tools[0].type
                'tools':[{'type':'function','name':'a b'}]                           | invalid_value         | tools[0].name
                'tools':[{'type':'function','name':'f','input_schema':{}}]           | unknown_parameter     | tools[0].input_schema
                'tools':[{'type':'function','name':'f','parameters':'{}'}]           | invalid_type          | tools[0].parameters
                'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','function':{'name':'f'}} | missing_required_parameter | tool_choice.name
                'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'g'} | null | tool_choice
                'tools':[{'type':'function','name':'f'}],'tool_choice':'any'         | invalid_value         | tool_choice
                'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'allowed_tools','tools':[{'type':'function','name':'f'}]} | missing_required_parameter | tool_choice.mode
                'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'g'}]} | null | tool_choice
                """)
    void tools_and_their_choice_are_flat(String members, String code, String param) {
        OPENAI.refused("/responses", with("gpt-4o", members), 400, code, param);
    }

    @Test
    void a_refused_effort_names_those_that_are_taken() {
        JsonObject error = OPENAI.refused(
                "/responses",
                with("gpt-5.1", "'reasoning':{'effort':'minimal'}"),
                400,
                "unsupported_value",
                "reasoning.effort");
        assertThat(error.text("message"))
                .isEqualTo(
                        "Unsupported value: 'minimal' is not supported with the 'gpt-5.1' model. Supported values are:"
                                + " 'none', 'low', 'medium', and 'high'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                gpt-4o  | 'temperature':0.2,'top_p':0.9,'top_logprobs':3,'include':['message.output_text.logprobs']
                gpt-5.1 | 'temperature':0.2,'top_p':0.9
                gpt-5.1 | 'reasoning':{'effort':'none'},'temperature':0.2
                gpt-5.3-codex | 'reasoning':{'effort':'xhigh'}
                gpt-5.6 | 'reasoning':{'effort':'max','mode':'pro','context':'all_turns','summary':'auto'}
                gpt-5   | 'reasoning':{'effort':null,'summary':null},'previous_response_id':null,'service_tier':'flex'
                gpt-4o  | 'text':{'format':{'type':'json_schema','name':'a','schema':{'type':'object'},'strict':true}}
                gpt-5   | 'tools':[{'type':'web_search'}],'tool_choice':{'type':'web_search_preview'}
                gpt-5   | 'tools':[],'parallel_tool_calls':true,'truncation':'auto','metadata':{'a':'b'},'user':'u'
                gpt-5   | 'prompt_cache_key':'k','prompt_cache_retention':'24h','safety_identifier':'s','max_tool_calls':2
                """)
    void everything_that_the_reference_has_is_taken(String model, String members) {
        OPENAI.answer("/responses", with(model, members));
    }

    @Test
    void a_model_that_is_not_there_is_not_found() {
        JsonObject error =
                OPENAI.refused("/responses", "{'model':'gpt-9','input':'hi'}", 404, "model_not_found", "null");
        assertThat(error.text("message"))
                .isEqualTo("The model `gpt-9` does not exist or you do not have access to it.");
    }

    @Test
    void an_input_is_needed() {
        OPENAI.refused("/responses", "{'model':'gpt-4o'}", 400, "missing_required_parameter", "input");
        OPENAI.refused("/responses", "{'model':'gpt-4o','input':{'role':'user'}}", 400, "invalid_type", "input");
    }

    @Test
    void a_body_must_be_json() {
        assertThat(OPENAI.post("/responses", "{").body()).contains("We could not parse the JSON body of your request.");
    }

    @Test
    void a_bad_key_is_refused_before_the_body_is_read() {
        SandboxAnswer answer =
                OPENAI.with(Map.of("authorization", "Bearer bad-key")).post("/responses", "{");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"invalid_api_key\"");
        assertThat(OPENAI.with(Map.of()).post("/responses", "{").status()).isEqualTo(401);
    }

    @Test
    void other_methods_are_not_there() {
        assertThat(OPENAI.send("PUT", "/responses", "").body()).contains("Invalid URL (PUT /v1/responses)");
        assertThat(OPENAI.post("/responses/resp_1/other", "").status()).isEqualTo(404);
    }

    @Test
    void models_that_do_not_chat_respond() {
        for (String model : new String[] {"gpt-5-codex", "gpt-5.3-codex", "o3-pro", "codex-mini-latest"}) {
            OPENAI.answer("/v1/responses", "{'model':'" + model + "','input':'hi'}");
        }
    }

    @Test
    void a_window_can_be_too_small() {
        JsonObject error = OPENAI.refused(
                "/responses",
                "{'model':'gpt-4','input':'" + "word ".repeat(20_000) + "'}",
                400,
                "context_length_exceeded",
                "input");
        assertThat(error.text("message")).startsWith("Your input exceeds the context window of this model.");
    }
}
