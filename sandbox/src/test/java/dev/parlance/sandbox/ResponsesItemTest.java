package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.openai.OpenAiHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the items of an input must look like, and what they must stand beside. */
class ResponsesItemTest {
    private static final DirectClient OPENAI = DirectClient.bearer(new OpenAiHost());
    private static final String CALL = "{'type':'function_call','call_id':'call_1','name':'f','arguments':'{}'}";
    private static final String OUTPUT = "{'type':'function_call_output','call_id':'call_1','output':'ok'}";

    private static String input(String items) {
        return "{'model':'gpt-5','input':[{'role':'user','content':'hi'}," + items + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                {'role':'tool','content':'a','tool_call_id':'b'}                   | unknown_parameter | input[1].tool_call_id
                {'role':'tool','content':'a'}                                      | invalid_value     | input[1].role
                {'role':'assistant','content':null,'tool_calls':[]}                | unknown_parameter | input[1].tool_calls
                {'role':'assistant','content':'a','reasoning_content':'b'}         | unknown_parameter | input[1].reasoning_content
                {'role':'user'}                                                    | missing_required_parameter | input[1].content
                {'role':'user','content':{'text':'a'}}                             | invalid_type      | input[1].content
                {'role':'user','content':[{'type':'text','text':'a'}]}             | invalid_value     | input[1].content[0]
                {'role':'user','content':[{'type':'output_text','text':'a'}]}      | invalid_value     | input[1].content[0]
                {'role':'assistant','content':[{'type':'input_text','text':'a'}]}  | invalid_value     | input[1].content[0]
                {'role':'user','content':[{'type':'input_text'}]}                  | missing_required_parameter | input[1].content[0].text
                {'role':'user','content':[{'type':'input_text','text':'a','cache_control':{}}]} | unknown_parameter | input[1].content[0].cache_control
                {'role':'user','content':[{'type':'input_image','image_url':{'url':'http://127.0.0.1/a.png'}}]} | invalid_type | input[1].content[0].image_url
                {'role':'user','content':[{'type':'input_image','detail':'low'}]}  | missing_required_parameter | input[1].content[0].image_url
                {'role':'user','content':[{'type':'input_file','file_url':'http://127.0.0.1/a.mp3'}]} | unsupported_file | input
                {'role':'assistant','content':'a','phase':'thinking'}              | invalid_value     | input[1].phase
                {'type':'tool_result','content':'a'}                               | invalid_value     | input[1].type
                {'type':'reasoning','id':'rs_1'}                                   | missing_required_parameter | input[1].summary
                {'type':'reasoning','id':'rs_1','summary':'a'}                     | invalid_type      | input[1].summary
                {'type':'reasoning','id':'rs_1','summary':[{'type':'text','text':'a'}]} | invalid_value | input[1].summary[0].type
                {'type':'reasoning','id':'rs_1','summary':[],'content':[{'type':'reasoning_text','text':'a'}]} | array_above_max_length | input[1].content
                {'type':'reasoning','id':'rs_1','summary':[],'signature':'a'}      | unknown_parameter | input[1].signature
                {'type':'function_call','name':'f','arguments':'{}'}               | missing_required_parameter | input[1].call_id
                {'type':'function_call','call_id':'c','name':'f'}                  | missing_required_parameter | input[1].arguments
                {'type':'function_call','call_id':'c','name':'f','arguments':{}}   | invalid_type      | input[1].arguments
                {'type':'function_call_output','call_id':'c'}                      | missing_required_parameter | input[1].output
                {'type':'function_call_output','call_id':'c','output':{'a':1}}     | invalid_type      | input[1].output
                {'type':'function_call_output','tool_call_id':'c','output':'a'}    | missing_required_parameter | input[1].call_id
                'text'                                                             | invalid_type      | input[1]
                {'type':'compaction_trigger'},{'role':'user','content':'a'}        | null              | input[1]
                {'type':'compaction','encrypted_content':'foreign'}                | invalid_encrypted_content | null
                """)
    void items_have_their_shapes(String item, String code, String param) {
        OPENAI.refused("/responses", input(item), 400, code, param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'message','role':'developer','content':[{'type':'input_text','text':'a'}]}",
                "{'role':'assistant','content':'a','phase':'final_answer','status':'completed','id':'msg_1','type':'message'}",
                "{'role':'assistant','content':[{'type':'output_text','text':'a','annotations':[]},{'type':'refusal','refusal':'b'}]}",
                "{'role':'user','content':[{'type':'input_image','image_url':'data:image/png;base64,AAAA','detail':'auto'},"
                        + "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AAAA'}]}",
                CALL + "," + OUTPUT,
                "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'f','arguments':'{}','status':'completed'},"
                        + "{'type':'function_call_output','call_id':'call_1','output':[{'type':'input_text','text':'a'}],"
                        + "'status':'completed'}",
                "{'type':'custom_tool_call','call_id':'c','name':'f','input':'x'},"
                        + "{'type':'custom_tool_call_output','call_id':'c','output':'a'}",
                "{'type':'additional_tools','role':'developer','tools':[{'type':'function','name':'g'}]}",
                "{'type':'web_search_call','id':'ws_1','status':'completed'}"
            })
    void every_shape_of_the_reference_is_taken(String items) {
        OPENAI.answer("/responses", input(items));
    }

    @Test
    void an_output_needs_its_call() {
        JsonObject error = OPENAI.refused("/responses", input(OUTPUT), 400, "null", "input");
        assertThat(error.text("message")).isEqualTo("No tool call found for function call output with call_id call_1.");
        OPENAI.refused("/responses", input(OUTPUT + "," + CALL), 400, "null", "input");
    }

    @Test
    void a_call_needs_its_output() {
        JsonObject error = OPENAI.refused("/responses", input(CALL), 400, "null", "input");
        assertThat(error.text("message")).isEqualTo("No tool output found for function call call_1.");
    }

    @Test
    void a_custom_call_needs_its_output_too() {
        JsonObject error = OPENAI.refused(
                "/responses",
                input("{'type':'custom_tool_call','call_id':'c','name':'f','input':'x'}"),
                400,
                "null",
                "input");
        assertThat(error.text("message")).isEqualTo("No tool output found for custom tool call c.");
    }

    @Test
    void results_are_quoted_in_the_answer() {
        JsonObject answer = OPENAI.answer("/responses", input(CALL + "," + OUTPUT));
        assertThat(answer.toString()).contains("The tools answered: f → ok");
    }
}
