package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.TOOLS;
import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.blocks;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.echoed;
import static dev.parlance.sandbox.AnthropicClient.hello;
import static dev.parlance.sandbox.AnthropicClient.refused;
import static dev.parlance.sandbox.AnthropicClient.results;
import static dev.parlance.sandbox.AnthropicClient.send;
import static dev.parlance.sandbox.AnthropicClient.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thoughts that come back: own, unchanged, whole and first in an open tool loop. */
class AnthropicReplayTest {
    private static final String ENABLED = "'thinking':{'type':'enabled','budget_tokens':1024}," + TOOLS;
    private static final String ADAPTIVE = "'thinking':{'type':'adaptive'}," + TOOLS;
    private static final String DISABLED = "'thinking':{'type':'disabled'}," + TOOLS;
    private static final String ASKED = "{'role':'user','content':'hello'}";
    private static final String REDACTED = "{'role':'user','content':'something redacted'}";
    private static final String EXPECTED =
            "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found"
                    + " `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block"
                    + " (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking"
                    + " blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation"
                    + " at https://docs.claude.com/en/docs/build-with-claude/extended-thinking";
    private static final String MODIFIED =
            ": `thinking` or `redacted_thinking` blocks in the latest assistant message cannot"
                    + " be modified. These blocks must remain as they were in the original response.";
    private static final String FOREIGN_CALL =
            "{'role':'assistant','content':[{'type':'tool_use','id':'call_1','name':'clock','input':{}}]}";
    private static final String FOREIGN_RESULT =
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'call_1','content':'noon'}]}";

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5,ENABLED", "claude-opus-4-6,ADAPTIVE", "claude-sonnet-5,ADAPTIVE"})
    void a_tool_turn_that_comes_back_as_it_was_is_taken(String model, String how) {
        String more = more(how);
        JsonObject first = accepted(body(model, ASKED, more));
        assertThat(types(first)).containsExactly("thinking", "tool_use");
        JsonObject second = accepted(loop(model, ASKED, first, blocks(first), more));
        assertThat(blocks(second).getLast().text("text")).contains("weather → 12 degrees");
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5,ENABLED", "claude-opus-4-6,ADAPTIVE", "claude-sonnet-5,ADAPTIVE"})
    void a_tool_turn_without_the_thoughts_it_had_is_refused(String model, String how) {
        String more = more(how);
        JsonObject first = accepted(body(model, ASKED, more));
        refused(loop(model, ASKED, first, blocks(first).subList(1, 2), more), EXPECTED);
    }

    @Test
    void thoughts_may_be_left_out_once_thinking_is_off() {
        JsonObject first = accepted(body("claude-opus-4-6", ASKED, ENABLED));
        accepted(loop("claude-opus-4-6", ASKED, first, blocks(first).subList(1, 2), DISABLED));
    }

    @Test
    void thoughts_may_be_left_out_once_the_user_has_spoken_again() {
        JsonObject first = accepted(body("claude-sonnet-4-5", ASKED, ENABLED));
        String turns = ASKED + "," + echoed(blocks(first).subList(1, 2)) + "," + results(first)
                + ",{'role':'assistant','content':'so'},{'role':'user','content':'and now?'}";
        accepted(body("claude-sonnet-4-5", turns, ENABLED));
    }

    @Test
    void a_changed_thought_is_refused() {
        JsonObject first = accepted(body("claude-sonnet-4-5", ASKED, ENABLED));
        List<JsonObject> changed = new ArrayList<>(blocks(first));
        changed.set(0, changed.getFirst().with("thinking", JsonValue.of("something else")));
        refused(
                loop("claude-sonnet-4-5", ASKED, first, changed, ENABLED),
                "messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void a_shortened_thought_of_an_older_turn_is_refused_too() {
        JsonObject first =
                accepted(body("claude-sonnet-4-5", ASKED, "'thinking':{'type':'enabled','budget_tokens':1024}"));
        List<JsonObject> changed = new ArrayList<>(blocks(first));
        changed.set(0, changed.getFirst().with("thinking", JsonValue.of("")));
        String turns = ASKED + "," + echoed(changed) + ",{'role':'user','content':'and now?'}";
        refused(body("claude-sonnet-4-5", turns, ""), "messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void a_foreign_thought_is_refused() {
        String turns = ASKED
                + ",{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'Es8DCkYICxgC'},"
                + "{'type':'text','text':'a'}]},{'role':'user','content':'b'}";
        refused(
                body("claude-sonnet-4-5", turns, ENABLED),
                "messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void a_thought_without_a_signature_is_refused() {
        String turns = ASKED + ",{'role':'assistant','content':[{'type':'thinking','thinking':'hm'},"
                + "{'type':'text','text':'a'}]},{'role':'user','content':'b'}";
        refused(body("claude-sonnet-4-5", turns, ENABLED), "messages.1.content.0.thinking.signature: Field required");
    }

    @Test
    void a_thought_of_another_model_is_foreign() {
        JsonObject first = accepted(body("claude-sonnet-4-5", ASKED, ENABLED));
        refused(
                loop("claude-opus-4-5", ASKED, first, blocks(first), ENABLED),
                "messages.1.content.0: Invalid `signature` in `thinking` block");
        accepted(loop("claude-sonnet-4-5-20250929", ASKED, first, blocks(first), ENABLED));
    }

    @Test
    void some_thoughts_are_not_to_be_read_and_come_back_all_the_same() {
        JsonObject first = accepted(body("claude-sonnet-4-5", REDACTED, ENABLED));
        assertThat(types(first)).containsExactly("thinking", "redacted_thinking", "tool_use");
        List<JsonObject> said = blocks(first);
        accepted(loop("claude-sonnet-4-5", REDACTED, first, said, ENABLED));
        refused(
                loop("claude-sonnet-4-5", REDACTED, first, List.of(said.get(0), said.get(2)), ENABLED),
                "messages.1.content.0" + MODIFIED);
        refused(
                loop("claude-sonnet-4-5", REDACTED, first, List.of(said.get(1), said.get(2)), ENABLED),
                "messages.1.content.0" + MODIFIED);
        refused(
                loop("claude-sonnet-4-5", REDACTED, first, List.of(said.get(1), said.get(0), said.get(2)), ENABLED),
                "messages.1.content.0" + MODIFIED);
        refused(
                loop("claude-sonnet-4-5", REDACTED, first, List.of(said.get(0), said.get(2), said.get(1)), ENABLED),
                "messages.1.content.2" + MODIFIED);
    }

    @Test
    void redacted_data_from_elsewhere_is_refused() {
        JsonObject first = accepted(body("claude-sonnet-4-5", REDACTED, ENABLED));
        List<JsonObject> said = new ArrayList<>(blocks(first));
        said.set(1, said.get(1).with("data", JsonValue.of("EmwKAhgB")));
        refused(
                loop("claude-sonnet-4-5", REDACTED, first, said, ENABLED),
                "messages.1.content.1: Invalid `data` in `redacted_thinking` block");
    }

    @Test
    void a_loop_that_another_model_opened_needs_a_thought_with_a_budget_and_none_adaptively() {
        String turns = ASKED + "," + FOREIGN_CALL + "," + FOREIGN_RESULT;
        refused(body("claude-sonnet-4-5", turns, ENABLED), EXPECTED);
        accepted(body("claude-opus-4-6", turns, ADAPTIVE));
        accepted(body("claude-sonnet-5", turns, TOOLS));
        accepted(body("claude-sonnet-4-5", turns, TOOLS));
    }

    @Test
    void between_calls_a_budget_thinks_only_under_a_beta() {
        JsonObject first = accepted(body("claude-sonnet-4-5", ASKED, ENABLED));
        String second = loop("claude-sonnet-4-5", ASKED, first, blocks(first), ENABLED);
        assertThat(types(accepted(second))).containsExactly("text");
        SandboxAnswer interleaved = send(
                "POST",
                "/v1/messages",
                Map.of("anthropic-beta", "interleaved-thinking-2025-05-14"),
                SandboxClient.json(second));
        assertThat(types(SandboxClient.object(interleaved.body()))).containsExactly("thinking", "text");
        JsonObject adaptive = accepted(body("claude-opus-4-6", ASKED, ADAPTIVE));
        assertThat(types(accepted(loop("claude-opus-4-6", ASKED, adaptive, blocks(adaptive), ADAPTIVE))))
                .containsExactly("thinking", "text");
    }

    @Test
    void a_chain_of_calls_needs_the_thoughts_of_every_link_that_had_some() {
        String forced = ",'tool_choice':{'type':'any'}";
        JsonObject first = accepted(body("claude-opus-4-6", ASKED, ADAPTIVE));
        String turns = ASKED + "," + echoed(blocks(first)) + "," + results(first);
        JsonObject second = accepted(body("claude-opus-4-6", turns, ADAPTIVE + forced));
        assertThat(types(second)).containsExactly("thinking", "tool_use");
        String whole = turns + "," + echoed(blocks(second)) + "," + results(second);
        accepted(body("claude-opus-4-6", whole, ADAPTIVE));
        String cut = turns + "," + echoed(blocks(second).subList(1, 2)) + "," + results(second);
        refused(body("claude-opus-4-6", cut, ADAPTIVE), EXPECTED.replace("messages.1", "messages.3"));
    }

    @Test
    void a_call_without_thought_may_come_back_without_one() {
        JsonObject first = accepted(body("claude-opus-4-6", ASKED, DISABLED));
        accepted(loop("claude-opus-4-6", ASKED, first, blocks(first), ADAPTIVE));
    }

    @Test
    void a_paused_turn_goes_on_when_it_is_sent_back() {
        String asked = "{'role':'user','content':'hello [[pause]]'}";
        JsonObject paused = accepted(body("claude-sonnet-4-5", asked, ""));
        assertThat(paused.text("stop_reason")).isEqualTo("pause_turn");
        JsonObject rest = accepted(body("claude-sonnet-4-5", asked + "," + echoed(blocks(paused)), ""));
        assertThat(rest.text("stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void thinking_in_the_middle_of_talk_may_be_kept_or_dropped() {
        JsonObject first = accepted(hello("claude-sonnet-4-5", "'thinking':{'type':'enabled','budget_tokens':1024}"));
        String next = ",{'role':'user','content':'go on'}";
        accepted(body("claude-sonnet-4-5", ASKED + "," + echoed(blocks(first)) + next, ENABLED));
        accepted(body("claude-sonnet-4-5", ASKED + "," + echoed(blocks(first).subList(1, 2)) + next, ENABLED));
    }

    private static String loop(String model, String asked, JsonObject first, List<JsonObject> said, String more) {
        return body(model, asked + "," + echoed(said) + "," + results(first), more);
    }

    private static String more(String how) {
        return how.equals("ENABLED") ? ENABLED : ADAPTIVE;
    }
}
