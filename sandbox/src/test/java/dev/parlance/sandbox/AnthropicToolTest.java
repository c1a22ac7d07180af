package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.TOOLS;
import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.blocks;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.hello;
import static dev.parlance.sandbox.AnthropicClient.refused;
import static dev.parlance.sandbox.AnthropicClient.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools, the choice among them, calls and their results. */
class AnthropicToolTest {
    private static final String MODEL = "claude-sonnet-4-5";
    private static final String ASKED = "{'role':'user','content':'a'},";
    private static final String CALLED = ASKED
            + "{'role':'assistant','content':[{'type':'tool_use','id':'x','name':'weather','input':{}},"
            + "{'type':'tool_use','id':'y','name':'clock','input':{}}]}";
    private static final String BOTH =
            "{'type':'tool_result','tool_use_id':'x','content':'1'},{'type':'tool_result','tool_use_id':'y','content':'2'}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'name':'a.b','input_schema':{'type':'object'}}                | tools.0.custom.name: String should match pattern ’^[a-zA-Z0-9_-]{1,128}$’
                    {'input_schema':{'type':'object'}}                             | tools.0.custom.name: Field required
                    {'name':'a'}                                                   | tools.0.custom.input_schema: Field required
                    {'name':'a','input_schema':{}}                                 | tools.0.custom.input_schema.type: Field required
                    {'name':'a','input_schema':{'type':'string'}}                  | tools.0.custom.input_schema.type: Input should be ’object’
                    {'name':'a','input_schema':{'type':'object'},'parameters':{}}  | tools.0.custom.parameters: Extra inputs are not permitted
                    {'name':'a','input_schema':{'type':'object'}},{'name':'a','input_schema':{'type':'object'}} | tools: Tool names must be unique.
                    """, quoteCharacter = '\0')
    void tools_have_their_form(String tools, String message) {
        refused(hello(MODEL, "'tools':[" + tools + "]"), message);
    }

    @Test
    void a_name_has_at_most_128_letters() {
        String schema = "','input_schema':{'type':'object'}}]";
        accepted(hello(MODEL, "'tools':[{'name':'" + "a".repeat(128) + schema));
        refused(
                hello(MODEL, "'tools':[{'name':'" + "a".repeat(129) + schema),
                "tools.0.custom.name: String should match pattern ’^[a-zA-Z0-9_-]{1,128}$’");
    }

    @Test
    void tools_that_the_host_runs_are_taken() {
        accepted(hello(MODEL, "'tools':[{'type':'web_search_20250305','name':'web_search','max_uses':2}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'auto'                                     | tool_choice: Input should be a valid dictionary or object to extract fields from
                    {'type':'required'}                        | tool_choice: Input tag ’required’ found using ’type’ does not match any of the expected tags: ’auto’, ’any’, ’tool’, ’none’
                    {'type':'tool'}                            | tool_choice.tool.name: Field required
                    {'type':'tool','name':'other'}             | Tool ’other’ not found in provided tools
                    {'type':'auto','name':'clock'}             | tool_choice.auto.name: Extra inputs are not permitted
                    {'type':'none','disable_parallel_tool_use':true} | tool_choice.none.disable_parallel_tool_use: Extra inputs are not permitted
                    """, quoteCharacter = '\0')
    void the_choice_has_its_form(String choice, String message) {
        refused(hello(MODEL, TOOLS + ",'tool_choice':" + choice), message);
    }

    @Test
    void the_choice_is_followed() {
        assertThat(called("{'type':'auto','disable_parallel_tool_use':true}")).isEqualTo("weather");
        assertThat(called("{'type':'any'}")).isEqualTo("weather");
        assertThat(called("{'type':'tool','name':'clock'}")).isEqualTo("clock");
        assertThat(types(accepted(hello(MODEL, TOOLS + ",'tool_choice':{'type':'none'}"))))
                .containsExactly("text");
    }

    @Test
    void results_of_all_calls_stand_first_in_the_next_turn() {
        accepted(body(MODEL, CALLED + ",{'role':'user','content':[" + BOTH + "]}", TOOLS));
        accepted(body(MODEL, CALLED + ",{'role':'user','content':[" + BOTH + ",{'type':'text','text':'b'}]}", TOOLS));
        String first = BOTH.substring(0, BOTH.indexOf("},") + 1);
        unanswered("x, y", "{'role':'user','content':[{'type':'text','text':'b'}," + BOTH + "]}");
        unanswered("y", "{'role':'user','content':[" + first + "]}");
        unanswered("x, y", "{'role':'user','content':'b'}");
        refused(
                body(MODEL, CALLED, TOOLS),
                "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: x, y. Each `tool_use`"
                        + " block must have a corresponding `tool_result` block in the next message.");
    }

    @Test
    void results_may_be_spread_over_messages_side_by_side() {
        String first = BOTH.substring(0, BOTH.indexOf("},") + 1);
        String second = BOTH.substring(BOTH.indexOf("},") + 2);
        accepted(body(
                MODEL,
                CALLED + ",{'role':'user','content':[" + first + "]},{'role':'user','content':[" + second + "]}",
                TOOLS));
    }

    @Test
    void a_result_without_its_call_is_refused() {
        refused(
                body(
                        MODEL,
                        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'x','content':'1'}]}",
                        TOOLS),
                "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: x. Each `tool_result` block"
                        + " must have a corresponding `tool_use` block in the previous message.");
    }

    @Test
    void a_second_result_of_one_call_is_refused() {
        String twice = BOTH + ",{'type':'tool_result','tool_use_id':'x','content':'3'}";
        refused(
                body(MODEL, CALLED + ",{'role':'user','content':[" + twice + "]}", TOOLS),
                "messages.2.content.2: each tool_use must have a single result. Found multiple `tool_result` blocks with id:"
                        + " x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'tool_use','id':'a.b','name':'c','input':{}}          | messages.1.content.0.tool_use.id: String should match pattern ’^[a-zA-Z0-9_-]+$’
                    {'type':'tool_use','id':'a','name':'c d','input':{}}          | messages.1.content.0.tool_use.name: String should match pattern ’^[a-zA-Z0-9_-]{1,128}$’
                    {'type':'tool_use','id':'a','name':'c','input':'{}'}          | messages.1.content.0.tool_use.input: Input should be a valid dictionary
                    {'type':'tool_use','id':'a','name':'c'}                       | messages.1.content.0.tool_use.input: Field required
                    {'type':'tool_use','id':'a','name':'c','input':{},'index':0}  | messages.1.content.0.tool_use.index: Extra inputs are not permitted
                    {'type':'tool_result','tool_use_id':'a','content':'b'}        | messages.1: `tool_result` blocks can only be in `user` messages
                    """, quoteCharacter = '\0')
    void calls_have_their_form(String block, String message) {
        refused(body(MODEL, ASKED + "{'role':'assistant','content':[" + block + "]}", TOOLS), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'tool_result','tool_use_id':'a b','content':'1'}           | messages.0.content.0.tool_result.tool_use_id: String should match pattern ’^[a-zA-Z0-9_-]+$’
                    {'type':'tool_result','tool_use_id':'x','content':{'a':1}}         | messages.0.content.0.tool_result.content: Input should be a valid list
                    {'type':'tool_result','tool_use_id':'x','content':'1','name':'c'}  | messages.0.content.0.tool_result.name: Extra inputs are not permitted
                    {'type':'tool_result','tool_use_id':'x','content':[{'type':'text','text':''}]} | messages: text content blocks must be non-empty
                    {'type':'tool_result','tool_use_id':'x','content':[{'type':'json'}]} | messages.0.content.0.tool_result.content.0: Input tag ’json’ found using ’type’ does not match any of the expected tags: ’document’, ’image’, ’search_result’, ’text’, ’tool_reference’
                    """, quoteCharacter = '\0')
    void results_have_their_form(String block, String message) {
        refused(body(MODEL, "{'role':'user','content':[" + block + "]}", TOOLS), message);
    }

    @Test
    void a_result_may_be_empty_or_an_error_or_hold_parts() {
        String results = "{'role':'user','content':[{'type':'tool_result','tool_use_id':'x','is_error':true},"
                + "{'type':'tool_result','tool_use_id':'y','content':[{'type':'text','text':'noon'}]}]}";
        JsonObject answer = accepted(body(MODEL, CALLED + "," + results, TOOLS));
        assertThat(blocks(answer).getLast().text("text")).contains("clock → noon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'json_object'}                                         | output_config.format.type: Input should be ’json_schema’
                    {'type':'json_schema'}                                         | output_config.format.schema: Field required
                    {'type':'json_schema','name':'a','schema':{'type':'object'}}   | output_config.format.name: Extra inputs are not permitted
                    {'type':'json_schema','schema':{'type':'object','properties':{'a':{'type':'integer','minimum':1,'maximum':2}}}} | output_config.format.schema: For ’integer’ type, properties maximum, minimum are not supported
                    {'type':'json_schema','schema':{'type':'object','properties':{'a':{'type':'array','maxItems':2}}}} | output_config.format.schema: For ’array’ type, property ’maxItems’ is not supported
                    {'type':'json_schema','schema':{'type':'object','$defs':{'b':{'type':'string','minLength':2}}}} | output_config.format.schema: For ’string’ type, property ’minLength’ is not supported
                    """, quoteCharacter = '\0')
    void a_format_has_its_form(String format, String message) {
        refused(hello(MODEL, "'output_config':{'format':" + format + "}"), message);
    }

    @Test
    void an_answer_fits_its_schema() {
        String format = "'output_config':{'format':{'type':'json_schema','schema':{'type':'object','properties':{"
                + "'minimum':{'type':'integer'}},'required':['minimum']}}}";
        assertThat(blocks(accepted(hello(MODEL, format))).getFirst().text("text"))
                .isEqualTo("{\"minimum\":2}");
        assertThat(blocks(accepted(hello("claude-opus-4-1", format))).getFirst().text("text"))
                .isEqualTo("{\"minimum\":2}");
        refused(hello("claude-sonnet-4-0", format), "’claude-sonnet-4-20250514’ does not support output format.");
    }

    private static void unanswered(String ids, String next) {
        refused(
                body(MODEL, CALLED + "," + next, TOOLS),
                "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: " + ids
                        + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    private static String called(String choice) {
        String name = blocks(accepted(hello(MODEL, TOOLS + ",'tool_choice':" + choice)))
                .getLast()
                .text("name");
        return name == null ? "" : name;
    }
}
