package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.joined;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a Foundry resource answers, in the chunk shapes that were recorded. */
class AzureFoundryAnswerTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String TOOL = "'tools':[{'type':'function','function':{'name':'look','parameters':"
            + "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}}}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void the_first_chunk_belongs_to_the_prompt() {
        for (String model : List.of("Kimi-K2.6", "gpt-4o")) {
            JsonObject first = stream(model, "hello").getFirst();
            assertThat(first.get("choices")).isEqualTo(new JsonArray(List.of()));
            assertThat(first.text("id")).isEmpty();
            assertThat(first.text("model")).isEmpty();
            assertThat(first.elements("prompt_filter_results")).hasSize(1);
        }
    }

    @Test
    void kimi_deltas_have_explicit_nulls_and_bare_ids() {
        List<JsonObject> chunks = stream("Kimi-K2.6", "hello");
        JsonObject thought = member(choice(chunks.get(2)), "delta");
        assertThat(thought.members().keySet()).containsExactly("content", "reasoning_content", "role", "tool_calls");
        assertThat(thought.get("content")).isEqualTo(JsonNull.NULL);
        assertThat(thought.text("reasoning_content")).isNotEmpty();
        assertThat(chunks.get(2).text("id")).matches("[0-9a-f]{32}");
        assertThat(chunks.get(2).text("model")).isEqualTo("Kimi-K2.6");
    }

    @Test
    void kimi_usage_counts_no_reasoning() {
        List<JsonObject> chunks = CLIENT.chunks(
                "azure-foundry",
                "{'model':'Kimi-K2.6','stream':true,'stream_options':{'include_usage':true},"
                        + "'messages':[{'role':'user','content':'hello'}]}");
        JsonObject usage = member(chunks.getLast(), "usage");
        assertThat(usage.members().keySet())
                .containsExactly(
                        "completion_tokens",
                        "prompt_tokens",
                        "prompt_tokens_details",
                        "reasoning_tokens",
                        "total_tokens");
        assertThat(chunks.getLast().elements("choices")).isEmpty();
    }

    @Test
    void kimi_calls_carry_a_blank_of_content_behind_them() {
        List<JsonObject> chunks = CLIENT.chunks(
                "azure-foundry",
                "{'model':'Kimi-K2.6','stream':true,'messages':[{'role':'user','content':'hello'}]," + TOOL + "}");
        assertThat(joined(chunks, "content")).isEqualTo(" ");
        assertThat(finishes(chunks)).containsExactly("tool_calls");
        assertThat(chunks.toString()).contains("functions.look:0");
    }

    @Test
    void the_answer_names_the_underlying_model() {
        JsonObject answer = CLIENT.answer(
                "azure-foundry", "{'model':'gpt-4o-prod','messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.text("model")).isEqualTo("gpt-4o-2024-08-06");
        assertThat(choice(answer).object("content_filter_results")).isNotNull();
    }

    @Test
    void openai_models_count_reasoning_and_never_show_it() {
        JsonObject answer =
                CLIENT.answer("azure-foundry", "{'model':'gpt-5','messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.toString()).doesNotContain("reasoning_content");
        assertThat(member(member(answer, "usage"), "completion_tokens_details").get("reasoning_tokens"))
                .isNotEqualTo(JsonValue.of(0));
    }

    @Test
    void the_asynchronous_filter_reports_after_the_stop_in_choices_without_a_delta() {
        for (String model : List.of("Kimi-K2.6", "gpt-4o")) {
            List<JsonObject> chunks = stream(model, "hello [[async-filter]]");
            JsonObject last = choice(chunks.getLast());
            assertThat(last.get("delta")).isNull();
            assertThat(last.get("finish_reason")).isEqualTo(JsonNull.NULL);
            assertThat(last.object("content_filter_offsets")).isNotNull();
            assertThat(chunks.getLast().text("id")).isEmpty();
            assertThat(finishes(chunks)).containsExactly("stop");
        }
    }

    @Test
    void a_blocked_answer_ends_in_a_choice_without_a_delta() {
        for (String model : List.of("Kimi-K2.6", "gpt-4o")) {
            List<JsonObject> chunks = stream(model, "hello [[content-filter]]");
            JsonObject last = choice(chunks.getLast());
            assertThat(last.get("delta")).isNull();
            assertThat(last.text("finish_reason")).isEqualTo("content_filter");
            assertThat(last.toString()).contains("filtered");
        }
    }

    @Test
    void deepseek_thinks_only_with_an_effort() {
        String start = "{'model':'DeepSeek-V4-Pro','messages':[{'role':'user','content':'hello'}]";
        assertThat(CLIENT.message("azure-foundry", start + "}").get("reasoning_content"))
                .isEqualTo(JsonNull.NULL);
        assertThat(CLIENT.message("azure-foundry", start + ",'reasoning_effort':'low'}")
                        .text("reasoning_content"))
                .isNotEmpty();
    }

    @Test
    void limits_are_told_with_every_answer() {
        var headers = CLIENT.chat("azure-foundry", "{'model':'gpt-4o','messages':[{'role':'user','content':'hello'}]}")
                .headers();
        assertThat(headers.firstValue("apim-request-id")).isPresent();
        assertThat(headers.firstValue("x-ratelimit-remaining-tokens")).isPresent();
    }

    private static List<JsonObject> stream(String model, String text) {
        return CLIENT.chunks(
                "azure-foundry",
                "{'model':'" + model + "','stream':true,'messages':[{'role':'user','content':'" + text + "'}]}");
    }
}
