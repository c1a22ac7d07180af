package dev.parlance.dialects.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not show: streams, plans, odd blocks and calls, failures. JSON is written with single quotes. */
class CohereDecoderTest {
    private static final String START =
            "{'id':'a1','type':'message-start','delta':{'message':{'role':'assistant','content':[],'tool_plan':'','tool_calls':[],'citations':[]}}}";
    private static final String TEXT =
            "{'type':'content-start','index':0,'delta':{'message':{'content':{'type':'text','text':''}}}}";
    private static final String HI = "{'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'Hi'}}}}";
    private static final String TEXT_ENDS = "{'type':'content-end','index':0}";
    private static final String END =
            "{'type':'message-end','delta':{'finish_reason':'COMPLETE','usage':{'billed_units':{'input_tokens':1},'tokens':{'input_tokens':9,'output_tokens':2},'cached_tokens':4}}}";

    @Test
    void a_stream_says_what_a_plain_answer_says() {
        ChatResponse streamed = stream(
                START,
                "{'type':'content-start','index':0,'delta':{'message':{'content':{'type':'thinking','thinking':''}}}}",
                "{'type':'content-delta','index':0,'delta':{'message':{'content':{'thinking':'Let me '}}}}",
                "{'type':'content-delta','index':0,'delta':{'message':{'content':{'thinking':'see.'}}}}",
                "{'type':'content-end','index':0}",
                "{'type':'content-start','index':1,'delta':{'message':{'content':{'type':'text','text':'O'}}}}",
                "{'type':'content-delta','index':1,'delta':{'message':{'content':{'text':'nce'}}}}",
                "{'type':'content-end','index':1}",
                "{'type':'citation-start','index':0,'delta':{'message':{'citations':{'start':0,'end':4,'text':'Once','type':'TEXT_CONTENT','content_index':1}}}}",
                "{'type':'citation-end','index':0}",
                END);
        ChatResponse plain = plain(
                "{'id':'a1','message':{'role':'assistant','content':[{'type':'thinking','thinking':'Let me see.'},{'type':'text','text':'Once'}],'citations':[{'start':0,'end':4,'text':'Once','type':'TEXT_CONTENT','content_index':1}]},'finish_reason':'COMPLETE','usage':{'billed_units':{'input_tokens':1},'tokens':{'input_tokens':9,'output_tokens':2},'cached_tokens':4}}");

        assertThat(plain.content())
                .containsExactly(
                        new Content.Reasoning("Let me see.", "host", "thinking", Members.NONE),
                        new Content.Text(
                                "Once",
                                Members.of(
                                        "citations",
                                        raw(
                                                "[{'start':0,'end':4,'text':'Once','type':'TEXT_CONTENT','content_index':1}]"))));
        assertThat(Objects.requireNonNull(plain.usage()).input()).isEqualTo(9);
        assertThat(plain.usage().inputCacheRead()).isEqualTo(4);
        assertThat(streamed).isEqualTo(plain);
    }

    @Test
    void calls_come_after_the_plan_for_them() {
        ChatResponse streamed = stream(
                START,
                "{'type':'tool-plan-delta','delta':{'message':{'tool_plan':'I will '}}}",
                "{'type':'tool-plan-delta','delta':{'message':{'tool_plan':'ask.'}}}",
                "{'type':'tool-call-start','index':0,'delta':{'message':{'tool_calls':{'id':'c1','type':'function','function':{'name':'f','arguments':''}}}}}",
                "{'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'{`n`:'}}}}}",
                "{'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'null'}}}}}",
                "{'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'}'}}}}}",
                "{'type':'tool-call-end','index':0}",
                "{'type':'tool-call-start','index':1,'delta':{'message':{'tool_calls':{'id':'c2','type':'function','function':{'name':'g','arguments':''}}}}}",
                "{'type':'tool-call-end','index':1}",
                "{'type':'message-end','delta':{'finish_reason':'TOOL_CALL'}}");
        ChatResponse plain = plain(
                "{'id':'a1','message':{'tool_plan':'I will ask.','tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{`n`:null}'}},{'id':'c2','type':'function','function':{'name':'g','arguments':'null'}}]},'finish_reason':'TOOL_CALL'}");

        assertThat(plain.content())
                .containsExactly(
                        new Content.Reasoning("I will ask.", "host", "tool_plan", Members.NONE),
                        new Content.ToolCall("c1", "f", RawJson.ofText("{\"n\":null}"), Members.NONE),
                        new Content.ToolCall("c2", "g", RawJson.EMPTY_OBJECT, Members.NONE));
        assertThat(streamed).isEqualTo(plain);
        assertThat(plain.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "TOOL_CALL"));
    }

    @Test
    void arguments_keep_the_text_that_the_model_wrote() {
        assertThat(plain(
                                "{'message':{'tool_calls':[{'id':'c1','function':{'name':'f','arguments':'nul'}},{'id':'c2','function':{'name':'f','arguments':{'n':1}}},{'id':'c3','function':{'name':'f','arguments':'nullable'}}]}}")
                        .toolCalls()
                        .stream()
                        .map(call -> call.arguments().text()))
                .containsExactly("nul", "{\"n\":1}", "nullable");
    }

    @Test
    void citations_of_no_text_belong_to_the_message() {
        String plan = "{'start':0,'end':1,'type':'PLAN'}";
        String elsewhere = "{'start':0,'end':2,'content_index':7}";
        String here = "{'start':0,'end':3}";

        ChatResponse plain = plain("{'message':{'content':[{'type':'text','text':'Hi'}],'citations':[" + plan + ","
                + here + "," + elsewhere + "]},'finish_reason':'COMPLETE'}");
        ChatResponse streamed = stream(START, TEXT, HI, TEXT_ENDS, cited(plan), cited(here), cited(elsewhere), END);

        for (ChatResponse response : List.of(plain, streamed)) {
            assertThat(response.content())
                    .containsExactly(new Content.Text("Hi", Members.of("citations", raw("[" + here + "]"))));
        }
        assertThat(plain.opaque())
                .containsExactly(new OpaqueReceived(
                        OpaqueReceived.Place.MESSAGE, "citations", raw("[" + plan + "," + elsewhere + "]")));
        assertThat(streamed.opaque())
                .containsExactly(
                        new OpaqueReceived(OpaqueReceived.Place.MESSAGE, "citations", raw("[" + plan + "]")),
                        new OpaqueReceived(OpaqueReceived.Place.MESSAGE, "citations", raw("[" + elsewhere + "]")));
    }

    @Test
    void what_is_not_known_here_travels_on() {
        Content block = new Content.Opaque(CohereChat.NAME, "content", raw("{'type':'chart','data':'abcd','n':2}"));
        Content call = new Content.Opaque(
                CohereChat.NAME, "tool_calls", raw("{'id':'c1','type':'browser','browser':{'url':'a/b'}}"));

        ChatResponse streamed = stream(
                START,
                "{'type':'content-start','index':0,'delta':{'message':{'content':{'type':'chart','data':'ab','n':1}}}}",
                "{'type':'content-delta','index':0,'delta':{'message':{'content':{'type':'chart','data':'cd','n':2}}}}",
                "{'type':'content-end','index':0}",
                "{'type':'tool-call-start','index':0,'delta':{'message':{'tool_calls':{'id':'c1','type':'browser','browser':{'url':'a'}}}}}",
                "{'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'id':'c1','browser':{'url':'/b'}}}}}",
                "{'type':'debug','prompt':'p'}",
                END);
        ChatResponse plain = plain(
                "{'message':{'role':'assistant','mood':'fine','content':[{'type':'chart','data':'abcd','n':2}],'tool_calls':[{'id':'c1','type':'browser','browser':{'url':'a/b'}}]},'logprobs':[1],'finish_reason':'COMPLETE'}");

        assertThat(streamed.content()).containsExactly(block, call);
        assertThat(plain.content()).containsExactly(block, call);
        assertThat(plain.opaque().stream().map(member -> member.place() + " " + member.name()))
                .containsExactly("RESPONSE logprobs", "MESSAGE mood");
    }

    @Test
    void blocks_may_lack_their_start_or_be_a_text_alone() {
        assertThat(stream(
                                START,
                                "{'type':'content-delta','index':0,'delta':{'message':{'content':{'thinking':'Hm.'}}},'logprobs':{'text':'Hm'}}",
                                "{'type':'content-delta','index':1,'delta':{'message':{'content':'Hi'}}}",
                                "{'type':'tool-call-delta','delta':{'message':{'tool_calls':{'function':{'arguments':'{}'}}}}}",
                                END)
                        .content())
                .containsExactly(
                        new Content.Reasoning("Hm.", "host", "thinking", Members.NONE),
                        new Content.Text("Hi"),
                        new Content.ToolCall("", "", RawJson.EMPTY_OBJECT, Members.NONE));
        assertThat(plain("{'message':{'content':'Hi'},'finish_reason':'COMPLETE'}")
                        .content())
                .containsExactly(new Content.Text("Hi"));
    }

    @Test
    void an_empty_text_is_none_and_an_empty_thought_is_one() {
        assertThat(plain(
                                "{'message':{'content':[{'type':'thinking','thinking':''},{'type':'text','text':''}]},'finish_reason':'COMPLETE'}")
                        .content())
                .containsExactly(new Content.Reasoning("", "host", "thinking", Members.NONE));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE,STOP", "STOP_SEQUENCE,STOP", "MAX_TOKENS,LENGTH", "TOOL_CALL,TOOL_CALLS", "NEWER,OTHER"})
    void reasons_have_their_neutral_words(String raw, StopReason.Kind kind) {
        assertThat(plain("{'message':{},'finish_reason':'" + raw + "'}").stop()).isEqualTo(new StopReason(kind, raw));
    }

    @Test
    void an_answer_that_ends_in_failure_is_an_error_beside_what_came() {
        ChatResponse broken = stream(
                START, TEXT, HI, "{'type':'message-end','delta':{'finish_reason':'ERROR','error':'The model broke.'}}");
        ChatResponse late = plain("{'message':{'content':[]},'finish_reason':'TIMEOUT'}");

        assertThat(error(broken).kind()).isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(error(broken).failure().message()).isEqualTo("The model broke.");
        assertThat(broken.content()).containsExactly(new Content.Text("Hi"));
        assertThat(broken.stop()).isEqualTo(new StopReason(StopReason.Kind.OTHER, "ERROR"));
        assertThat(error(late).kind()).isEqualTo(ErrorKind.TIMED_OUT);
        assertThat(error(late).failure().message()).contains("TIMEOUT");
    }

    @Test
    void a_stream_cut_anywhere_before_its_end_is_truncated() {
        String whole = sse(START, TEXT, HI, TEXT_ENDS);
        String all = whole + sse(END);
        for (int cut = "event:".length() + 1; cut <= all.length() - 4; cut++) {
            String sent = all.substring(0, cut);
            assertThat(error(answer(ResponseHead.OK, sent)).kind()).as(sent).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        }
        assertThat(answer(ResponseHead.OK, whole + "data: [DONE]\n\n").content())
                .containsExactly(new Content.Text("Hi"));
        assertThat(answer(ResponseHead.OK, all + "data: [DONE]\n\n").error()).isNull();
        assertThat(error(answer(ResponseHead.OK, "data: [DONE]\n\n")).failure().message())
                .contains("before any answer began");
    }

    @Test
    void error_bodies_and_errors_within_a_stream_are_typed() {
        ChatResponse limited = answer(
                new ResponseHead(429, Map.of("retry-after", List.of("7"))),
                quoted("{'id':'e1','message':'Please slow down.'}"));
        ChatResponse key = answer(new ResponseHead(401, Map.of()), quoted("{'message':'invalid api token'}"));
        ChatResponse within =
                stream(START, TEXT, HI, "{'type':'error','message':'overloaded_now','code':'overloaded'}");

        assertThat(error(limited).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(error(limited).failure().message()).isEqualTo("Please slow down.");
        assertThat(error(limited).failure().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(error(key).kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(error(within).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(within.content()).containsExactly(new Content.Text("Hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"message\":7}", "<html>", "data: {\"type\n\n"})
    void what_is_no_answer_is_malformed(String body) {
        assertThat(error(answer(ResponseHead.OK, body)).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    private static String cited(String citation) {
        return "{'type':'citation-start','index':0,'delta':{'message':{'citations':" + citation + "}}}";
    }

    private static RawJson raw(String json) {
        return RawJson.of(Json.parse(quoted(json)));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"').replace("`", "\\\"");
    }

    private static ParlanceException error(ChatResponse response) {
        return Objects.requireNonNull(response.error());
    }

    private static ChatResponse plain(String body) {
        return answer(ResponseHead.OK, quoted(body));
    }

    private static ChatResponse stream(String... events) {
        return answer(ResponseHead.OK, sse(events));
    }

    private static String sse(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            stream.append("event: some\ndata: ").append(quoted(event)).append("\n\n");
        }
        return stream.toString();
    }

    private static ChatResponse answer(ResponseHead head, String body) {
        ResponseDecoder decoder = new CohereChat().decoder(head, Profile.unknown("host", "model", CohereChat.NAME));
        List<ChatEvent> events = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), events::add);
        decoder.end(events::add);
        ResponseFold fold = new ResponseFold("host");
        events.forEach(fold);
        return fold.response();
    }
}
