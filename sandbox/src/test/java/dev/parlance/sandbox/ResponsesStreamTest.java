package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import dev.parlance.sandbox.openai.OpenAiHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of OpenAI's Responses, and what a plain answer holds. */
class ResponsesStreamTest {
    private static final DirectClient OPENAI = DirectClient.bearer(new OpenAiHost());
    private static final String WEATHER = ",'tools':[{'type':'function','name':'weather','parameters':{'type':'object',"
            + "'properties':{'city':{'type':'string'}},'required':['city']}}]";

    private static List<JsonObject> events(String model, String text, String members) {
        return OPENAI.events(
                "/responses", "{'model':'" + model + "','stream':true,'input':'" + text + "'" + members + "}");
    }

    private static JsonObject answer(String model, String text, String members) {
        return OPENAI.answer("/responses", "{'model':'" + model + "','input':'" + text + "'" + members + "}");
    }

    private static List<String> types(List<JsonObject> events) {
        return events.stream()
                .map(event -> String.valueOf(event.text("type")))
                .distinct()
                .toList();
    }

    private static String deltas(List<JsonObject> events, String type) {
        StringBuilder text = new StringBuilder();
        events.stream()
                .filter(event -> type.equals(event.text("type")))
                .forEach(event -> text.append(event.text("delta")));
        return text.toString();
    }

    @Test
    void a_text_is_streamed_in_the_documented_order() {
        List<JsonObject> events = events("gpt-4o", "hello", "");
        assertThat(types(events))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        for (int index = 0; index < events.size(); index++) {
            assertThat(events.get(index).get("sequence_number")).isEqualTo(JsonValue.of(index));
        }
        JsonObject response = member(events.getLast(), "response");
        JsonObject message = (JsonObject) response.elements("output").getFirst();
        JsonObject part = (JsonObject) message.elements("content").getFirst();
        assertThat(part.text("text"))
                .isEqualTo(deltas(events, "response.output_text.delta"))
                .contains("hello");
        assertThat(response.text("model")).isEqualTo("gpt-4o-2024-08-06");
        assertThat(member(events.getFirst(), "response").text("status")).isEqualTo("in_progress");
    }

    @Test
    void the_event_line_equals_the_type_and_nothing_follows_the_last_event() {
        String stream = OPENAI.post("/responses", "{'model':'gpt-4o','stream':true,'input':'hello'}")
                .body();
        assertThat(stream)
                .startsWith("event: response.created\ndata: {\"type\":\"response.created\"")
                .doesNotContain("[DONE]");
        for (String frame : stream.strip().split("\n\n")) {
            String type = frame.substring("event: ".length(), frame.indexOf('\n'));
            assertThat(frame).contains("\ndata: {\"type\":\"" + type + "\"");
        }
    }

    @Test
    void a_thought_without_a_summary_is_an_empty_item() {
        List<JsonObject> events = events("gpt-5", "hello", "");
        assertThat(types(events)).noneMatch(type -> type.contains("reasoning"));
        JsonObject thought = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        assertThat(thought.text("type")).isEqualTo("reasoning");
        assertThat(thought.elements("summary")).isEmpty();
        assertThat(thought.get("status")).isNull();
    }

    @Test
    void a_summary_comes_when_it_is_asked_for() {
        List<JsonObject> events = events("gpt-5", "hello", ",'reasoning':{'summary':'auto'}");
        assertThat(types(events))
                .containsSubsequence(
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done");
        JsonObject thought = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        assertThat(((JsonObject) thought.elements("summary").getFirst()).text("text"))
                .isEqualTo(deltas(events, "response.reasoning_summary_text.delta"))
                .contains("hello");
        assertThat(member(member(events.getLast(), "response"), "reasoning").text("summary"))
                .isEqualTo("detailed");
    }

    @Test
    void a_detailed_summary_has_two_parts() {
        List<JsonObject> events = events("gpt-5", "hello", ",'reasoning':{'summary':'detailed'}");
        assertThat(events)
                .filteredOn(event -> "response.reasoning_summary_part.added".equals(event.text("type")))
                .extracting(event -> event.get("summary_index"))
                .containsExactly(JsonValue.of(0), JsonValue.of(1));
        JsonObject thought = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        assertThat(thought.elements("summary")).hasSize(2);
        assertThat(((JsonObject) thought.elements("summary").get(0)).text("text")
                        + ((JsonObject) thought.elements("summary").get(1)).text("text"))
                .isEqualTo(deltas(events, "response.reasoning_summary_text.delta"));
    }

    @Test
    void a_call_is_an_item_whose_arguments_come_in_fragments() {
        List<JsonObject> events = events("gpt-4o", "hello", WEATHER);
        assertThat(types(events))
                .containsSubsequence(
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done");
        JsonObject call = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        assertThat(call.text("arguments"))
                .isEqualTo(deltas(events, "response.function_call_arguments.delta"))
                .isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(call.text("call_id")).startsWith("call_");
        assertThat(call.text("id")).startsWith("fc_");
    }

    @Test
    void a_custom_tool_gets_free_text() {
        List<JsonObject> events = events("gpt-4o", "hello", ",'tools':[{'type':'custom','name':'shell'}]");
        assertThat(types(events))
                .contains("response.custom_tool_call_input.delta", "response.custom_tool_call_input.done");
        JsonObject call = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        assertThat(call.text("type")).isEqualTo("custom_tool_call");
        assertThat(call.text("input")).isEqualTo("sandbox");
    }

    @Test
    void calls_follow_the_choice_and_are_parallel_unless_forbidden() {
        String two = ",'tools':[{'type':'function','name':'a'},{'type':'function','name':'b'}]";
        assertThat(answer("gpt-4o", "all tools", two).elements("output")).hasSize(2);
        assertThat(answer("gpt-4o", "all tools", two + ",'parallel_tool_calls':false")
                        .elements("output"))
                .hasSize(1);
        assertThat(firstItem(two + ",'tool_choice':{'type':'function','name':'b'}")
                        .text("name"))
                .isEqualTo("b");
        assertThat(firstItem(two + ",'tool_choice':{'type':'allowed_tools','mode':'required',"
                                + "'tools':[{'type':'function','name':'b'}]}")
                        .text("name"))
                .isEqualTo("b");
        assertThat(firstItem(two + ",'tool_choice':'none'").text("type")).isEqualTo("message");
    }

    private static JsonObject firstItem(String members) {
        return (JsonObject) answer("gpt-4o", "hi", members).elements("output").getFirst();
    }

    @Test
    void deltas_are_padded_unless_that_is_refused() {
        List<JsonObject> padded = events("gpt-4o", "hello", "");
        assertThat(padded)
                .filteredOn(event -> event.get("delta") != null)
                .isNotEmpty()
                .allSatisfy(event -> assertThat((event.text("delta") + event.text("obfuscation")).length() % 16)
                        .isZero());
        assertThat(events("gpt-4o", "hello", ",'stream_options':{'include_obfuscation':false}"))
                .allSatisfy(event -> assertThat(event.get("obfuscation")).isNull());
    }

    @Test
    void a_budget_ends_an_answer_early() {
        List<JsonObject> events = events("gpt-5", "hello", ",'max_output_tokens':3");
        JsonObject response = member(events.getLast(), "response");
        assertThat(events.getLast().text("type")).isEqualTo("response.incomplete");
        assertThat(response.text("status")).isEqualTo("incomplete");
        assertThat(member(response, "incomplete_details").text("reason")).isEqualTo("max_output_tokens");
        assertThat(response.elements("output")).hasSize(1);
        JsonObject text = answer("gpt-4o", "hello", ",'max_output_tokens':3");
        assertThat(((JsonObject) text.elements("output").getFirst()).text("status"))
                .isEqualTo("incomplete");
        assertThat(member(text, "usage").get("output_tokens")).isEqualTo(JsonValue.of(3));
    }

    @Test
    void a_filter_ends_an_answer_early() {
        JsonObject response = answer("gpt-4o", "[[content-filter]] hello", "");
        assertThat(member(response, "incomplete_details").text("reason")).isEqualTo("content_filter");
        JsonObject thinking = answer("gpt-5", "[[think-only]] hello", "");
        assertThat(member(thinking, "incomplete_details").text("reason")).isEqualTo("max_output_tokens");
    }

    @Test
    void a_refusal_is_a_part_of_its_own() {
        List<JsonObject> events = events("gpt-4o", "[[refusal]] hello", WEATHER);
        assertThat(types(events)).contains("response.refusal.delta", "response.refusal.done");
        JsonObject message = (JsonObject)
                member(events.getLast(), "response").elements("output").getFirst();
        JsonObject part = (JsonObject) message.elements("content").getFirst();
        assertThat(part.text("type")).isEqualTo("refusal");
        assertThat(part.text("refusal")).isEqualTo("I'm sorry, I can't assist with that.");
    }

    @Test
    void a_failure_in_the_stream_is_an_error_and_a_failed_response_under_status_200() {
        List<JsonObject> events = events("gpt-4o", "[[error-in-stream]] hello", "");
        JsonObject error = events.get(events.size() - 2);
        assertThat(error.text("type")).isEqualTo("error");
        assertThat(member(error, "error").text("code")).isEqualTo("server_error");
        assertThat(error.get("sequence_number")).isEqualTo(JsonValue.of(events.size() - 2));
        JsonObject failed = events.getLast();
        assertThat(failed.text("type")).isEqualTo("response.failed");
        assertThat(member(failed, "response").text("status")).isEqualTo("failed");
        assertThat(member(member(failed, "response"), "error").text("code")).isEqualTo("server_error");
        assertThat(events.get(events.size() - 3).text("type")).isEqualTo("response.output_text.delta");
    }

    @Test
    void other_faults_are_those_of_the_chat_side() {
        assertThat(OPENAI.post("/responses", "{'model':'gpt-4o','input':'[[status 429 quota]]'}")
                        .body())
                .contains("insufficient_quota");
        SandboxAnswer cut = OPENAI.post("/responses", "{'model':'gpt-4o','stream':true,'input':'[[cut]] hello'}");
        assertThat(cut.ending()).isEqualTo(Ending.CUT);
        List<JsonObject> endless = events("gpt-4o", "[[done-missing]] hello", "");
        assertThat(endless.getLast().text("type")).isEqualTo("response.output_item.done");
        SandboxAnswer slow = OPENAI.post("/responses", "{'model':'gpt-4o','stream':true,'input':'[[slow 5ms]] hello'}");
        assertThat(slow.chunks()).allSatisfy(chunk -> assertThat(chunk.delay()).isEqualTo(Duration.ofMillis(5)));
        assertThat(events("gpt-4o", "[[tokens 400]]", ""))
                .filteredOn(event -> "response.output_text.delta".equals(event.text("type")))
                .hasSizeGreaterThanOrEqualTo(400);
    }

    @Test
    void newer_models_say_which_phase_a_message_is() {
        assertThat(((JsonObject) answer("gpt-5.4", "hi", "").elements("output").getFirst()).text("phase"))
                .isEqualTo("final_answer");
        assertThat(((JsonObject) answer("gpt-4o", "hi", "").elements("output").getFirst()).get("phase"))
                .isNull();
    }

    @Test
    void probabilities_come_when_they_are_included() {
        JsonObject response = answer("gpt-4o", "hi", ",'top_logprobs':2,'include':['message.output_text.logprobs']");
        JsonObject message = (JsonObject) response.elements("output").getFirst();
        JsonObject part = (JsonObject) message.elements("content").getFirst();
        JsonObject first = (JsonObject) part.elements("logprobs").getFirst();
        assertThat(first.elements("top_logprobs")).hasSize(2);
        assertThat(first.text("token")).isEqualTo("You");
    }

    @Test
    void a_format_shapes_the_answer() {
        JsonObject response = answer(
                "gpt-4o",
                "hi",
                ",'text':{'format':{'type':'json_schema','name':'a','strict':true,'schema':{'type':'object','properties':"
                        + "{'city':{'type':'string'}},'required':['city'],'additionalProperties':false}}}");
        JsonObject message = (JsonObject) response.elements("output").getFirst();
        assertThat(((JsonObject) message.elements("content").getFirst()).text("text"))
                .isEqualTo("{\"city\":\"Zürich\"}");
    }

    @Test
    void usage_counts_reasoning_and_what_the_cache_gave() {
        String talk =
                "[{'role':'user','content':'one'},{'role':'assistant','content':'two'},{'role':'user','content':'three'}]";
        JsonObject usage = member(OPENAI.answer("/responses", "{'model':'gpt-5.6','input':" + talk + "}"), "usage");
        assertThat(member(usage, "output_tokens_details").get("reasoning_tokens"))
                .isNotEqualTo(JsonValue.of(0));
        assertThat(member(usage, "input_tokens_details").get("cached_tokens")).isNotEqualTo(JsonValue.of(0));
        assertThat(member(usage, "input_tokens_details").get("cache_write_tokens"))
                .isEqualTo(JsonValue.of(0));
    }

    @Test
    void a_stream_in_the_background_is_queued_first() {
        assertThat(types(events("gpt-5", "hello", ",'background':true")))
                .startsWith("response.created", "response.queued", "response.in_progress");
    }

    @Test
    void the_answer_repeats_the_request() {
        JsonObject response =
                answer("gpt-5", "hi", ",'instructions':'be kind','metadata':{'a':'b'},'store':false" + WEATHER);
        assertThat(response.text("instructions")).isEqualTo("be kind");
        assertThat(member(response, "metadata").text("a")).isEqualTo("b");
        assertThat(response.get("store")).isEqualTo(JsonValue.of(false));
        assertThat(((JsonObject) response.elements("tools").getFirst()).get("strict"))
                .isEqualTo(JsonValue.of(true));
        assertThat(member(response, "reasoning").text("effort")).isEqualTo("medium");
    }
}
