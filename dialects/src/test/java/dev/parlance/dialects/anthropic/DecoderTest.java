package dev.parlance.dialects.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.ErrorBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recordings do not show: odd hosts, failures, kinds of blocks that are rare. */
class DecoderTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'msg_1','model':'claude','content':[],'usage':{'input_tokens':5,'output_tokens':1}}}";
    private static final String TEXT =
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}";
    private static final String HI =
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'hi'}}";
    private static final String TEXT_ENDS = "{'type':'content_block_stop','index':0}";
    private static final String ENDS =
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':2}}";
    private static final String STOP = "{'type':'message_stop'}";

    private static ParlanceException error(ChatResponse response) {
        return Objects.requireNonNull(response.error());
    }

    private static Content text(String words) {
        return new Content.Text(words);
    }

    @Test
    void pings_and_newer_events_mean_nothing_wherever_they_stand() {
        String ping = "{'type':'ping'}";
        String newer = "{'type':'newer_event','index':0}";
        ChatResponse response =
                Messages.stream(ping, START, ping, TEXT, newer, HI, ping, TEXT_ENDS, ping, ENDS, ping, STOP, HI);

        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "end_turn"));
        assertThat(response.error()).isNull();
    }

    @Test
    void later_counts_revise_earlier_ones_and_nulls_do_not() {
        Usage usage = Objects.requireNonNull(Messages.stream(
                        "{'type':'message_start','message':{'usage':{'input_tokens':43,'cache_read_input_tokens':7,'output_tokens':1,'service_tier':'standard'}}}",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':61,'cache_creation_input_tokens':2,'cache_read_input_tokens':null,'output_tokens':9,'output_tokens_details':{'thinking_tokens':4}}}",
                        STOP)
                .usage());

        assertThat(usage.input()).isEqualTo(70);
        assertThat(usage.inputCacheRead()).isEqualTo(7);
        assertThat(usage.inputCacheWrite()).isEqualTo(2);
        assertThat(usage.output()).isEqualTo(9);
        assertThat(usage.outputReasoning()).isEqualTo(4);
        assertThat(Objects.requireNonNull(usage.raw().objectOrNull()).text("service_tier"))
                .isEqualTo("standard");
    }

    @Test
    void what_a_stream_counts_at_its_beginning_is_told_there_and_again_at_the_end() {
        List<ChatEvent> events = Messages.events(ResponseHead.OK, Messages.sse(START, TEXT, HI, TEXT_ENDS, ENDS, STOP));

        assertThat(events.get(0)).isInstanceOf(ChatEvent.ResponseStarted.class);
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        ChatEvent.UsageReported.class,
                        report -> assertThat(report.usage())
                                .extracting(Usage::input, Usage::output)
                                .containsExactly(5L, 1L));
        assertThat(events.get(events.size() - 2))
                .isInstanceOfSatisfying(
                        ChatEvent.UsageReported.class,
                        report -> assertThat(report.usage())
                                .extracting(Usage::input, Usage::output)
                                .containsExactly(5L, 2L));
        assertThat(events.stream().filter(ChatEvent.UsageReported.class::isInstance))
                .hasSize(2);
    }

    @Test
    void a_plain_answer_tells_its_usage_once() {
        List<ChatEvent> events = Messages.events(
                ResponseHead.OK,
                Json.text(Messages.json("{'id':'m','content':[{'type':'text','text':'hi'}],'stop_reason':'end_turn',"
                        + "'usage':{'input_tokens':5,'output_tokens':2}}")));

        assertThat(events.stream().filter(ChatEvent.UsageReported.class::isInstance))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,STOP",
        "stop_sequence,STOP",
        "pause_turn,STOP",
        "max_tokens,LENGTH",
        "model_context_window_exceeded,LENGTH",
        "tool_use,TOOL_CALLS",
        "refusal,CONTENT_FILTER",
        "newer_reason,OTHER"
    })
    void reasons_have_their_neutral_words(String raw, StopReason.Kind kind) {
        assertThat(Messages.plain("{'type':'message','content':[],'stop_reason':'" + raw + "'}")
                        .stop())
                .isEqualTo(new StopReason(kind, raw));
    }

    @Test
    void a_turn_with_calls_waits_for_results_whatever_its_reason() {
        ChatResponse response = Messages.plain(
                "{'type':'message','content':[{'type':'tool_use','id':'t1','name':'f','input':{}}],'stop_reason':'end_turn'}");

        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "end_turn"));
        assertThat(response.toolCalls())
                .containsExactly(new Content.ToolCall("t1", "f", RawJson.EMPTY_OBJECT, Members.NONE));
    }

    @Test
    void vendor_members_of_the_message_are_kept_wherever_they_come() {
        ChatResponse response = Messages.stream(
                "{'type':'message_start','message':{'id':'msg_1','provider':'p','container':null,'stop_sequence':null}}",
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_sequence':'END','stop_details':{'category':'c'},'container':{'id':'k'}},'context_management':{'applied_edits':[]}}",
                STOP);

        assertThat(response.opaque().stream().map(OpaqueReceived::name))
                .containsExactly("provider", "stop_sequence", "stop_details", "container", "context_management");
        assertThat(response.opaque())
                .allSatisfy(member -> assertThat(member.place()).isEqualTo(OpaqueReceived.Place.RESPONSE));
    }

    @Test
    void a_stop_reason_is_an_end_even_without_the_end_marker() {
        assertThat(Messages.stream(START, TEXT, HI, TEXT_ENDS, ENDS).error()).isNull();
    }

    @Test
    void a_cut_stream_keeps_what_came_and_is_an_error() {
        ChatResponse response = Messages.stream(START, TEXT, HI);

        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(Objects.requireNonNull(response.usage()).input()).isEqualTo(5);
        assertThat(error(response).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(error(Messages.stream("{'type':'ping'}")).failure().message())
                .contains("before any answer began");
    }

    @Test
    void an_error_within_the_stream_is_one_and_nothing_follows() {
        ChatResponse response = Messages.stream(
                START,
                TEXT,
                HI,
                "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}",
                ENDS,
                STOP);

        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(response.stop()).isNull();
        assertThat(error(response).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error(response).failure().message()).isEqualTo("Overloaded");
        assertThat(error(response).failure().status()).isNull();
    }

    @Test
    void errors_in_the_form_of_other_dialects_are_understood_too() {
        String other = "data: {\"error\":{\"message\":\"no capacity\",\"type\":\"overloaded\"}}\n\n";
        String broken = "event: error\ndata: upstream gone\n\n";

        assertThat(error(Messages.fold(Messages.events(ResponseHead.OK, other))).kind())
                .isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error(Messages.fold(Messages.events(ResponseHead.OK, broken)))
                        .failure()
                        .message())
                .isEqualTo("upstream gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid x-api-key\"}}|UNAUTHENTICATED|invalid x-api-key",
                "400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long: 9 > 8\"}}|CONTEXT_OVERFLOW|prompt is too long: 9 > 8",
                "529|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}|OVERLOADED|Overloaded",
                "502|<html>Bad gateway</html>|SERVER_FAILED|<html>Bad gateway</html>",
                "503|upstream connect error|OVERLOADED|upstream connect error",
                "500|{\"message\":\"boom\"}|SERVER_FAILED|boom"
            })
    void error_bodies_of_any_form_are_read(int status, String body, ErrorKind kind, String message) {
        ParlanceException error = error(Messages.fold(Messages.events(new ResponseHead(status, Map.of()), body)));

        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.failure().message()).isEqualTo(message);
        assertThat(error.failure().status()).isEqualTo(status);
    }

    @Test
    void the_host_says_how_long_to_wait_and_under_which_number() {
        ResponseHead head = new ResponseHead(429, Map.of("retry-after", List.of("7"), "request-id", List.of("req_1")));
        ParlanceException error = error(
                Messages.fold(
                        Messages.events(
                                head,
                                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"},\"request_id\":\"req_1\"}")));

        assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(error.failure().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(error.failure().requestId()).isEqualTo("req_1");
    }

    @Test
    void the_code_inside_the_details_of_an_error_is_one_of_its_codes() {
        assertThat(ErrorBody.of(
                                Messages.json(
                                        "{'type':'error','error':{'type':'rate_limit_error','message':'m','details':{'error_code':'enforced_spend_limit_reached'}}}"))
                        .codes())
                .containsExactly("rate_limit_error", "enforced_spend_limit_reached", "error");
    }

    @Test
    void a_success_that_is_no_answer_is_none() {
        assertThat(error(Messages.plain("{'hello':'world'}")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(Messages.plain("<html>")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(Messages.plain("{'type':'error','error':{'type':'api_error','message':'boom'}}"))
                        .kind())
                .isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(error(Messages.fold(Messages.events(ResponseHead.OK, "event: ping\ndata: {\"type\":\n\n")))
                        .kind())
                .isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    @Test
    void a_second_answer_before_anything_was_said_is_the_same_answer() {
        ChatResponse response = Messages.stream(START, START, TEXT, HI, TEXT_ENDS, ENDS, STOP);

        assertThat(response.id()).isEqualTo("msg_1");
        assertThat(response.content()).containsExactly(text("hi"));
        assertThat(response.error()).isNull();
    }

    @Test
    void blocks_that_hosts_forget_to_open_or_close_are_still_blocks() {
        ChatResponse response = Messages.stream(
                START,
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':'a'}}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'t1','name':'f'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{`a`:'}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'b'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'1}'}}",
                "{'type':'content_block_delta','index':9,'delta':{'type':'input_json_delta','partial_json':'lost'}}",
                ENDS,
                STOP);

        assertThat(response.content())
                .containsExactly(
                        new Content.Reasoning("hm", "host", "thinking", Members.NONE),
                        text("a"),
                        new Content.ToolCall("t1", "f", RawJson.ofText("{\"a\":1}")),
                        text("b"));
    }

    @Test
    void a_call_ends_only_when_its_block_does() {
        List<ChatEvent> events = Messages.events(
                ResponseHead.OK,
                Messages.sse(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t1','name':'f','input':{}}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}"));

        assertThat(events).noneMatch(ChatEvent.ToolCallEnded.class::isInstance);
        assertThat(events.getLast()).isInstanceOf(ChatEvent.ResponseFailed.class);
    }

    @Test
    void input_that_stands_in_the_start_of_a_block_counts_when_no_pieces_come() {
        String start =
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}}";
        String piece =
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}";

        assertThat(Messages.stream(START, start, TEXT_ENDS, ENDS, STOP)
                        .toolCalls()
                        .getFirst()
                        .arguments())
                .isEqualTo(RawJson.ofText("{\"a\":1}"));
        assertThat(Messages.stream(START, start, piece, TEXT_ENDS, ENDS, STOP)
                        .toolCalls()
                        .getFirst()
                        .arguments())
                .isEqualTo(RawJson.ofText("{}"));
    }

    @Test
    void thoughts_are_signed_or_redacted_and_may_say_nothing() {
        ChatResponse response = Messages.stream(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}",
                TEXT_ENDS,
                "{'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'xyz'}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'thinking','thinking':'a','signature':'old'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'thinking_delta','thinking':'b'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'signature_delta','signature':'new'}}",
                "{'type':'content_block_stop','index':2}",
                ENDS,
                STOP);

        assertThat(response.content())
                .containsExactly(
                        new Content.Reasoning("", "host", "thinking", Members.NONE),
                        new Content.Reasoning(
                                "", "host", "redacted_thinking", Members.of("data", RawJson.of(JsonValue.of("xyz")))),
                        new Content.Reasoning(
                                "ab", "host", "thinking", Members.of("signature", RawJson.of(JsonValue.of("new")))));
    }

    @Test
    void a_block_of_the_dialect_alone_is_put_together_whole() {
        ChatResponse response = Messages.stream(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'mcp_tool_use','id':'m','input':{}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{`q`:'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'1}'}}",
                TEXT_ENDS,
                "{'type':'content_block_start','index':1,'content_block':{'type':'compaction','content':null}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'compaction_delta','content':'a'}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'compaction_delta','content':'b'}}",
                "{'type':'content_block_stop','index':1}",
                ENDS,
                STOP);

        assertThat(response.content())
                .containsExactly(
                        opaque("{'type':'mcp_tool_use','id':'m','input':{'q':1}}"),
                        opaque("{'type':'compaction','content':'ab'}"));
    }

    private static Content opaque(String json) {
        return new Content.Opaque("anthropic-messages", "content", RawJson.of(Messages.json(json)));
    }

    @Test
    void citations_belong_to_the_text_that_they_came_with() {
        ChatResponse response = Messages.stream(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'','citations':[]}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':{'n':1}}}",
                HI,
                "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':{'n':2}}}",
                TEXT_ENDS,
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':'plain'}}",
                "{'type':'content_block_stop','index':1}",
                ENDS,
                STOP);

        assertThat(response.content())
                .containsExactly(
                        new Content.Text("hi", Members.of("citations", RawJson.ofText("[{\"n\":1},{\"n\":2}]"))),
                        text("plain"));
    }
}
