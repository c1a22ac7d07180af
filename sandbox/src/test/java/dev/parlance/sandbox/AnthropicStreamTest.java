package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.TOOLS;
import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.number;
import static dev.parlance.sandbox.AnthropicClient.post;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Streams: the events, their order and their frames, as recorded. */
class AnthropicStreamTest {
    private static final String ENABLED = "'thinking':{'type':'enabled','budget_tokens':1024}";

    @Test
    void every_event_is_named_after_its_type_and_padded() {
        String stream = stream("claude-sonnet-4-5", "hello", ENABLED);
        Pattern frame = Pattern.compile("event: ([a-z_]+)\ndata: \\{\"type\": ?\"\\1\"[^\n]*}\n\n");
        assertThat(frame.matcher(stream).replaceAll("")).isEmpty();
        assertThat(stream).containsPattern("\\}? {2,}}\n");
    }

    @Test
    void blocks_come_one_after_the_other_between_start_and_end() {
        List<JsonObject> events = events("claude-sonnet-4-5", "something redacted", ENABLED + "," + TOOLS);
        assertThat(events.getFirst().text("type")).isEqualTo("message_start");
        assertThat(events.stream()
                        .filter(event -> "content_block_start".equals(event.text("type")))
                        .map(event -> member(event, "content_block").text("type")))
                .containsExactly("thinking", "redacted_thinking", "tool_use");
        assertThat(events.subList(events.size() - 2, events.size()).stream().map(event -> event.text("type")))
                .containsExactly("message_delta", "message_stop");
    }

    @Test
    void a_stream_says_what_the_plain_answer_says() {
        String more = ENABLED + "," + TOOLS;
        JsonObject plain = accepted(body("claude-sonnet-4-5", "{'role':'user','content':'hello'}", more));
        List<JsonObject> events = events("claude-sonnet-4-5", "hello", more);
        assertThat(joined(events, "thinking"))
                .isEqualTo(AnthropicClient.blocks(plain).getFirst().text("thinking"));
        assertThat(SandboxClient.object(joined(events, "partial_json")))
                .isEqualTo(member(AnthropicClient.blocks(plain).getLast(), "input"));
        assertThat(joined(events, "signature")).isNotEmpty();
    }

    @Test
    void pings_come_behind_the_first_start_and_in_the_middle() {
        List<JsonObject> events = events("claude-haiku-4-5", "hello", "");
        assertThat(events.get(2).text("type")).isEqualTo("ping");
        assertThat(events.stream().filter(event -> "ping".equals(event.text("type"))))
                .hasSizeGreaterThan(1);
    }

    @Test
    void a_call_without_arguments_is_one_empty_piece() {
        List<JsonObject> events =
                events("claude-haiku-4-5", "hello", TOOLS + ",'tool_choice':{'type':'tool','name':'clock'}");
        assertThat(deltas(events)).hasSize(1);
        assertThat(deltas(events).getFirst().text("partial_json")).isEmpty();
    }

    @Test
    void an_omitted_thought_is_its_signature() {
        List<JsonObject> deltas = deltas(events("claude-sonnet-5", "hello", ""));
        assertThat(deltas.getFirst().text("type")).isEqualTo("signature_delta");
        assertThat(deltas.get(1).text("type")).isEqualTo("text_delta");
    }

    @Test
    void the_end_revises_the_input_when_tools_were_offered() {
        List<JsonObject> events = events("claude-haiku-4-5", "hello", TOOLS);
        long early = number(member(member(events.getFirst(), "message"), "usage"), "input_tokens");
        JsonObject end = member(events.get(events.size() - 2), "usage");
        assertThat(number(end, "input_tokens")).isEqualTo(early + 18);
        JsonObject plain = accepted(body("claude-haiku-4-5", "{'role':'user','content':'hello'}", TOOLS));
        assertThat(number(member(plain, "usage"), "input_tokens")).isEqualTo(number(end, "input_tokens"));
    }

    @Test
    void a_refusal_in_a_stream_has_no_block() {
        List<JsonObject> events = events("claude-haiku-4-5", "[[refusal]]", "");
        assertThat(events.stream().map(event -> event.text("type")))
                .containsExactly("message_start", "message_delta", "message_stop");
        assertThat(member(events.get(1), "delta").text("stop_reason")).isEqualTo("refusal");
    }

    @Test
    void an_error_takes_the_place_of_the_end() {
        List<JsonObject> events = events("claude-haiku-4-5", "hello [[error-in-stream]]", "");
        assertThat(events.getLast().text("type")).isEqualTo("error");
        assertThat(member(events.getLast(), "error").text("type")).isEqualTo("overloaded_error");
        assertThat(events).noneMatch(event -> "message_stop".equals(event.text("type")));
        assertThat(post(body("claude-haiku-4-5", "{'role':'user','content':'[[error-in-stream]]'}", ""))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void the_end_can_be_missing_or_torn() {
        List<JsonObject> events = events("claude-haiku-4-5", "hello [[done-missing]]", "");
        assertThat(events.getLast().text("type")).isEqualTo("message_delta");
        SandboxAnswer cut = answer("claude-haiku-4-5", "hello [[cut]]", "");
        assertThat(cut.ending()).isEqualTo(Ending.CUT);
        SandboxAnswer slow = answer("claude-haiku-4-5", "hello [[slow 20ms]]", "");
        assertThat(slow.chunks()).allMatch(chunk -> chunk.delay().equals(Duration.ofMillis(20)));
    }

    private static List<JsonObject> events(String model, String text, String more) {
        return SandboxClient.events(stream(model, text, more));
    }

    private static String stream(String model, String text, String more) {
        SandboxAnswer answer = answer(model, text, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream; charset=utf-8");
        return answer.body();
    }

    private static SandboxAnswer answer(String model, String text, String more) {
        String streamed = "'stream':true" + (more.isEmpty() ? "" : "," + more);
        return post(body(model, "{'role':'user','content':'" + text + "'}", streamed));
    }

    private static List<JsonObject> deltas(List<JsonObject> events) {
        return events.stream()
                .filter(event -> "content_block_delta".equals(event.text("type")))
                .map(event -> member(event, "delta"))
                .toList();
    }

    private static String joined(List<JsonObject> events, String name) {
        StringBuilder joined = new StringBuilder();
        for (JsonObject delta : deltas(events)) {
            joined.append(delta.get(name) instanceof JsonValue.JsonString(String text) ? text : "");
        }
        return joined.toString();
    }
}
