package dev.parlance.dialects.openairesponses;

import static dev.parlance.dialects.openairesponses.Responses.events;
import static dev.parlance.dialects.openairesponses.Responses.output;
import static dev.parlance.dialects.openairesponses.Responses.plain;
import static dev.parlance.dialects.openairesponses.Responses.sse;
import static dev.parlance.dialects.openairesponses.Responses.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not show: odd hosts, failures, kinds of items that are rare. */
class DecoderTest {
    private static final String CREATED =
            "{'type':'response.created','response':{'id':'resp_1','model':'m','created_at':7,'status':'in_progress','output':[]}}";
    private static final String COMPLETED =
            "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':[]}}";
    private static final String MESSAGE =
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','content':[]}}";
    private static final String HI =
            "{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'hi'}";
    private static final String HI_DONE =
            "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'hi'}]}}";

    private static ParlanceException error(ChatResponse response) {
        return Objects.requireNonNull(response.error());
    }

    private static Content text(String words) {
        return new Content.Text(words);
    }

    @Test
    void newer_events_and_what_follows_the_end_mean_nothing() {
        String newer = "{'type':'response.newer.event','output_index':0,'delta':'ho'}";
        ChatResponse response = stream(CREATED, newer, MESSAGE, HI, newer, HI_DONE, COMPLETED, HI, COMPLETED, "[DONE]");

        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "completed"));
        assertThat(response.created()).isEqualTo(7);
        assertThat(response.error()).isNull();
    }

    @Test
    void items_that_interleave_come_out_in_order_and_each_in_one_piece() {
        String thinking =
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'%s'}";
        ChatResponse response = stream(
                CREATED,
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs_1','summary':[]}}",
                thinking.formatted("let "),
                "{'type':'response.output_item.added','output_index':2,'item':{'type':'function_call','call_id':'c','name':'f'}}",
                "{'type':'response.function_call_arguments.delta','output_index':2,'delta':'{}'}",
                "{'type':'response.output_text.delta','output_index':1,'content_index':0,'delta':'hi'}",
                thinking.formatted("me"),
                "{'type':'response.output_item.done','output_index':2,'item':{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'let me'}]}}",
                "{'type':'response.output_item.done','output_index':1,'item':{'type':'message','content':[{'type':'output_text','text':'hi'}]}}",
                COMPLETED);

        assertThat(response.content()).hasSize(3);
        assertThat(response.content().get(0))
                .isInstanceOfSatisfying(
                        Content.Reasoning.class,
                        reasoning -> assertThat(reasoning.text()).isEqualTo("let me"));
        assertThat(response.content().get(1)).isEqualTo(text("hi"));
        assertThat(response.toolCalls()).containsExactly(new Content.ToolCall("c", "f", RawJson.EMPTY_OBJECT));
    }

    @Test
    void the_first_item_is_handed_over_while_it_comes() {
        List<ChatEvent> events = events(ResponseHead.OK, sse(CREATED, MESSAGE, HI, HI));

        assertThat(events).contains(new ChatEvent.TextDelta("hi"), new ChatEvent.TextDelta("hi"));
    }

    @Test
    void what_the_deltas_left_out_comes_from_the_finished_item() {
        ChatResponse response = stream(
                CREATED,
                MESSAGE,
                HI,
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':["
                        + "{'type':'output_text','text':'high'},{'type':'refusal','refusal':'no'}]}}",
                COMPLETED);

        assertThat(response.content()).containsExactly(text("high"), new Content.Refusal("no"));
    }

    @Test
    void what_the_stream_left_out_comes_from_its_end() {
        String end = "{'type':'response.completed','response':{'status':'completed','output':["
                + "{'type':'message','content':[{'type':'output_text','text':'high'}]},"
                + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}]}}";

        assertThat(stream(CREATED, end).content()).hasSize(2);
        assertThat(stream(CREATED, MESSAGE, HI, end).content())
                .containsExactly(text("high"), new Content.ToolCall("c", "f", RawJson.EMPTY_OBJECT));
        assertThat(stream(CREATED, MESSAGE, HI, HI_DONE, end).text()).isEqualTo("hi");
    }

    @Test
    void items_that_are_counted_otherwise_at_the_end_are_not_taken_twice() {
        ChatResponse response = stream(
                CREATED,
                HI_DONE.replace("'output_index':0", "'output_index':1"),
                "{'type':'response.completed','response':{'status':'completed','output':["
                        + "{'type':'message','content':[{'type':'output_text','text':'hi'}]}]}}");

        assertThat(response.content()).containsExactly(text("hi"));
    }

    @Test
    void a_host_that_counts_no_items_is_understood() {
        ChatResponse response = stream(
                CREATED,
                MESSAGE.replace("'output_index':0,", ""),
                HI.replace("'output_index':0,", ""),
                HI_DONE.replace("'output_index':0,", ""),
                "{'type':'response.output_item.added','item':{'type':'function_call','call_id':'c','name':'f'}}",
                "{'type':'response.function_call_arguments.delta','delta':'{}'}",
                COMPLETED);

        assertThat(response.content())
                .containsExactly(text("hi"), new Content.ToolCall("c", "f", RawJson.EMPTY_OBJECT));
    }

    @Test
    void the_encrypted_content_is_that_of_the_finished_item() {
        String item =
                "'output_index':0,'item':{'type':'reasoning','id':'rs_1','summary':[],'status':'x','encrypted_content':";
        ChatResponse response = stream(
                CREATED,
                "{'type':'response.output_item.added'," + item + "'early'}}",
                "{'type':'response.output_item.done'," + item + "'whole'}}",
                "{'type':'response.completed','response':{'status':'completed','output':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'later'}]}}");

        assertThat(response.content())
                .containsExactly(new Content.Reasoning(
                        "",
                        "host",
                        null,
                        Members.of("id", RawJson.ofText("\"rs_1\""))
                                .with("summary", RawJson.ofText("[]"))
                                .with("encrypted_content", RawJson.ofText("\"whole\""))));
    }

    @Test
    void summaries_and_thoughts_are_joined_by_an_empty_line() {
        String delta = "{'type':'response.reasoning_%s.delta','output_index':0,'%s_index':%d,'delta':'%s'}";
        ChatResponse response = stream(
                CREATED,
                delta.formatted("text", "content", 0, "a"),
                delta.formatted("text", "content", 0, "b"),
                delta.formatted("text", "content", 1, "c"),
                delta.formatted("summary_text", "summary", 0, "d"),
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','content':[{'text':'ab'},{'text':'c'}],'summary':[{'text':'d'}]}}",
                COMPLETED);

        assertThat(response.content().getFirst())
                .isInstanceOfSatisfying(
                        Content.Reasoning.class,
                        reasoning -> assertThat(reasoning.text()).isEqualTo("ab\n\nc\n\nd"));
    }

    /** microsoft/amplifier: items of either type, arguments under either name, as text or as an object. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'f','arguments':'{`a`:1}'}",
                "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'f','arguments':{'a':1}}",
                "{'type':'tool_call','id':'fc_1','call_id':'call_1','name':'f','input':{'a':1}}",
                "{'type':'tool_call','id':'fc_1','call_id':'call_1','name':'f','input':'{`a`:1}'}"
            })
    void a_call_is_a_call_whatever_its_type_and_form(String item) {
        ChatResponse response = output(item);

        assertThat(response.toolCalls())
                .containsExactly(new Content.ToolCall(
                        "call_1", "f", RawJson.ofText("{\"a\":1}"), Members.of("id", RawJson.ofText("\"fc_1\""))));
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "completed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'not json' | not json
            '[1]'      | [1]
            [1]        | [1]
            null       | {}
            ''         | {}
            """)
    void arguments_that_are_no_object_keep_their_text(String arguments, String text) {
        ChatResponse response =
                output("{'type':'function_call','call_id':'c','name':'f','arguments':" + arguments + "}");

        assertThat(response.toolCalls().getFirst().arguments().text()).isEqualTo(text);
    }

    @Test
    void a_call_that_has_no_call_id_goes_by_its_own_id() {
        assertThat(output("{'type':'tool_call','id':'tc_1','name':'f'}").toolCalls())
                .singleElement()
                .returns("tc_1", Content.ToolCall::id);
    }

    @Test
    void a_generated_image_is_an_image_that_can_go_back() {
        ChatResponse response = output(
                "{'type':'image_generation_call','id':'ig_1','status':'completed','output_format':'webp','result':'QUJD'}");

        assertThat(response.content())
                .singleElement()
                .isInstanceOfSatisfying(
                        Content.Media.class,
                        image -> assertThat(image)
                                .returns(Content.Media.Kind.IMAGE, Content.Media::kind)
                                .returns("data:image/webp;base64,QUJD", Content.Media::url));
    }

    @Test
    void phase_and_citations_belong_to_their_text() {
        ChatResponse response = output("{'type':'message','id':'msg_1','phase':'commentary','content':["
                + "{'type':'output_text','text':'a','annotations':[{'type':'url_citation'}],'logprobs':[]},"
                + "{'type':'output_text','text':'b','annotations':[]}]}");

        Members item = Members.of("phase", RawJson.ofText("\"commentary\""))
                .with("item", RawJson.ofText("{\"id\":\"msg_1\"}"));
        assertThat(response.content())
                .containsExactly(
                        new Content.Text(
                                "a", item.with("annotations", RawJson.ofText("[{\"type\":\"url_citation\"}]"))),
                        new Content.Text("b", item));
    }

    @Test
    void what_azure_filtered_is_kept_once() {
        String filters = "'content_filters':[{'blocked':false,'source_type':'prompt'}]";
        ChatResponse response = stream(
                CREATED,
                "{'type':'response.in_progress','response':{'id':'resp_1'," + filters + "}}",
                "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':[]," + filters
                        + "}}");

        assertThat(response.opaque())
                .containsExactly(new OpaqueReceived(
                        OpaqueReceived.Place.RESPONSE,
                        "content_filters",
                        RawJson.ofText("[{\"blocked\":false,\"source_type\":\"prompt\"}]")));
    }

    @ParameterizedTest
    @CsvSource({
        "max_output_tokens, LENGTH",
        "content_filter, CONTENT_FILTER",
        "something_newer, OTHER",
    })
    void an_incomplete_answer_says_why(String reason, StopReason.Kind kind) {
        assertThat(stream(
                                CREATED,
                                MESSAGE,
                                HI,
                                "{'type':'response.incomplete','response':{'status':'incomplete','incomplete_details':{'reason':'"
                                        + reason + "'}}}")
                        .stop())
                .isEqualTo(new StopReason(kind, reason));
    }

    @Test
    void an_answer_that_is_still_being_made_says_so() {
        assertThat(plain("{'object':'response','id':'resp_1','status':'queued','output':[]}")
                        .stop())
                .isEqualTo(new StopReason(StopReason.Kind.OTHER, "queued"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'error','code':'insufficient_quota','message':'used up','param':null,'sequence_number':3}",
                "{'type':'error','error':{'code':'insufficient_quota','message':'used up'}}",
                "{'error':{'code':'insufficient_quota','message':'used up'}}"
            })
    void an_error_within_the_stream_is_a_failure_after_what_came_before(String event) {
        ChatResponse response = stream(CREATED, MESSAGE, HI, event);

        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(error(response).kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(error(response).failure().message()).isEqualTo("used up");
        assertThat(response.stop()).isNull();
    }

    @Test
    void an_error_that_is_said_twice_is_one_and_its_usage_is_kept() {
        List<ChatEvent> events = events(
                ResponseHead.OK,
                sse(
                        CREATED,
                        "{'type':'error','error':{'code':'server_error','message':'first'}}",
                        "{'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'second'},'usage':{'input_tokens':5}}}"));

        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ChatEvent.ResponseFailed.class,
                        failed -> assertThat(failed.error().failure().message()).isEqualTo("first"));
        assertThat(events).anyMatch(ChatEvent.UsageReported.class::isInstance);
        assertThat(events)
                .filteredOn(ChatEvent.ResponseFailed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_failure_without_a_word_is_still_a_failure() {
        assertThat(error(stream(CREATED, "{'type':'response.failed','response':{'status':'failed','error':null}}"))
                        .kind())
                .isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(error(plain("{'object':'response','status':'failed','error':null,'output':[]}"))
                        .kind())
                .isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(error(plain("{'object':'response','status':'cancelled','output':[]}"))
                        .kind())
                .isEqualTo(ErrorKind.CANCELLED);
    }

    @Test
    void a_stream_that_just_ends_is_cut_short() {
        assertThat(error(stream(CREATED, MESSAGE, HI, HI_DONE)).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(error(stream(CREATED, MESSAGE, HI, "[DONE]")).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
    }

    @Test
    void an_end_marker_after_whole_items_ends_an_answer_that_has_no_other_end() {
        ChatResponse response = stream(CREATED, MESSAGE, HI, HI_DONE, "[DONE]");

        assertThat(response.error()).isNull();
        assertThat(response.text()).isEqualTo("hi");
    }

    @Test
    void calls_that_are_cut_short_never_end() {
        List<ChatEvent> events = events(
                ResponseHead.OK,
                sse(
                        CREATED,
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','call_id':'c','name':'f'}}",
                        "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'{}'}"));

        assertThat(events).noneMatch(ChatEvent.ToolCallEnded.class::isInstance);
        assertThat(events).contains(new ChatEvent.ToolCallDelta(0, "{}"));
    }

    @Test
    void what_is_no_answer_says_where_the_fault_may_lie() {
        assertThat(error(plain("{'hello':'world'}")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(plain("<html>")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(stream(CREATED, "{'type':")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(plain("{'detail':'Not here'}")).failure().message()).isEqualTo("Not here");
    }

    @Test
    void an_error_status_is_an_error_whatever_the_body() {
        ResponseHead refused = new ResponseHead(429, Map.of("retry-after-ms", List.of("1500")));

        ChatResponse response = Responses.fold(events(refused, "quota exceeded"));

        assertThat(error(response).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(error(response).failure().message()).isEqualTo("quota exceeded");
        assertThat(Objects.requireNonNull(error(response).failure().retryAfter())
                        .toMillis())
                .isEqualTo(1500);
    }
}
