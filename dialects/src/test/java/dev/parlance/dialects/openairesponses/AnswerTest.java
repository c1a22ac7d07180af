package dev.parlance.dialects.openairesponses;

import static dev.parlance.dialects.openairesponses.Responses.FOREIGN;
import static dev.parlance.dialects.openairesponses.Responses.OWN;
import static dev.parlance.dialects.openairesponses.Responses.answer;
import static dev.parlance.dialects.openairesponses.Responses.json;
import static dev.parlance.dialects.openairesponses.Responses.read;
import static dev.parlance.dialects.openairesponses.Responses.types;
import static dev.parlance.dialects.openairesponses.Responses.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients get. That official clients understand it is seen with them; here stands the sequence itself. */
class AnswerTest {
    private static final ChatEvent STARTED = new ChatEvent.ResponseStarted("resp_1", "m", 7);
    private static final ChatEvent STOPPED =
            new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.STOP, "stop"));
    private static final ChatEvent ENDED = new ChatEvent.PartEnded(Members.NONE);

    private static ChatEvent text(String delta) {
        return new ChatEvent.TextDelta(delta);
    }

    private static ChatEvent reasoning(String delta) {
        return new ChatEvent.ReasoningDelta(delta, "reasoning_content", Members.NONE);
    }

    private static RawJson raw(String json) {
        return RawJson.of(json(json));
    }

    private static JsonValue output(JsonObject answer) {
        return Objects.requireNonNull(answer.get("output"));
    }

    private static JsonObject last(List<JsonObject> events) {
        return Objects.requireNonNull(events.getLast().object("response"));
    }

    @Test
    void a_text_comes_with_all_its_borders() {
        List<JsonObject> events = written(FOREIGN, STARTED, text("hel"), text("lo"), STOPPED);

        assertThat(types(events))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        JsonObject item = Objects.requireNonNull(events.get(2).object("item"));
        String id = Objects.requireNonNull(item.text("id"));
        assertThat(id).startsWith("msg_parlance_");
        assertThat(events.subList(2, 9))
                .isEqualTo(List.of(
                                json(
                                        "{'type':'response.output_item.added','output_index':0,'item':{'id':'ID','type':'message','status':'in_progress','role':'assistant','content':[]}}"),
                                json(
                                        "{'type':'response.content_part.added','item_id':'ID','output_index':0,'content_index':0,'part':{'type':'output_text','annotations':[],'logprobs':[],'text':''}}"),
                                json(
                                        "{'type':'response.output_text.delta','item_id':'ID','output_index':0,'content_index':0,'delta':'hel','logprobs':[]}"),
                                json(
                                        "{'type':'response.output_text.delta','item_id':'ID','output_index':0,'content_index':0,'delta':'lo','logprobs':[]}"),
                                json(
                                        "{'type':'response.output_text.done','item_id':'ID','output_index':0,'content_index':0,'text':'hello','logprobs':[]}"),
                                json(
                                        "{'type':'response.content_part.done','item_id':'ID','output_index':0,'content_index':0,'part':{'type':'output_text','annotations':[],'logprobs':[],'text':'hello'}}"),
                                json(
                                        "{'type':'response.output_item.done','output_index':0,'item':{'id':'ID','type':'message','status':'completed','role':'assistant','content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'hello'}]}}"))
                        .stream()
                        .map(event -> Json.parse(Json.text(event).replace("ID", id)))
                        .toList());
        assertThat(last(events).elements("output"))
                .isEqualTo(List.of(Objects.requireNonNull(events.get(8).get("item"))));
    }

    @Test
    void calls_that_interleave_keep_apart_by_their_index() {
        List<JsonObject> events = written(
                FOREIGN,
                STARTED,
                text("I look."),
                new ChatEvent.ToolCallStarted(0, "c0", "f", Members.NONE),
                new ChatEvent.ToolCallStarted(1, "", "g", Members.NONE),
                new ChatEvent.ToolCallDelta(0, "{}"),
                new ChatEvent.ToolCallDelta(1, "{\"a\""),
                new ChatEvent.ToolCallDelta(1, ":1}"),
                new ChatEvent.ToolCallEnded(0),
                new ChatEvent.ToolCallEnded(1),
                STOPPED);

        assertThat(types(events).subList(8, 17))
                .containsExactly(
                        "response.output_item.added",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.function_call_arguments.done",
                        "response.output_item.done");
        assertThat(last(events).elements("output")).hasSize(3).last().isInstanceOfSatisfying(JsonObject.class, call -> {
            assertThat(call.text("arguments")).isEqualTo("{\"a\":1}");
            assertThat(call.text("call_id")).startsWith("call_parlance_");
            assertThat(call.text("id")).startsWith("fc_parlance_");
        });
    }

    @Test
    void a_call_without_arguments_has_arguments_that_can_be_parsed() {
        ChatEvent[] events = {
            STARTED, new ChatEvent.ToolCallStarted(0, "c0", "f", Members.NONE), new ChatEvent.ToolCallEnded(0), STOPPED
        };

        for (JsonObject answer : List.of(last(written(FOREIGN, events)), answer(FOREIGN, events))) {
            assertThat(((JsonObject) answer.elements("output").getFirst()).text("arguments"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void reasoning_of_another_dialect_is_a_summary_that_carries_its_origin() {
        Members payload = Members.of("signature", raw("'EqQB'"));
        List<JsonObject> events = written(
                FOREIGN,
                STARTED,
                reasoning("let "),
                reasoning("me"),
                new ChatEvent.ReasoningDelta("", null, payload),
                text("hi"),
                STOPPED);

        assertThat(types(events).subList(2, 9))
                .containsExactly(
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done");
        JsonObject item = Objects.requireNonNull(events.get(8).object("item"));
        assertThat(item.get("summary")).isEqualTo(json("[{'type':'summary_text','text':'let me'}]"));
        assertThat(CarriedReasoning.open(item.text("encrypted_content")))
                .isEqualTo(new CarriedReasoning("moonshot", "reasoning_content", payload, -1));
    }

    @Test
    void explicitly_empty_reasoning_is_carried_too() {
        JsonObject answer = answer(FOREIGN, STARTED, reasoning(""), text("hi"), STOPPED);

        assertThat(((JsonObject) answer.elements("output").getFirst()).get("summary"))
                .isEqualTo(json("[]"));
        assertThat(((JsonObject) answer.elements("output").getFirst()).text("encrypted_content"))
                .isNotEmpty();
    }

    @Test
    void reasoning_of_the_dialect_comes_in_the_parts_in_which_it_came() {
        Members id = Members.of("id", raw("'rs_1'"));
        Members whole = id.with(
                        "summary", raw("[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}]"))
                .with("encrypted_content", raw("'gAAA'"));
        List<JsonObject> events = written(
                OWN,
                STARTED,
                new ChatEvent.ReasoningDelta("", null, id),
                new ChatEvent.ReasoningDelta("a", "summary", Members.NONE),
                new ChatEvent.ReasoningDelta("\n\n", null, Members.NONE),
                new ChatEvent.ReasoningDelta("b", "summary", Members.NONE),
                new ChatEvent.ReasoningDelta("", null, whole),
                ENDED,
                STOPPED);

        assertThat(types(events))
                .filteredOn(type -> type.equals("response.reasoning_summary_part.added"))
                .hasSize(2);
        assertThat(events.get(8).get("summary_index")).isEqualTo(JsonValue.of(1));
        assertThat(output(last(events)))
                .isEqualTo(json(
                        "[{'id':'rs_1','type':'reasoning','status':'completed','summary':[{'type':'summary_text','text':'a'},"
                                + "{'type':'summary_text','text':'b'}],'encrypted_content':'gAAA'}]"));
    }

    @Test
    void thoughts_of_the_dialect_are_content() {
        List<JsonObject> events =
                written(OWN, STARTED, new ChatEvent.ReasoningDelta("so", "content", Members.NONE), ENDED, STOPPED);

        assertThat(types(events))
                .contains(
                        "response.content_part.added", "response.reasoning_text.delta", "response.reasoning_text.done");
    }

    @Test
    void a_refusal_has_its_own_part() {
        assertThat(types(written(FOREIGN, STARTED, text("well"), new ChatEvent.RefusalDelta("no"), STOPPED)))
                .containsSequence(
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.content_part.added",
                        "response.refusal.delta",
                        "response.refusal.done",
                        "response.content_part.done",
                        "response.output_item.done");
    }

    @Test
    void citations_are_shown_where_the_dialect_is_the_clients_own_and_nowhere_else() {
        ChatEvent cited = new ChatEvent.PartEnded(Members.of("annotations", raw("[{'type':'url_citation'}]")));

        assertThat(types(written(OWN, STARTED, text("a"), cited, STOPPED)))
                .contains("response.output_text.annotation.added");
        assertThat(Json.text(output(last(written(OWN, STARTED, text("a"), cited, STOPPED)))))
                .contains("url_citation");
        assertThat(Json.text(output(answer(FOREIGN, STARTED, text("a"), cited, STOPPED))))
                .doesNotContain("url_citation");
    }

    @Test
    void messages_of_the_dialect_keep_their_borders_ids_and_phases() {
        ChatEvent[] events = {
            STARTED,
            new OpaqueReceived(Place.MESSAGE, "item", raw("{'id':'msg_1','phase':'commentary'}")),
            text("a"),
            new ChatEvent.PartEnded(Members.of("phase", raw("'commentary'")).with("item", raw("{'id':'msg_1'}"))),
            new OpaqueReceived(Place.MESSAGE, "item", raw("{'id':'msg_2'}")),
            text("b"),
            new ChatEvent.PartEnded(Members.of("item", raw("{'id':'msg_2'}"))),
            STOPPED
        };
        JsonValue items = json("""
                [{'id':'msg_1','type':'message','status':'completed','phase':'commentary','role':'assistant','content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'a'}]},
                 {'id':'msg_2','type':'message','status':'completed','role':'assistant','content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'b'}]}]
                """);

        assertThat(output(last(written(OWN, events)))).isEqualTo(items);
        assertThat(output(answer(OWN, events))).isEqualTo(items);
    }

    @Test
    void images_are_items_and_other_media_links() {
        Content image = new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,QUJD", Members.NONE);
        Content sound = new Content.Media(Content.Media.Kind.AUDIO, "https://x/y.mp3", Members.NONE);
        ChatEvent[] events = {STARTED, new ChatEvent.PartReceived(image), new ChatEvent.PartReceived(sound), STOPPED};

        for (JsonObject answer : List.of(last(written(FOREIGN, events)), answer(FOREIGN, events))) {
            assertThat(answer.elements("output"))
                    .hasSize(2)
                    .satisfiesExactly(
                            item -> assertThat(((JsonObject) item).text("result"))
                                    .isEqualTo("QUJD"),
                            message -> assertThat(Json.text(message)).contains("[audio](https://x/y.mp3)"));
        }
    }

    @Test
    void what_another_dialect_alone_understands_is_not_shown() {
        Content search = new Content.Opaque("anthropic-messages", "content", raw("{'type':'server_tool_use'}"));

        assertThat(output(answer(FOREIGN, STARTED, new ChatEvent.PartReceived(search), text("hi"), STOPPED)))
                .isInstanceOfSatisfying(
                        JsonValue.JsonArray.class,
                        items -> assertThat(items.elements()).hasSize(1));
    }

    @Test
    void what_a_filter_found_is_always_told_and_other_vendor_members_only_in_the_dialect() {
        ChatEvent[] events = {
            STARTED,
            new OpaqueReceived(Place.CHOICE, "content_filter_results", raw("{'hate':{'filtered':false}}")),
            new OpaqueReceived(Place.RESPONSE, "billing", raw("{'payer':'x'}")),
            STOPPED
        };

        assertThat(last(written(FOREIGN, events)).get("content_filter_results")).isNotNull();
        assertThat(last(written(FOREIGN, events)).get("billing")).isNull();
        assertThat(answer(OWN, events).get("billing")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, end_turn, completed,",
        "TOOL_CALLS, tool_use, completed,",
        "OTHER, pause_turn, completed,",
        "LENGTH, max_tokens, incomplete, max_output_tokens",
        "CONTENT_FILTER, refusal, incomplete, content_filter"
    })
    void every_reason_to_stop_has_a_status(StopReason.Kind kind, String raw, String status, String reason) {
        ChatEvent stopped = new ChatEvent.ResponseStopped(new StopReason(kind, raw));
        List<JsonObject> events = written(FOREIGN, STARTED, text("hi"), stopped);

        assertThat(events.getLast().text("type")).isEqualTo("response." + status);
        for (JsonObject answer : List.of(last(events), answer(FOREIGN, STARTED, text("hi"), stopped))) {
            assertThat(answer.text("status")).isEqualTo(status);
            JsonObject details = answer.object("incomplete_details");
            assertThat(details == null ? null : details.text("reason")).isEqualTo(reason);
        }
    }

    @Test
    void usage_has_the_counts_that_clients_read_unasked() {
        Usage usage = new Usage(10L, 4L, null, 6L, null, raw("{'prompt_tokens':10,'completion_tokens':6}"));

        assertThat(last(written(FOREIGN, STARTED, new ChatEvent.UsageReported(usage), STOPPED))
                        .get("usage"))
                .isEqualTo(json("""
                        {'input_tokens':10,'input_tokens_details':{'cached_tokens':4},'output_tokens':6,
                         'output_tokens_details':{'reasoning_tokens':0},'total_tokens':16}
                        """));
    }

    @Test
    void a_failure_is_told_as_the_api_tells_it_and_never_as_success() {
        ParlanceException error = new ParlanceException.RateLimited(Failure.of("slow down", "Wait a little."));
        List<JsonObject> events = written(FOREIGN, STARTED, text("hi"), new ChatEvent.ResponseFailed(error, null));

        assertThat(types(events)).endsWith("error", "response.failed").doesNotContain("response.completed");
        assertThat(events.get(events.size() - 2).get("error"))
                .isEqualTo(
                        json(
                                "{'message':'slow down. Wait a little.','type':'rate_limit_error','param':null,'code':'rate_limit_exceeded'}"));
        assertThat(last(events).get("error"))
                .isEqualTo(json("{'code':'rate_limit_exceeded','message':'slow down. Wait a little.'}"));
        assertThat(last(events).text("status")).isEqualTo("failed");
        assertThat(Json.parse(Responses.INBOUND.encodeError(error)))
                .isEqualTo(
                        json(
                                "{'error':{'message':'slow down. Wait a little.','type':'rate_limit_error','param':null,'code':'rate_limit_exceeded'}}"));
        assertThat(Responses.INBOUND.status(error)).isEqualTo(429);
    }

    @Test
    void a_stream_that_fails_before_it_began_begins_all_the_same() {
        ParlanceException error = new ParlanceException.Overloaded(Failure.of("busy"));

        assertThat(types(written(FOREIGN, new ChatEvent.ResponseFailed(error, null))))
                .containsExactly("response.created", "response.in_progress", "error", "response.failed");
    }

    @Test
    void the_request_is_repeated_as_the_client_wrote_it_on_one_line() {
        JsonObject echoed = last(written(
                read(
                        "{'model':'a/b','input':'hi','instructions':'be brief','temperature':0,'store':true,\n"
                                + "'tools':[{'type':'web_search',\n'filters':{}}],'text':{'verbosity':'low'},'truncation':'auto'}"),
                FOREIGN,
                STARTED,
                STOPPED));

        assertThat(echoed.text("instructions")).isEqualTo("be brief");
        assertThat(echoed.get("temperature")).isEqualTo(JsonValue.of(0));
        assertThat(echoed.get("tools")).isEqualTo(json("[{'type':'web_search','filters':{}}]"));
        assertThat(echoed.get("text")).isEqualTo(json("{'format':{'type':'text'},'verbosity':'low'}"));
        assertThat(echoed.text("truncation")).isEqualTo("auto");
        assertThat(echoed.text("id")).isEqualTo("resp_1");
        assertThat(echoed.get("created_at")).isEqualTo(JsonValue.of(7));
    }

    @Test
    void a_call_of_a_tool_in_a_namespace_is_told_as_the_client_offered_it() {
        InboundRequest request = new InboundRequest(
                read(
                        "{'model':'m','input':'x','tools':[{'type':'namespace','name':'mcp__weather','description':'d','tools':["
                                + "{'type':'function','name':'today','parameters':{'type':'object','properties':{}}}]}]}"),
                List.of());
        StreamEncoder encoder = new OpenAiResponsesInbound().streamEncoder(request, FOREIGN);
        JsonWriter out = new JsonWriter(256);
        List.of(
                        STARTED,
                        new ChatEvent.ToolCallStarted(0, "c1", "mcp__weather__today", Members.NONE),
                        new ChatEvent.ToolCallEnded(0),
                        STOPPED)
                .forEach(event -> encoder.encode(event, out));

        String stream = new String(out.toBytes(), StandardCharsets.UTF_8);
        assertThat(stream)
                .contains("\"call_id\":\"c1\",\"name\":\"today\",\"namespace\":\"mcp__weather\"")
                .contains("\"arguments\":\"{}\",\"name\":\"today\"}")
                .doesNotContain("mcp__weather__today");
    }
}
