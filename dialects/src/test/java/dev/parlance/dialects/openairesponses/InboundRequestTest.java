package dev.parlance.dialects.openairesponses;

import static dev.parlance.dialects.openairesponses.Responses.json;
import static dev.parlance.dialects.openairesponses.Responses.read;
import static dev.parlance.dialects.openairesponses.Responses.readInput;
import static dev.parlance.dialects.openairesponses.Responses.sent;
import static dev.parlance.dialects.openairesponses.Responses.sentInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's request is read as, and that it can be written again as it was. */
class InboundRequestTest {
    private static void comesBack(String item) {
        assertThat(sentInput(readInput(item))).isEqualTo(json("[" + item + "]"));
    }

    private static void bodyComesBack(String members) {
        String body = "{'model':'a/b','input':'hi'" + members + "}";
        assertThat(sent(read(body))).isEqualTo(json(body));
    }

    @Test
    void text_alone_is_what_the_user_says() {
        ChatRequest request = read("{'model':'a/b','input':'hi'}");

        assertThat(request.messages())
                .singleElement()
                .returns(List.of(new Content.Text("hi")), Message::content)
                .isInstanceOf(Message.User.class);
        assertThat(request.dialect()).isEqualTo("openai-responses");
        assertThat(sent(request)).isEqualTo(json("{'model':'a/b','input':'hi'}"));
    }

    @Test
    void instructions_stand_above_the_conversation_and_go_back_where_they_were() {
        String body =
                "{'model':'a/b','instructions':'be brief','input':[{'role':'developer','content':'be kind'},{'role':'user','content':'hi'}]}";
        ChatRequest request = read(body);

        assertThat(request.messages())
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Message.System.class),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        Message.System.class,
                                        system -> assertThat(system.developer()).isTrue()),
                        third -> assertThat(third).isInstanceOf(Message.User.class));
        assertThat(sent(request)).isEqualTo(json(body));
    }

    @Test
    void empty_instructions_are_no_message_and_still_come_back() {
        assertThat(read("{'model':'a/b','input':'hi','instructions':''}").messages())
                .hasSize(1);
        bodyComesBack(",'instructions':''");
        bodyComesBack(",'instructions':null");
    }

    @Test
    void what_the_model_said_and_did_between_two_others_is_one_turn() {
        ChatRequest request = readInput(
                "{'role':'user','content':'hi'}",
                "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'so'}]}",
                "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'I look.'}]}",
                "{'type':'function_call','call_id':'c1','name':'f','arguments':'{}'}",
                "{'type':'function_call','call_id':'c2','name':'f','arguments':'{}'}",
                "{'type':'function_call_output','call_id':'c1','output':'1'}",
                "{'type':'function_call_output','call_id':'c2','output':'2'}",
                "{'type':'function_call','call_id':'c3','name':'f','arguments':'{}'}");

        assertThat(request.messages())
                .extracting(message -> message.getClass().getSimpleName())
                .containsExactly("User", "Assistant", "ToolResult", "ToolResult", "Assistant");
        assertThat(request.messages().get(1).content())
                .extracting(part -> part.getClass().getSimpleName())
                .containsExactly("Reasoning", "Text", "ToolCall", "ToolCall");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'user','content':'hi'}",
                "{'type':'message','role':'user','content':'hi'}",
                "{'type':'message','id':'msg_1','status':'completed','role':'user','content':[{'type':'input_text','text':'hi'}]}",
                "{'role':'user','content':[{'type':'input_text','text':'a'},{'type':'input_text','text':'b'}]}",
                "{'role':'user','content':[{'type':'input_image','image_url':'https://x/y.png','detail':'low'}]}",
                "{'role':'user','content':[{'type':'input_image','file_id':'file-1'}]}",
                "{'role':'user','content':[{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,QQ=='}]}",
                "{'role':'user','content':[{'type':'input_file','file_data':'QQ=='}]}",
                "{'role':'user','content':[{'type':'input_file','file_url':'https://x/y.pdf'}]}",
                "{'role':'user','content':[{'type':'input_file','file_id':'file-1'}]}",
                "{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'QQ==','format':'wav'}}]}",
                "{'role':'user','content':[{'type':'newer','x':1}]}",
                "{'role':'user','content':''}",
                "{'role':'system','content':[{'type':'input_text','text':'hi'}]}",
                "{'role':'assistant','content':'hi'}",
                "{'role':'assistant','content':''}",
                "{'role':'assistant','content':[]}",
                "{'role':'assistant','content':[{'type':'output_text','text':'hi'}]}",
                "{'role':'assistant','content':[{'type':'refusal','refusal':'no'}]}",
                "{'role':'assistant','content':[{'type':'input_text','text':'hi'}]}",
                "{'role':'assistant','content':[{'type':'newer'}]}",
                "{'type':'message','id':'msg_1','status':'completed','role':'assistant','phase':'final_answer','content':["
                        + "{'type':'output_text','text':'a','annotations':[],'logprobs':[]},{'type':'refusal','refusal':'no'}]}",
                "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':null}",
                "{'type':'reasoning','summary':[],'encrypted_content':'gAAA'}",
                "{'type':'reasoning','id':'rs_1','summary':[],'content':[{'type':'reasoning_text','text':'so'}]}",
                "{'type':'function_call','id':'fc_1','call_id':'c','name':'f','arguments':'{`a`: 1}','status':'completed','namespace':'n'}",
                "{'type':'function_call_output','id':'fco_1','call_id':'c','output':'x','status':'completed'}",
                "{'type':'function_call_output','call_id':'c','output':''}",
                "{'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'x'}]}",
                "{'type':'item_reference','id':'msg_1'}",
                "{'type':'compaction','id':'cmp_1','encrypted_content':'gAAA'}",
                "{'type':'web_search_call','id':'ws_1','status':'completed','action':{'type':'search'}}",
                "{'type':'additional_tools','role':'developer','tools':[]}",
                "{'type':'custom_tool_call_output','call_id':'c','output':'x'}"
            })
    void every_item_comes_back_as_it_was(String item) {
        comesBack(item);
    }

    @Test
    void messages_that_stand_side_by_side_stay_apart() {
        String[] items = {
            "{'role':'assistant','content':'a'}",
            "{'role':'assistant','content':'b'}",
            "{'role':'assistant','content':[{'type':'output_text','text':'c'}]}",
            "{'role':'assistant','content':[{'type':'output_text','text':'d'},{'type':'output_text','text':'e'}]}",
            "{'role':'assistant','phase':'final_answer','content':'f'}"
        };

        assertThat(sentInput(readInput(items))).isEqualTo(json("[" + String.join(",", items) + "]"));
        assertThat(readInput(items).messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'tools':[{'type':'function','name':'f','description':null,'parameters':{'type':'object'},'strict':null,'defer_loading':true}]",
                ",'tools':[{'type':'function','name':'f'},{'type':'web_search'}],'tool_choice':'required'",
                ",'tool_choice':{'type':'function','name':'f'}",
                ",'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[]}",
                ",'text':{'format':{'type':'json_schema','name':'n','schema':{},'strict':true},'verbosity':'low'}",
                ",'text':{'format':{'type':'json_object'},'newer':1}",
                ",'text':{}",
                ",'reasoning':{'effort':'high','summary':'auto','context':'all_turns'}",
                ",'reasoning':{'effort':null,'summary':null}",
                ",'reasoning':{'effort':'none'}",
                ",'reasoning':null",
                ",'include':['message.output_text.logprobs'],'top_logprobs':3",
                ",'include':['reasoning.encrypted_content','message.output_text.logprobs']",
                ",'include':[]",
                ",'previous_response_id':null,'truncation':'auto','background':true,'max_tool_calls':3",
                ",'max_output_tokens':5,'temperature':0,'top_p':0.5,'store':false,'metadata':{'a':'b'},'user':'u'",
                ",'parallel_tool_calls':false,'service_tier':'flex','safety_identifier':'s','prompt_cache_key':'k','prompt_cache_retention':'24h'",
                ",'stream':true,'stream_options':{'include_obfuscation':false}",
                ",'context_management':[{'type':'compaction','compact_threshold':1000}]"
            })
    void every_wish_comes_back_as_it_was(String members) {
        bodyComesBack(members);
    }

    @Test
    void a_request_may_rest_on_an_earlier_answer_alone() {
        String body = "{'model':'a/b','previous_response_id':'resp_1'}";

        assertThat(sent(read(body))).isEqualTo(json(body));
    }

    @Test
    void wishes_are_understood_in_neutral_terms() {
        ChatRequest request = read("{'model':'a/b','input':'hi','stream':true,'max_output_tokens':9,"
                + "'reasoning':{'effort':'low','summary':'auto'},'text':{'format':{'type':'json_object'},'verbosity':'low'},"
                + "'include':['message.output_text.logprobs'],'tool_choice':{'type':'function','name':'f'},"
                + "'tools':[{'type':'function','name':'f','strict':true},{'type':'web_search'}]}");

        assertThat(request.thinking()).isEqualTo(new Thinking.Effort("low"));
        assertThat(request.parameters().get(Parameter.THINKING_SUMMARY)).isEqualTo(JsonValue.of("auto"));
        assertThat(request.parameters().get(Parameter.VERBOSITY)).isEqualTo(JsonValue.of("low"));
        assertThat(request.parameters().get(Parameter.LOGPROBS)).isEqualTo(JsonValue.of(true));
        assertThat(request.parameters().get(Parameter.MAX_OUTPUT_TOKENS)).isEqualTo(JsonValue.of(9));
        assertThat(request.responseFormat()).isEqualTo(new ResponseFormat.JsonObject());
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(request.tools())
                .containsExactly(
                        new Tool.Function("f", null, null, true, Members.NONE, Members.NONE),
                        new Tool.Opaque("openai-responses", RawJson.ofText("{\"type\":\"web_search\"}")));
        assertThat(request.streaming()).isEqualTo(ChatRequest.Streaming.WITH_USAGE);
        assertThat(request.extraBody()).isEqualTo(Members.NONE);
    }

    @Test
    void reasoning_of_another_host_comes_back_with_its_origin() {
        Members payload = Members.of("signature", RawJson.ofText("\"EqQB\""));
        String sealed = CarriedReasoning.of("thinking", payload, new Origin("anthropic", "anthropic-messages"))
                .sealed();

        ChatRequest request =
                readInput("{'type':'reasoning','id':'rs_parlance_1_0','summary':[{'type':'summary_text','text':'so'}],"
                        + "'encrypted_content':'" + sealed + "'}");

        assertThat(request.messages().getFirst().content())
                .containsExactly(new Content.Reasoning("so", "anthropic", "thinking", payload));
    }

    @Test
    void ids_that_were_made_up_here_go_nowhere() {
        ChatRequest request = readInput(
                "{'type':'message','id':'msg_parlance_1_0','role':'assistant','content':[{'type':'output_text','text':'hi'}]}",
                "{'type':'function_call','id':'fc_parlance_1_1','call_id':'call_parlance_1_0','name':'f','arguments':'{}'}",
                "{'type':'function_call_output','call_id':'call_parlance_1_0','output':'x'}");

        assertThat(Json.text(sentInput(request)))
                .doesNotContain("msg_parlance", "fc_parlance")
                .contains("call_parlance_1_0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'input':'hi'}                                            | model
            {'model':'','input':'hi'}                                 | model
            {'model':'a/b'}                                           | input
            {'model':'a/b','input':5}                                 | input
            {'model':'a/b','input':['x']}                             | input
            {'model':'a/b','input':[{}]}                              | input
            {'model':'a/b','input':[{'role':'robot','content':'x'}]}  | input
            {'model':'a/b','input':[{'role':'user'}]}                 | input
            {'model':'a/b','input':[{'role':'user','content':[{}]}]}  | input
            {'model':'a/b','input':[{'role':'assistant'}]}            | input
            {'model':'a/b','input':[{'type':'function_call'}]}        | input
            {'model':'a/b','input':[{'type':'function_call_output'}]} | input
            {'model':'a/b','input':'hi','input':'ho'}                 | input
            {'model':'a/b','input':'hi','instructions':5}             | instructions
            {'model':'a/b','input':'hi','stream':'yes'}               | stream
            {'model':'a/b','input':'hi','temperature':'hot'}          | temperature
            {'model':'a/b','input':'hi','max_output_tokens':1.5}      | max-output-tokens
            {'model':'a/b','input':'hi','tools':{}}                   | tools
            {'model':'a/b','input':'hi','tools':[5]}                  | tools
            {'model':'a/b','input':'hi','tools':[{'type':'function'}]} | tools
            {'model':'a/b','input':'hi','tool_choice':'all'}          | tool-choice
            {'model':'a/b','input':'hi','tool_choice':5}              | tool-choice
            {'model':'a/b','input':'hi','text':'json'}                | text
            {'model':'a/b','input':'hi','text':{'format':'json'}}     | response-format
            {'model':'a/b','input':'hi','reasoning':'high'}           | reasoning
            {'model':'a/b','input':'hi','reasoning':{'effort':5}}     | thinking
            ['model']                                                 | body
            {'model':                                                 | body
            """)
    void a_fault_names_the_member_that_is_wrong(String body, String parameter) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ParlanceException.InvalidRequest.class, fault -> {
            assertThat(fault.failure().parameter()).isEqualTo(parameter);
            assertThat(fault.failure().message()).isNotBlank();
        });
    }
}
