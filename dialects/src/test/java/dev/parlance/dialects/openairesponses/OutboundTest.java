package dev.parlance.dialects.openairesponses;

import static dev.parlance.dialects.openairesponses.Responses.json;
import static dev.parlance.dialects.openairesponses.Responses.output;
import static dev.parlance.dialects.openairesponses.Responses.sent;
import static dev.parlance.dialects.openairesponses.Responses.sentInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests of other dialects and of the library are spelled. */
class OutboundTest {
    private static ChatRequest.Builder asking() {
        return ChatRequest.builder("gpt-5.4").dialect("openai-chat").user("hi");
    }

    private static JsonValue items(Message... messages) {
        ChatRequest.Builder request = ChatRequest.builder("gpt-5.4").dialect("openai-chat");
        for (Message message : messages) {
            request.message(message);
        }
        return sentInput(request.build());
    }

    private static RawJson raw(String json) {
        return RawJson.of(json(json));
    }

    @Test
    void a_conversation_becomes_items_in_its_order() {
        Members payload = Members.of("id", raw("'rs_1'"))
                .with("status", raw("'completed'"))
                .with("encrypted_content", raw("'gAAA'"));

        assertThat(items(
                        Message.system("be brief"),
                        Message.user("hi"),
                        Message.assistant(
                                new Content.Reasoning("so", "openai", "summary", payload),
                                new Content.Text("I look."),
                                new Content.ToolCall("c1", "f", RawJson.ofText("{\"a\": 1}")),
                                new Content.ToolCall("c2", "g", RawJson.ofText(""))),
                        Message.toolResult("c1", "1"),
                        Message.toolResult("c2", "2")))
                .isEqualTo(json("""
                        [{'role':'system','content':'be brief'},
                         {'role':'user','content':'hi'},
                         {'type':'reasoning','id':'rs_1','encrypted_content':'gAAA','summary':[]},
                         {'role':'assistant','content':'I look.'},
                         {'type':'function_call','call_id':'c1','name':'f','arguments':'{`a`: 1}'},
                         {'type':'function_call','call_id':'c2','name':'g','arguments':'{}'},
                         {'type':'function_call_output','call_id':'c1','output':'1'},
                         {'type':'function_call_output','call_id':'c2','output':'2'}]
                        """));
    }

    @Test
    void calls_and_results_without_ids_get_the_same_ones() {
        assertThat(items(
                        Message.assistant(
                                new Content.ToolCall("", "f", RawJson.EMPTY_OBJECT),
                                new Content.ToolCall("", "g", RawJson.EMPTY_OBJECT)),
                        Message.toolResult("", "1"),
                        Message.toolResult("", "2")))
                .isEqualTo(json("""
                        [{'type':'function_call','call_id':'call_parlance_0','name':'f','arguments':'{}'},
                         {'type':'function_call','call_id':'call_parlance_1','name':'g','arguments':'{}'},
                         {'type':'function_call_output','call_id':'call_parlance_0','output':'1'},
                         {'type':'function_call_output','call_id':'call_parlance_1','output':'2'}]
                        """));
    }

    @Test
    void texts_side_by_side_are_one_message_with_a_refusal_beside_them() {
        assertThat(items(Message.assistant(new Content.Text("a"), new Content.Text("b"), new Content.Refusal("no"))))
                .isEqualTo(json("""
                        [{'role':'assistant','content':[{'type':'output_text','text':'a'},
                          {'type':'output_text','text':'b'},{'type':'refusal','refusal':'no'}]}]
                        """));
    }

    @Test
    void an_answer_of_the_dialect_goes_back_as_the_items_it_was() {
        String[] answer = {
            "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'so'}],'encrypted_content':'gAAA'}",
            "{'type':'message','id':'msg_1','role':'assistant','phase':'commentary','content':[{'type':'output_text','text':'a'}]}",
            "{'type':'message','id':'msg_2','role':'assistant','content':[{'type':'output_text','text':'b'}]}",
            "{'type':'web_search_call','id':'ws_1','status':'completed'}",
            "{'type':'image_generation_call','id':'ig_1','status':'completed','result':'QUJD'}",
            "{'type':'function_call','id':'fc_1','call_id':'c','name':'f','arguments':'{}','namespace':'n'}"
        };
        ChatRequest next = ChatRequest.builder("m")
                .user("hi")
                .message(output(answer).message())
                .build();

        assertThat(Json.text(
                        new JsonValue.JsonArray(sent(next).elements("input").subList(1, 7))))
                .isEqualTo(Json.text(json("""
                        [{'type':'reasoning','id':'rs_1','encrypted_content':'gAAA','summary':[{'type':'summary_text','text':'so'}]},
                         {'role':'assistant','content':[{'type':'output_text','text':'a'}],'id':'msg_1','phase':'commentary'},
                         {'role':'assistant','content':[{'type':'output_text','text':'b'}],'id':'msg_2'},
                         {'type':'web_search_call','id':'ws_1','status':'completed'},
                         {'type':'image_generation_call','id':'ig_1','status':'completed','result':'QUJD'},
                         {'type':'function_call','call_id':'c','name':'f','arguments':'{}','id':'fc_1','namespace':'n'}]
                        """)));
    }

    @Test
    void reasoning_without_an_item_goes_as_text_to_hosts_that_take_it_and_nothing_else_of_it() {
        Members words = Members.of("reasoning_details", raw("[]"));

        assertThat(items(Message.assistant(new Content.Reasoning("so", "deepseek", "reasoning_content", words))))
                .isEqualTo(
                        json("[{'type':'reasoning','content':[{'type':'reasoning_text','text':'so'}],'summary':[]}]"));
        assertThat(items(Message.assistant(new Content.Reasoning("", "deepseek", null, words))))
                .isEqualTo(json("[]"));
    }

    @Test
    void functions_of_other_dialects_are_not_strict_unless_they_say_so() {
        JsonValue schema = json("{'type':'object','properties':{'a':{'type':'string'}}}");
        ChatRequest request = asking().tool(new Tool.Function("f", "does", RawJson.of(schema)))
                .tool(new Tool.Function("g", null, null, true, Members.NONE, Members.NONE))
                .build();

        assertThat(sent(request).get("tools")).isEqualTo(json("""
                [{'type':'function','name':'f','description':'does','parameters':{'type':'object','properties':{'a':{'type':'string'}}},'strict':false},
                 {'type':'function','name':'g','parameters':{'type':'object','properties':{}},'strict':true}]
                """));
    }

    @Test
    void choice_form_and_wishes_have_their_own_places() {
        ChatRequest request = asking().toolChoice(new ToolChoice.Named("f"))
                .responseFormat(new ResponseFormat.JsonSchema("n", "d", raw("{}"), true, Members.NONE))
                .thinking(new Thinking.Effort("high"))
                .maxOutputTokens(7)
                .parameter(Parameter.THINKING_SUMMARY, JsonValue.of("detailed"))
                .parameter(Parameter.VERBOSITY, JsonValue.of("low"))
                .parameter(Parameter.LOGPROBS, JsonValue.of(true))
                .parameter(Parameter.TOP_LOGPROBS, JsonValue.of(2))
                .streaming(ChatRequest.Streaming.WITH_USAGE)
                .extra("include", raw("['reasoning.encrypted_content']"))
                .build();

        assertThat(sent(request)).isEqualTo(json("""
                {'model':'gpt-5.4','input':[{'role':'user','content':'hi'}],'tool_choice':{'type':'function','name':'f'},
                 'max_output_tokens':7,'top_logprobs':2,'reasoning':{'effort':'high','summary':'detailed'},
                 'text':{'format':{'type':'json_schema','name':'n','description':'d','schema':{},'strict':true},'verbosity':'low'},
                 'include':['reasoning.encrypted_content','message.output_text.logprobs'],'stream':true}
                """));
    }

    @Test
    void a_summary_that_nobody_wants_is_not_asked_for() {
        assertThat(sent(asking().parameter(Parameter.THINKING_SUMMARY, JsonValue.of("none"))
                                .build())
                        .get("reasoning"))
                .isNull();
    }

    @Test
    void thinking_that_is_kept_or_switched_off_has_a_word() {
        Settlement off = new Settlement(Map.of(), new Thinking.Off(), false, null, null, false);
        Settlement kept = new Settlement(Map.of(), new Thinking.On(), true, null, null, true);

        assertThat(sent(asking().build(), off).get("reasoning")).isEqualTo(json("{'effort':'none'}"));
        assertThat(sent(asking().build(), kept).get("reasoning")).isEqualTo(json("{'context':'all_turns'}"));
    }

    @Test
    void the_extra_body_has_the_last_word_inside_objects_too() {
        ChatRequest request = asking().thinking(new Thinking.Effort("high"))
                .temperature(0.5)
                .extra("reasoning", raw("{'effort':'newest','mode':'pro'}"))
                .extra("text", raw("{'newer':1}"))
                .extra("temperature", raw("0.7"))
                .extra("truncation", raw("'auto'"))
                .build();

        assertThat(sent(request)).isEqualTo(json("""
                {'model':'gpt-5.4','input':[{'role':'user','content':'hi'}],'reasoning':{'effort':'newest','mode':'pro'},
                 'text':{'newer':1},'temperature':0.7,'truncation':'auto'}
                """));
        assertThat(Responses.DIALECT.thinkingIn(request.extraBody())).isEqualTo(new Thinking.Effort("newest"));
        assertThat(Responses.DIALECT.thinkingIn(Members.of("reasoning", raw("{'effort':'none'}"))))
                .isEqualTo(new Thinking.Off());
        assertThat(Responses.DIALECT.thinkingIn(Members.of("reasoning", raw("{'summary':'auto'}"))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            IMAGE | https://x/y.png              | {'type':'input_image','image_url':'https://x/y.png'}
            IMAGE | data:image/png;base64,QQ==   | {'type':'input_image','image_url':'data:image/png;base64,QQ=='}
            AUDIO | data:audio/wav;base64,QQ==   | {'type':'input_audio','input_audio':{'data':'QQ==','format':'wav'}}
            AUDIO | https://x/y.wav              | {'type':'input_file','file_url':'https://x/y.wav'}
            FILE  | https://x/y.pdf              | {'type':'input_file','file_url':'https://x/y.pdf'}
            FILE  | data:application/pdf;base64,QQ== | {'type':'input_file','file_data':'data:application/pdf;base64,QQ==','filename':'file.pdf'}
            FILE  | data:application/vnd.x;base64,QQ== | {'type':'input_file','file_data':'data:application/vnd.x;base64,QQ==','filename':'file'}
            VIDEO | https://x/y.mp4              | {'type':'input_file','file_url':'https://x/y.mp4'}
            """)
    void media_have_parts_of_their_own(Media.Kind kind, String url, String part) {
        Message user = new Message.User(List.of(new Media(kind, url, Members.NONE)), ContentForm.PARTS, Members.NONE);

        assertThat(items(user)).isEqualTo(json("[{'role':'user','content':[" + part + "]}]"));
    }

    @Test
    void a_result_that_is_one_text_is_a_string_whatever_its_form_was() {
        Message result = new Message.ToolResult("c", List.of(new Content.Text("x")), ContentForm.PARTS, Members.NONE);

        assertThat(items(result)).isEqualTo(json("[{'type':'function_call_output','call_id':'c','output':'x'}]"));
    }

    @Test
    void equal_requests_give_equal_bytes() {
        ChatRequest request = asking().temperature(0.1).topP(0.2).build();

        assertThat(Json.text(sent(request)))
                .isEqualTo(
                        "{\"model\":\"gpt-5.4\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}],\"temperature\":0.1,\"top_p\":0.2}");
    }
}
