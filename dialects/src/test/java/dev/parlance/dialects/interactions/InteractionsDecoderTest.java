package dev.parlance.dialects.interactions;

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

/** What the recordings do not show: calls, media, other steps of a stream, failures. JSON is written with single quotes. */
class InteractionsDecoderTest {
    private static final String CREATED =
            "{'interaction':{'id':'v1_a','status':'in_progress','object':'interaction','model':'m'},'event_type':'interaction.created'}";
    private static final String OUTPUT = "{'index':0,'step':{'type':'model_output'},'event_type':'step.start'}";
    private static final String HI = "{'index':0,'delta':{'type':'text','text':'Hi'},'event_type':'step.delta'}";
    private static final String STOP = "{'index':0,'event_type':'step.stop'}";
    private static final String COMPLETED =
            "{'interaction':{'id':'v1_a','status':'completed','usage':{'total_input_tokens':3,'total_output_tokens':4}},'event_type':'interaction.completed'}";

    @Test
    void a_call_is_the_same_plain_and_streamed() {
        ChatResponse plain = plain(
                "{'id':'v1_a','model':'m','status':'requires_action','steps':[{'type':'function_call','id':'c1','name':'weather','arguments':{'city':'Rome'},'signature':'sig'}]}");
        ChatResponse streamed = stream(
                CREATED,
                "{'index':0,'step':{'type':'function_call','id':'c1','name':'weather','arguments':{},'signature':'sig'},'event_type':'step.start'}",
                "{'index':0,'delta':{'type':'arguments_delta','arguments':'{`city`:'},'event_type':'step.delta'}",
                "{'index':0,'delta':{'type':'arguments_delta','partial_arguments':'`Rome`}'},'event_type':'step.delta'}",
                STOP,
                "{'interaction':{'status':'requires_action'},'event_type':'interaction.completed'}");

        assertThat(plain.content())
                .containsExactly(
                        signed("sig"),
                        new Content.ToolCall("c1", "weather", RawJson.ofText("{\"city\":\"Rome\"}"), Members.NONE));
        assertThat(streamed).isEqualTo(plain);
        assertThat(plain.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "requires_action"));
    }

    @Test
    void a_call_without_arguments_has_an_empty_object_and_a_late_signature_follows_it() {
        ChatResponse response = stream(
                "{'index':0,'step':{'type':'function_call','id':'c1','name':'now','signature':''},'event_type':'step.start'}",
                "{'index':0,'delta':{'type':'arguments_delta','signature':'late'},'event_type':'step.delta'}",
                STOP,
                COMPLETED);

        assertThat(response.content())
                .containsExactly(new Content.ToolCall("c1", "now", RawJson.EMPTY_OBJECT, Members.NONE), signed("late"));
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "completed"));
    }

    @Test
    void a_summary_and_the_signature_after_it_are_one_thought() {
        Content thought = new Content.Reasoning(
                "I see. So be it.", "host", null, Members.of("signature", RawJson.ofText("\"sig\"")));

        assertThat(stream(
                                "{'index':0,'step':{'type':'thought'},'event_type':'step.start'}",
                                "{'index':0,'delta':{'type':'thought_summary','content':{'type':'text','text':'I see. '}},'event_type':'step.delta'}",
                                "{'index':0,'delta':{'type':'thought_summary','content':{'type':'text','text':'So be it.'}},'event_type':'step.delta'}",
                                "{'index':0,'delta':{'type':'thought_signature','signature':'sig'},'event_type':'step.delta'}",
                                STOP,
                                COMPLETED)
                        .content())
                .containsExactly(thought);
        assertThat(plain(
                                "{'status':'completed','steps':[{'type':'thought','signature':'sig','summary':[{'type':'text','text':'I see. '},{'type':'text','text':'So be it.'}]}]}")
                        .content())
                .containsExactly(thought);
    }

    @Test
    void a_thought_that_says_nothing_was_still_had() {
        assertThat(plain("{'status':'completed','steps':[{'type':'thought'}]}").content())
                .containsExactly(new Content.Reasoning("", "host", null, Members.NONE));
    }

    @Test
    void annotations_that_stream_after_a_text_belong_to_it() {
        ChatResponse response = stream(
                OUTPUT,
                HI,
                "{'index':0,'delta':{'type':'text_annotation_delta','annotations':[{'type':'url_citation','end_index':2}]},'event_type':'step.delta'}",
                STOP,
                COMPLETED);

        assertThat(response.content())
                .containsExactly(new Content.Text(
                        "Hi", Members.of("annotations", raw("[{'type':'url_citation','end_index':2}]"))));
    }

    @Test
    void media_stand_between_texts_and_what_is_unknown_travels_on() {
        String image = "{'type':'image','mime_type':'image/png','data':'AAAA'}";
        String video = "{'type':'video','uri':'https://files.example/v','resolution':'low'}";
        String newer = "{'type':'hologram','rays':7}";
        List<Content> expected = List.of(
                new Content.Text("Hi"),
                new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,AAAA", Members.NONE),
                new Content.Media(
                        Content.Media.Kind.VIDEO,
                        "https://files.example/v",
                        Members.of("resolution", RawJson.ofText("\"low\""))),
                new Content.Opaque(GeminiInteractions.NAME, "content", raw(newer)),
                new Content.Text("Hi"));

        assertThat(plain("{'status':'completed','steps':[{'type':'model_output','content':[{'type':'text','text':'Hi'},"
                                + image + "," + video + "," + newer + ",{'type':'text','text':'Hi'}]}]}")
                        .content())
                .isEqualTo(expected);
        assertThat(stream(OUTPUT, HI, delta(image), delta(video), delta(newer), HI, STOP, COMPLETED)
                        .content())
                .isEqualTo(expected);
    }

    @Test
    void a_step_of_a_tool_of_the_service_streams_to_what_it_is_when_whole() {
        ChatResponse response = stream(
                "{'index':2,'step':{'type':'google_search_call','id':'s1','signature':''},'event_type':'step.start'}",
                "{'index':2,'delta':{'type':'google_search_call','arguments':{'queries':['q']},'signature':'sig'},'event_type':'step.delta'}",
                "{'index':2,'event_type':'step.stop'}",
                "{'index':3,'step':{'type':'mcp_server_tool_call','id':'s2'},'event_type':'step.start'}",
                "{'index':3,'delta':{'type':'arguments_delta','arguments':'{`n`:'},'event_type':'step.delta'}",
                "{'index':3,'delta':{'type':'arguments_delta','arguments':'1}'},'event_type':'step.delta'}",
                COMPLETED);

        assertThat(response.content())
                .containsExactly(
                        signed("sig"),
                        step("{'type':'google_search_call','id':'s1','signature':'sig','arguments':{'queries':['q']}}"),
                        step("{'type':'mcp_server_tool_call','id':'s2','arguments':{'n':1}}"));
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "completed"));
    }

    @Test
    void steps_may_grow_side_by_side_and_without_a_beginning() {
        ChatResponse response = stream(
                CREATED,
                "{'index':0,'delta':{'type':'thought_summary','content':{'type':'text','text':'Hm.'}},'event_type':'step.delta'}",
                "{'index':1,'delta':{'type':'text','text':'One'},'event_type':'step.delta'}",
                "{'index':0,'delta':{'type':'thought_signature','signature':'sig'},'event_type':'step.delta'}",
                "{'index':1,'delta':{'type':'text','text':'Two'},'event_type':'step.delta'}",
                "{'index':2,'delta':{'type':'url_context_result','result':[]},'event_type':'step.delta'}",
                COMPLETED);

        assertThat(response.content())
                .containsExactly(
                        new Content.Reasoning("Hm.", "host", null, Members.NONE),
                        new Content.Text("One"),
                        signed("sig"),
                        new Content.Text("Two"),
                        step("{'type':'url_context_result','result':[]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "completed,STOP",
        "incomplete,LENGTH",
        "requires_action,TOOL_CALLS",
        "cancelled,OTHER",
        "in_progress,OTHER",
        "newer_status,OTHER"
    })
    void statuses_have_their_neutral_words(String raw, StopReason.Kind kind) {
        assertThat(plain("{'status':'" + raw + "','steps':[]}").stop()).isEqualTo(new StopReason(kind, raw));
    }

    @Test
    void the_interaction_may_be_told_in_parts_and_keeps_what_is_not_known_here() {
        ChatResponse response = stream(
                "{'interaction':{'id':'','agent':'researcher'},'event_type':'interaction.created'}",
                OUTPUT,
                HI,
                "{'interaction':{'id':'v1_b','status':'completed','created':'2026-05-13T20:35:42Z','service_tier':'flex','object':'interaction','usage':{'total_input_tokens':10,'total_tool_use_tokens':5,'total_output_tokens':2,'total_thought_tokens':3,'total_cached_tokens':4}},'event_type':'interaction.completed'}");

        assertThat(response.id()).isEqualTo("v1_b");
        assertThat(response.model()).isEqualTo("researcher");
        assertThat(response.created()).isEqualTo(1778704542);
        assertThat(response.opaque().stream().map(OpaqueReceived::name)).containsExactly("agent", "service_tier");
        assertThat(Objects.requireNonNull(response.usage()).input()).isEqualTo(15);
        assertThat(response.usage().inputCacheRead()).isEqualTo(4);
        assertThat(response.usage().output()).isEqualTo(5);
        assertThat(response.usage().outputReasoning()).isEqualTo(3);
    }

    @Test
    void steps_that_only_the_last_event_tells_are_read_there() {
        assertThat(stream(
                                CREATED,
                                "{'interaction':{'status':'completed','steps':[{'type':'model_output','content':[{'type':'text','text':'Hi'}]}]},'event_type':'interaction.completed'}")
                        .content())
                .containsExactly(new Content.Text("Hi"));
        assertThat(stream(
                                OUTPUT,
                                HI,
                                STOP,
                                "{'interaction':{'status':'completed','steps':[{'type':'model_output','content':[{'type':'text','text':'Hi'}]}]},'event_type':'interaction.completed'}")
                        .content())
                .containsExactly(new Content.Text("Hi"));
    }

    @Test
    void names_of_events_stand_in_for_kinds_and_newer_events_mean_nothing() {
        ChatResponse response = answer(
                ResponseHead.OK,
                quoted("event: step.start\ndata: {'index':0,'step':{'type':'model_output'}}\n\n"
                        + "event: step.newer\ndata: {'index':0}\n\nevent: step.delta\ndata: {'delta':{'type':'text','text':'Hi'}}\n\n"
                        + "event: interaction.completed\ndata: {'interaction':{'status':'completed'}}\n\n"
                        + "event: step.delta\ndata: {'index':0,'delta':{'type':'text','text':'more'}}\n\n"));

        assertThat(response.content()).containsExactly(new Content.Text("Hi"));
        assertThat(response.error()).isNull();
    }

    @Test
    void a_stream_cut_anywhere_before_its_completion_is_truncated() {
        String whole = sse(CREATED, OUTPUT, HI, STOP);
        String end = sse(COMPLETED);
        for (int cut = 0; cut <= whole.length() + end.length() - 4; cut++) {
            String sent = (whole + end).substring(0, cut);
            if (!sent.isBlank() && sent.length() > "event:".length()) {
                assertThat(error(answer(ResponseHead.OK, sent)).kind()).as(sent).isEqualTo(ErrorKind.STREAM_TRUNCATED);
            }
        }
        assertThat(answer(ResponseHead.OK, whole).content()).containsExactly(new Content.Text("Hi"));
        assertThat(answer(ResponseHead.OK, whole + end).error()).isNull();
        assertThat(error(stream(STOP)).failure().message()).contains("before any answer began");
    }

    @Test
    void a_stream_that_is_done_has_the_status_that_it_told_last() {
        String update = "{'interaction_id':'v1_a','status':'requires_action','event_type':'interaction.status_update'}";
        String done = "event: done\ndata: [DONE]\n\n";

        assertThat(answer(ResponseHead.OK, sse(CREATED, update) + done).stop())
                .isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "requires_action"));
        assertThat(error(answer(ResponseHead.OK, sse(CREATED) + done)).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
    }

    @Test
    void an_error_within_a_stream_keeps_what_came_before() {
        ChatResponse response = stream(
                CREATED,
                OUTPUT,
                HI,
                "{'error':{'message':'Deadline expired.','code':'gateway_timeout'},'metadata':{'usage':{'total_input_tokens':9}},'event_type':'error'}",
                HI);

        assertThat(error(response).kind()).isEqualTo(ErrorKind.TIMED_OUT);
        assertThat(error(response).failure().message()).isEqualTo("Deadline expired.");
        assertThat(error(response).failure().code()).isEqualTo("gateway_timeout");
        assertThat(response.content()).containsExactly(new Content.Text("Hi"));
        assertThat(Objects.requireNonNull(response.usage()).input()).isEqualTo(9);
    }

    @Test
    void error_bodies_are_typed() {
        ChatResponse limited = answer(
                new ResponseHead(429, Map.of("retry-after", List.of("7"))),
                quoted("{'error':{'code':429,'message':'Quota exceeded.','status':'RESOURCE_EXHAUSTED'}}"));
        ChatResponse text = answer(new ResponseHead(503, Map.of()), "upstream connect error");

        assertThat(error(limited).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(error(limited).failure().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(error(text).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error(plain("{'error':{'message':'no'}}")).failure().message())
                .isEqualTo("no");
    }

    @Test
    void an_interaction_that_failed_is_an_error() {
        ChatResponse silent = plain("{'status':'failed','steps':[]}");
        ChatResponse told =
                plain("{'status':'failed','steps':[],'error':{'message':'Out of luck.','code':'overloaded'}}");

        assertThat(error(silent).kind()).isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(silent.stop()).isEqualTo(new StopReason(StopReason.Kind.OTHER, "failed"));
        assertThat(error(told).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error(told).failure().message()).isEqualTo("Out of luck.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"steps\":7}", "<html>", "data: {\"event_type\n\n"})
    void what_is_no_interaction_is_malformed(String body) {
        assertThat(error(answer(ResponseHead.OK, body)).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    private static String delta(String delta) {
        return "{'index':0,'delta':" + delta + ",'event_type':'step.delta'}";
    }

    private static Content signed(String signature) {
        return new Content.Reasoning(
                "", "host", null, Members.of("signature", RawJson.ofText("\"" + signature + "\"")));
    }

    private static Content step(String json) {
        return new Content.Opaque(GeminiInteractions.NAME, "step", raw(json));
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
        ResponseDecoder decoder =
                new GeminiInteractions().decoder(head, Profile.unknown("host", "model", GeminiInteractions.NAME));
        List<ChatEvent> events = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), events::add);
        decoder.end(events::add);
        ResponseFold fold = new ResponseFold("host");
        events.forEach(fold);
        return fold.response();
    }
}
