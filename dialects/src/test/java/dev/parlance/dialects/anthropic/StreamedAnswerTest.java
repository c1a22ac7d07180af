package dev.parlance.dialects.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The events that a client of the dialect gets, whoever answered. */
class StreamedAnswerTest {
    private static final Origin CHAT = new Origin("deepseek", "openai-chat");
    private static final Origin OWN = new Origin("anthropic", "anthropic-messages");
    private static final InboundRequest REQUEST =
            new InboundRequest(ChatRequest.builder("a/b").user("hi").build(), List.of());
    private static final ChatEvent STARTED = new ChatEvent.ResponseStarted("id-1", "model-1", 7);
    private static final StopReason STOP = new StopReason(StopReason.Kind.STOP, "stop");
    private static final String BEGINNING =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"id-1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"a/b\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}}\n\n"
                    + "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private static String written(Origin origin, ChatEvent... events) {
        StreamEncoder encoder = Messages.INBOUND.streamEncoder(REQUEST, origin);
        JsonWriter out = new JsonWriter(256);
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** The data of the events without message_start, ping and what is always there. */
    private static List<String> blocks(Origin origin, ChatEvent... events) {
        List<String> lines = new ArrayList<>();
        for (String line : written(origin, events).split("\n", -1)) {
            if (line.startsWith("data: ") && line.contains("content_block")) {
                JsonObject event = (JsonObject) Json.parse(line.substring("data: ".length()));
                JsonValue content = event.get("delta") == null ? event.get("content_block") : event.get("delta");
                String type = String.valueOf(event.text("type")).replace("content_block_", "");
                String index = Json.text(Objects.requireNonNull(event.get("index")));
                lines.add(type + " " + index + (content == null ? "" : " " + Json.text(content)));
            }
        }
        return lines;
    }

    private static JsonObject last(String stream, String type) {
        String marker = "event: " + type + "\ndata: ";
        int from = stream.lastIndexOf(marker) + marker.length();
        return (JsonObject) Json.parse(stream.substring(from, stream.indexOf('\n', from)));
    }

    private static ChatEvent opaque(String name, String json) {
        return new OpaqueReceived(OpaqueReceived.Place.RESPONSE, name, RawJson.ofText(json));
    }

    private static Members payload(String name, String json) {
        return Members.of(name, RawJson.ofText(json));
    }

    @Test
    void a_text_is_told_in_the_exact_events_of_the_api() {
        Usage usage = new Usage(100L, 30L, 20L, 9L, 4L, RawJson.ofText("{\"prompt_tokens\":100}"));

        assertThat(written(
                        CHAT,
                        STARTED,
                        new ChatEvent.TextDelta("He"),
                        new ChatEvent.TextDelta("llo"),
                        new ChatEvent.UsageReported(usage),
                        new ChatEvent.ResponseStopped(STOP)))
                .isEqualTo(BEGINNING + """
                                event: content_block_start
                                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                                event: content_block_delta
                                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"He"}}

                                event: content_block_delta
                                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"llo"}}

                                event: content_block_stop
                                data: {"type":"content_block_stop","index":0}

                                event: message_delta
                                data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":50,"cache_creation_input_tokens":20,"cache_read_input_tokens":30,"output_tokens":9,"output_tokens_details":{"thinking_tokens":4}}}

                                event: message_stop
                                data: {"type":"message_stop"}

                                """);
    }

    @Test
    void an_answer_without_anything_is_still_a_message() {
        String stream = written(CHAT, new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.OTHER, null)));

        assertThat(stream).contains("\"id\":\"msg_parlance\"", "\"model\":\"a/b\"", "\"stop_reason\":\"end_turn\"");
        assertThat(last(stream, "message_delta").get("usage")).isEqualTo(Json.parse("{\"output_tokens\":0}"));
    }

    @Test
    void what_the_host_counted_at_the_beginning_stands_in_the_message_and_its_last_word_at_the_end() {
        Usage early = new Usage(100L, 30L, 20L, 1L, null, RawJson.ofText("{\"service_tier\":\"standard\"}"));
        Usage late = new Usage(100L, 30L, 20L, 9L, null, RawJson.ofText("{\"service_tier\":\"standard\"}"));
        String counts =
                "\"input_tokens\":50,\"cache_creation_input_tokens\":20,\"cache_read_input_tokens\":30,\"output_tokens\":";

        String stream = written(
                OWN,
                STARTED,
                new ChatEvent.UsageReported(early),
                new ChatEvent.TextDelta("x"),
                new ChatEvent.UsageReported(late),
                new ChatEvent.ResponseStopped(STOP));

        assertThat(stream)
                .startsWith(BEGINNING.replace(
                        "\"input_tokens\":0,\"output_tokens\":0", counts + "1,\"service_tier\":\"standard\""));
        assertThat(Json.text(
                        Objects.requireNonNull(last(stream, "message_delta").object("usage"))))
                .isEqualTo("{" + counts + "9,\"service_tier\":\"standard\"}");
    }

    @Test
    void a_message_has_its_input_counted_also_where_the_host_counted_nothing_but_the_output() {
        Usage output = new Usage(null, null, null, 1L, null, RawJson.EMPTY_OBJECT);

        assertThat(written(OWN, STARTED, new ChatEvent.UsageReported(output), new ChatEvent.TextDelta("x")))
                .startsWith(BEGINNING);
    }

    @Test
    void a_message_that_fails_at_once_is_begun_told_and_then_failed() {
        ParlanceException broken = new ParlanceException.StreamTruncated(Failure.of("The line broke"));
        Usage input = new Usage(5L, null, null, null, null, RawJson.EMPTY_OBJECT);

        assertThat(written(
                        OWN, STARTED, new ChatEvent.UsageReported(input), new ChatEvent.ResponseFailed(broken, null)))
                .startsWith(BEGINNING.replace("\"input_tokens\":0", "\"input_tokens\":5") + "event: message_delta\n")
                .contains("The line broke")
                .doesNotContain("message_stop");
    }

    @Test
    void a_host_that_names_itself_late_is_waited_for_until_it_says_something() {
        assertThat(written(CHAT, new ChatEvent.ResponseStarted(null, null, 0))).isEmpty();
        assertThat(written(
                        CHAT,
                        new ChatEvent.ResponseStarted(null, "model-1", 0),
                        opaque("prompt_filter_results", "[]"),
                        STARTED,
                        new ChatEvent.TextDelta("x")))
                .startsWith(BEGINNING.replace(
                        "\"stop_sequence\":null", "\"stop_sequence\":null,\"prompt_filter_results\":[]"));
        assertThat(written(CHAT, new ChatEvent.ResponseStarted(null, null, 0), new ChatEvent.TextDelta("x"), STARTED))
                .contains("\"id\":\"msg_parlance\"")
                .doesNotContain("id-1");
    }

    @Test
    void calls_that_come_side_by_side_are_told_one_after_the_other() {
        assertThat(blocks(
                        CHAT,
                        new ChatEvent.ToolCallStarted(0, "c1", "f", payload("index", "0")),
                        new ChatEvent.ToolCallDelta(0, "{\"a\":"),
                        new ChatEvent.ToolCallStarted(1, "", "g", Members.NONE),
                        new ChatEvent.ToolCallDelta(1, "{}"),
                        new ChatEvent.TextDelta("and"),
                        new ChatEvent.ToolCallDelta(0, "1}"),
                        new ChatEvent.ToolCallEnded(0),
                        new ChatEvent.ToolCallEnded(1),
                        new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls"))))
                .containsExactly(
                        "start 0 {\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{}}",
                        "delta 0 {\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":\"}",
                        "delta 0 {\"type\":\"input_json_delta\",\"partial_json\":\"1}\"}",
                        "stop 0",
                        "start 1 {\"type\":\"tool_use\",\"id\":\"call_parlance_1_1\",\"name\":\"g\",\"input\":{}}",
                        "delta 1 {\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}",
                        "stop 1",
                        "start 2 {\"type\":\"text\",\"text\":\"\"}",
                        "delta 2 {\"type\":\"text_delta\",\"text\":\"and\"}",
                        "stop 2");
    }

    @Test
    void reasoning_of_another_dialect_is_readable_and_comes_back_by_itself() {
        Members first = payload("reasoning_details", "[{\"type\":\"reasoning.text\",\"text\":\"h\",\"index\":0}]");
        Members second = payload("reasoning_details", "[{\"type\":\"reasoning.text\",\"text\":\"m\",\"index\":0}]");
        String stream = written(
                CHAT,
                STARTED,
                new ChatEvent.ReasoningDelta("h", "reasoning", first),
                new ChatEvent.ReasoningDelta("m", "reasoning", second),
                new ChatEvent.TextDelta("ok"),
                new ChatEvent.ResponseStopped(STOP));

        JsonObject said = thinking(stream);
        ChatRequest next =
                Messages.read("{'model':'m','messages':[{'role':'user','content':'x'},{'role':'assistant','content':["
                        + Json.text(said) + "]},{'role':'user','content':'y'}]}");

        assertThat(said.text("thinking")).isEqualTo("hm");
        assertThat(next.messages().get(1).content())
                .containsExactly(new Content.Reasoning(
                        "hm",
                        "deepseek",
                        "reasoning",
                        payload("reasoning_details", "[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"index\":0}]")));
    }

    /** The first thinking block, put together as a client does. */
    private static JsonObject thinking(String stream) {
        String text = "";
        String signature = "";
        for (String line : stream.split("\n", -1)) {
            if (line.contains("thinking_delta") || line.contains("signature_delta")) {
                JsonObject delta = Objects.requireNonNull(
                        ((JsonObject) Json.parse(line.substring("data: ".length()))).object("delta"));
                text += delta.text("thinking") == null ? "" : delta.text("thinking");
                signature = delta.text("signature") == null ? signature : String.valueOf(delta.text("signature"));
            }
        }
        return JsonValue.object(
                "type", JsonValue.of("thinking"), "thinking", JsonValue.of(text), "signature", JsonValue.of(signature));
    }

    @Test
    void an_explicitly_empty_reasoning_and_one_between_words_are_carried_too() {
        List<String> blocks = blocks(
                CHAT,
                new ChatEvent.ReasoningDelta("", "reasoning_content", Members.NONE),
                new ChatEvent.TextDelta("ok"),
                new ChatEvent.ReasoningDelta("", "reasoning_content", payload("sig", "\"s\"")),
                new ChatEvent.PartEnded(Members.NONE),
                new ChatEvent.TextDelta("more"),
                new ChatEvent.ResponseStopped(STOP));

        assertThat(blocks.getFirst()).isEqualTo("start 0 {\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
        assertThat(blocks.get(1)).startsWith("delta 0 {\"type\":\"signature_delta\",\"signature\":\"");
        assertThat(blocks).contains("start 2 {\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}", "stop 2");
        assertThat(blocks.getLast()).isEqualTo("stop 3");
    }

    @Test
    void a_message_does_not_end_in_a_thought_without_words_behind_its_text() {
        ChatEvent said = new ChatEvent.TextDelta("ok");
        ChatEvent signature = new ChatEvent.ReasoningDelta("", null, payload("thoughtSignature", "\"s\""));
        ChatEvent partEnded = new ChatEvent.PartEnded(Members.NONE);
        ChatEvent stopped = new ChatEvent.ResponseStopped(STOP);

        assertThat(blocks(CHAT, STARTED, said, signature, partEnded, stopped))
                .containsExactly(
                        "start 0 {\"type\":\"text\",\"text\":\"\"}",
                        "delta 0 {\"type\":\"text_delta\",\"text\":\"ok\"}",
                        "stop 0");
        assertThat(plain(STARTED, said, signature, partEnded, stopped).elements("content"))
                .containsExactly(Json.parse("{\"type\":\"text\",\"text\":\"ok\"}"));
    }

    @Test
    void a_signature_behind_text_is_told_before_the_call_that_follows() {
        ChatEvent said = new ChatEvent.TextDelta("ok");
        ChatEvent signature = new ChatEvent.ReasoningDelta("", null, payload("thoughtSignature", "\"s\""));
        ChatEvent call = new ChatEvent.ToolCallStarted(0, "c1", "f", Members.NONE);
        ChatEvent stopped = new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls"));

        String stream = written(CHAT, STARTED, said, signature, call, new ChatEvent.ToolCallEnded(0), stopped);

        assertThat(blocks(CHAT, STARTED, said, signature, call, stopped))
                .element(3)
                .isEqualTo("start 1 {\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
        assertThat(Messages.read(
                                "{'model':'m','messages':[{'role':'user','content':'x'},{'role':'assistant','content':["
                                        + Json.text(thinking(stream)) + "]},{'role':'user','content':'y'}]}")
                        .messages()
                        .get(1)
                        .content())
                .containsExactly(new Content.Reasoning("", "deepseek", null, payload("thoughtSignature", "\"s\"")));
    }

    @Test
    void what_trails_the_text_is_joined_with_the_thought_it_belongs_to() {
        String stream = written(
                CHAT,
                STARTED,
                new ChatEvent.ReasoningDelta("hm", "reasoning", payload("a", "1")),
                new ChatEvent.TextDelta("ok"),
                new ChatEvent.ReasoningDelta("", "reasoning", payload("b", "2")),
                new ChatEvent.ToolCallStarted(0, "c1", "f", Members.NONE),
                new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls")));

        assertThat(Messages.read(
                                "{'model':'m','messages':[{'role':'user','content':'x'},{'role':'assistant','content':["
                                        + Json.text(thinking(stream)) + "]},{'role':'user','content':'y'}]}")
                        .messages()
                        .get(1)
                        .content())
                .containsExactly(new Content.Reasoning(
                        "hm", "deepseek", "reasoning", payload("a", "1").with("b", RawJson.ofText("2"))));
    }

    @Test
    void the_model_is_named_as_the_client_asked_for_it() {
        ChatEvent stopped = new ChatEvent.ResponseStopped(STOP);

        assertThat(written(OWN, STARTED, stopped)).contains("\"model\":\"a/b\"").doesNotContain("model-1");
        assertThat(plain(STARTED, stopped).text("model")).isEqualTo("a/b");
    }

    private static JsonObject plain(ChatEvent... events) {
        return (JsonObject) Json.parse(Messages.INBOUND.encodeResponse(Messages.fold(List.of(events)), REQUEST, CHAT));
    }

    @Test
    void reasoning_of_the_dialect_is_told_as_it_came() {
        assertThat(blocks(
                        OWN,
                        new ChatEvent.ReasoningDelta("hm", "thinking", Members.NONE),
                        new ChatEvent.ReasoningDelta("", "thinking", payload("signature", "\"abc\"")),
                        new ChatEvent.PartEnded(Members.NONE),
                        new ChatEvent.ReasoningDelta("", "redacted_thinking", payload("data", "\"xyz\"")),
                        new ChatEvent.PartEnded(Members.NONE),
                        new ChatEvent.ResponseStopped(STOP)))
                .containsExactly(
                        "start 0 {\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                        "delta 0 {\"type\":\"thinking_delta\",\"thinking\":\"hm\"}",
                        "delta 0 {\"type\":\"signature_delta\",\"signature\":\"abc\"}",
                        "stop 0",
                        "start 1 {\"type\":\"redacted_thinking\",\"data\":\"xyz\"}",
                        "stop 1");
    }

    @Test
    void parts_stay_apart_with_their_citations_and_blocks_of_the_dialect_are_whole() {
        Content search = new Content.Opaque(
                "anthropic-messages",
                "content",
                RawJson.ofText(
                        "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{\"q\":1}}"));
        assertThat(blocks(
                        OWN,
                        new ChatEvent.PartReceived(search),
                        new ChatEvent.TextDelta("a"),
                        new ChatEvent.PartEnded(payload("citations", "[{\"n\":1}]")),
                        new ChatEvent.TextDelta("b"),
                        new ChatEvent.PartReceived(new Content.Opaque("gemini", "part", RawJson.ofText("{}"))),
                        new ChatEvent.ResponseStopped(STOP)))
                .containsExactly(
                        "start 0 {\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}",
                        "delta 0 {\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"q\\\":1}\"}",
                        "stop 0",
                        "start 1 {\"type\":\"text\",\"text\":\"\"}",
                        "delta 1 {\"type\":\"text_delta\",\"text\":\"a\"}",
                        "delta 1 {\"type\":\"citations_delta\",\"citation\":{\"n\":1}}",
                        "stop 1",
                        "start 2 {\"type\":\"text\",\"text\":\"\"}",
                        "delta 2 {\"type\":\"text_delta\",\"text\":\"b\"}",
                        "stop 2");
    }

    @Test
    void citations_of_other_dialects_are_not_told() {
        assertThat(String.join(
                        "\n",
                        blocks(
                                CHAT,
                                new ChatEvent.TextDelta("a"),
                                new ChatEvent.PartEnded(payload("citations", "[{\"n\":1}]")))))
                .doesNotContain("citation");
    }

    @Test
    void pictures_and_refusals_have_their_form() {
        Content picture = new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,AAAA", payload("x", "1"));
        String stream = written(
                CHAT,
                new ChatEvent.PartReceived(picture),
                new ChatEvent.RefusalDelta("No."),
                new ChatEvent.ResponseStopped(STOP));

        assertThat(stream)
                .contains(
                        "\"content_block\":{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}}",
                        "{\"type\":\"text_delta\",\"text\":\"No.\"}",
                        "\"stop_reason\":\"refusal\"");
    }

    @Test
    void reasons_have_the_words_of_the_dialect_and_its_own_stay() {
        assertThat(reason(CHAT, StopReason.Kind.LENGTH, "length")).isEqualTo("max_tokens");
        assertThat(reason(CHAT, StopReason.Kind.TOOL_CALLS, "tool_calls")).isEqualTo("tool_use");
        assertThat(reason(CHAT, StopReason.Kind.CONTENT_FILTER, "content_filter"))
                .isEqualTo("refusal");
        assertThat(reason(CHAT, StopReason.Kind.OTHER, "insufficient_system_resource"))
                .isEqualTo("insufficient_system_resource");
        assertThat(reason(OWN, StopReason.Kind.STOP, "pause_turn")).isEqualTo("pause_turn");
    }

    private static String reason(Origin origin, StopReason.Kind kind, String raw) {
        JsonObject event =
                last(written(origin, new ChatEvent.ResponseStopped(new StopReason(kind, raw))), "message_delta");
        return String.valueOf(Objects.requireNonNull(event.object("delta")).text("stop_reason"));
    }

    @Test
    void vendor_members_of_the_dialect_stand_where_the_api_has_them() {
        String stream = written(
                OWN,
                opaque("provider", "\"p\""),
                STARTED,
                opaque("stop_sequence", "\"END\""),
                opaque("container", "{\"id\":\"k\"}"),
                opaque("context_management", "{}"),
                new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.STOP, "stop_sequence")));

        assertThat(Objects.requireNonNull(last(stream, "message_start").object("message"))
                        .text("provider"))
                .isEqualTo("p");
        assertThat(Json.text(last(stream, "message_delta").without("usage")))
                .isEqualTo(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\",\"container\":{\"id\":\"k\"}},\"context_management\":{}}");
    }

    @Test
    void of_the_members_of_other_dialects_only_what_a_filter_found_is_told() {
        String stream = written(
                CHAT,
                STARTED,
                opaque("prompt_filter_results", "[1]"),
                opaque("system_fingerprint", "\"f\""),
                new ChatEvent.ResponseStopped(STOP));

        assertThat(last(stream, "message_delta").elements("prompt_filter_results"))
                .containsExactly(JsonValue.of(1));
        assertThat(stream).doesNotContain("system_fingerprint");
    }

    @Test
    void members_that_a_host_wrote_in_many_lines_do_not_break_the_lines_of_the_stream() {
        String lines = "{\n  \"a\": [\r\n  ]\n}";
        String stream = written(
                OWN,
                opaque("provider", lines),
                STARTED,
                opaque("context_management", lines),
                opaque("container", lines),
                new ChatEvent.ToolCallStarted(0, "c1", "f", payload("caller", lines)),
                new ChatEvent.PartReceived(new Content.Opaque("anthropic-messages", "content", RawJson.ofText(lines))),
                new ChatEvent.ResponseStopped(STOP));

        assertThat(stream.lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("event: ") || line.startsWith("data: {"));
    }

    @Test
    void a_failure_is_an_error_event_after_all_that_came_and_never_an_end() {
        ParlanceException broken = new ParlanceException.Overloaded(Failure.of("busy"));
        String stream = written(
                CHAT,
                STARTED,
                new ChatEvent.ToolCallStarted(0, "c1", "f", Members.NONE),
                new ChatEvent.ToolCallStarted(1, "c2", "g", Members.NONE),
                new ChatEvent.ToolCallDelta(1, "{}"),
                new ChatEvent.ResponseFailed(broken, null));

        assertThat(stream)
                .contains("\"id\":\"c1\"", "\"id\":\"c2\"", "\"partial_json\":\"{}\"")
                .doesNotContain("message_stop", "message_delta")
                .endsWith(
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n");
    }

    @Test
    void what_the_stream_says_is_what_the_whole_answer_says() {
        ChatEvent[] events = {
            STARTED,
            new ChatEvent.ReasoningDelta("hm", "reasoning_content", Members.NONE),
            new ChatEvent.TextDelta("ok"),
            new ChatEvent.RefusalDelta("no"),
            new ChatEvent.ToolCallStarted(0, "", "f", Members.NONE),
            new ChatEvent.ToolCallDelta(0, "{\"cut"),
            new ChatEvent.ToolCallEnded(0),
            opaque("content_filters", "[2]"),
            new ChatEvent.UsageReported(new Usage(5L, null, null, 6L, null, RawJson.EMPTY_OBJECT)),
            new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.LENGTH, "length"))
        };
        byte[] whole = Messages.INBOUND.encodeResponse(Messages.fold(List.of(events)), REQUEST, CHAT);
        JsonObject message = (JsonObject) Json.parse(whole);
        Message.Assistant streamed = Messages.fold(Messages.events(ResponseHead.OK, written(CHAT, events)))
                .message();

        assertThat(Messages.plain(new String(whole, StandardCharsets.UTF_8))
                        .message()
                        .content()
                        .subList(0, 3))
                .isEqualTo(streamed.content().subList(0, 3));
        assertThat(Json.text(message.without("content")))
                .isEqualTo(
                        "{\"id\":\"id-1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"a/b\",\"stop_reason\":\"max_tokens\",\"stop_sequence\":null,"
                                + "\"content_filters\":[2],\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}");
        assertThat(Json.text(message.elements("content").getLast()))
                .isEqualTo(
                        "{\"type\":\"tool_use\",\"id\":\"call_parlance_1_0\",\"name\":\"f\",\"input\":{\"INVALID_JSON\":\"{\\\"cut\"}}");
    }
}
