package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.TOOLS;
import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.blocks;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.hello;
import static dev.parlance.sandbox.AnthropicClient.refused;
import static dev.parlance.sandbox.AnthropicClient.types;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thinking, effort and sampling by generation. */
class AnthropicThinkingTest {
    private static final String ENABLED = "'thinking':{'type':'enabled','budget_tokens':1024}";
    private static final String ADAPTIVE = "'thinking':{'type':'adaptive'}";
    private static final String DISABLED = "'thinking':{'type':'disabled'}";
    private static final String ADVICE =
            " Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking"
                    + "#important-considerations-when-using-extended-thinking";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-7-sonnet-latest",
                "claude-sonnet-4-0",
                "claude-opus-4-20250514",
                "claude-opus-4-1",
                "claude-haiku-4-5",
                "claude-opus-4-5"
            })
    void models_up_to_4_5_think_with_a_budget_and_never_adaptively(String model) {
        assertThat(types(accepted(hello(model, ENABLED)))).containsExactly("thinking", "text");
        refused(hello(model, ADAPTIVE), "adaptive thinking is not supported on this model");
        assertThat(types(accepted(hello(model, "")))).containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-4-6", "claude-sonnet-4-6"})
    void the_models_of_4_6_take_both(String model) {
        assertThat(types(accepted(hello(model, ENABLED)))).containsExactly("thinking", "text");
        assertThat(types(accepted(hello(model, ADAPTIVE)))).containsExactly("thinking", "text");
        assertThat(types(accepted(hello(model, "")))).containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-4-7",
                "claude-opus-4-8",
                "claude-sonnet-5",
                "claude-fable-5",
                "claude-opus-5",
                "claude-opus-5-5",
                "claude-sonnet-5-5",
                "claude-haiku-5-5",
                "claude-fable-5-1"
            })
    void newer_models_take_no_budget(String model) {
        refused(
                hello(model, ENABLED),
                "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                        + " \"output_config.effort\" to control thinking behavior.");
        assertThat(types(accepted(hello(model, ADAPTIVE)))).containsExactly("thinking", "text");
    }

    @Test
    void sonnet_5_thinks_until_told_not_to() {
        assertThat(types(accepted(hello("claude-sonnet-5", "")))).containsExactly("thinking", "text");
        assertThat(types(accepted(hello("claude-sonnet-5", DISABLED)))).containsExactly("text");
        assertThat(types(accepted(hello("claude-opus-4-8", "")))).containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-5", "claude-sonnet-5", "claude-haiku-5-5"})
    void thinking_by_default_can_be_switched_off(String model) {
        assertThat(types(accepted(hello(model, "")))).containsExactly("thinking", "text");
        assertThat(types(accepted(hello(model, DISABLED)))).containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-fable-5", "claude-fable-5-1", "claude-opus-5-5", "claude-sonnet-5-5"})
    void some_models_cannot_be_told_not_to_think(String model) {
        refused(
                hello(model, DISABLED),
                "\"thinking.type.disabled\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                        + " \"output_config.effort\" to control thinking behavior.");
        assertThat(types(accepted(hello(model, "")))).containsExactly("thinking", "text");
    }

    @Test
    void sonnet_5_5_alone_thinks_between_tools_at_efforts_up_to_high() {
        String between = "'thinking':{'type':'between_tools'}";
        assertThat(types(accepted(hello("claude-sonnet-5-5", between)))).containsExactly("text");
        accepted(hello("claude-sonnet-5-5", between + ",'output_config':{'effort':'high'}"));
        refused(
                hello("claude-sonnet-5-5", between + ",'output_config':{'effort':'xhigh'}"),
                "output_config.effort 'xhigh' is not supported when thinking is disabled on this model. Use effort 'high'"
                        + " or below, or enable thinking.");
        refused(
                hello("claude-opus-5-5", between),
                "\"thinking.type.between_tools\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                        + " \"output_config.effort\" to control thinking behavior.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-fable-5-1", "claude-opus-5-5", "claude-sonnet-5-5"})
    void some_models_cannot_be_made_to_call_a_tool(String model) {
        for (String choice : new String[] {"{'type':'any'}", "{'type':'tool','name':'look'}"}) {
            String tools = "'tools':[{'name':'look','input_schema':{'type':'object'}}],'tool_choice':" + choice;
            refused(hello(model, tools), "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
            accepted(hello("claude-haiku-5-5", tools));
            accepted(hello("claude-fable-5", tools));
        }
    }

    @Test
    void a_model_before_thinking_does_not_think() {
        refused(hello("claude-3-haiku-20240307", ENABLED), "'claude-3-haiku-20240307' does not support thinking.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'enabled','budget_tokens':1023}   | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024
                    {'type':'enabled'}                        | thinking.enabled.budget_tokens: Field required
                    {'type':'adaptive','budget_tokens':2000}  | thinking.adaptive.budget_tokens: Extra inputs are not permitted
                    {'type':'disabled','budget_tokens':2000}  | thinking.disabled.budget_tokens: Extra inputs are not permitted
                    {'type':'enabled','budget_tokens':2000,'effort':'low'} | thinking.enabled.effort: Extra inputs are not permitted
                    {'type':'auto'}                           | thinking: Input tag ’auto’ found using ’type’ does not match any of the expected tags: ’adaptive’, ’disabled’, ’enabled’
                    {'type':'adaptive','display':'full'}      | thinking.adaptive.display: Input should be ’summarized’ or ’omitted’
                    {'budget_tokens':2000}                    | thinking.type: Field required
                    """, quoteCharacter = '\0')
    void the_thinking_object_has_its_form(String thinking, String message) {
        refused(hello("claude-sonnet-4-6", "'thinking':" + thinking), message);
    }

    @Test
    void a_budget_leaves_room_for_the_answer() {
        refused(
                hello("claude-sonnet-4-5", "'thinking':{'type':'enabled','budget_tokens':4096}"),
                "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at"
                        + " https://docs.claude.com/en/docs/build-with-claude/extended-thinking"
                        + "#max-tokens-and-context-window-size");
        accepted(hello("claude-sonnet-4-5", "'thinking':{'type':'enabled','budget_tokens':4095}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    claude-haiku-4-5  | low   | This model does not support the effort parameter.
                    claude-sonnet-4-5 | low   | This model does not support the effort parameter.
                    claude-opus-4-5   | max   | This model does not support effort level 'max'. Supported levels: high, low, medium.
                    claude-opus-4-6   | xhigh | This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.
                    claude-opus-4-7   | none  | output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'
                    """, quoteCharacter = '\0')
    void effort_levels_differ(String model, String effort, String message) {
        refused(hello(model, "'output_config':{'effort':'" + effort + "'}"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-5,high",
        "claude-sonnet-4-6,max",
        "claude-opus-4-7,xhigh",
        "claude-sonnet-5,max",
        "claude-fable-5,low",
        "claude-opus-5,xhigh"
    })
    void effort_levels_that_a_model_has_are_taken(String model, String effort) {
        accepted(hello(model, "'output_config':{'effort':'" + effort + "'}"));
    }

    @Test
    void opus_5_must_think_at_the_highest_efforts() {
        refused(
                hello("claude-opus-5", DISABLED + ",'output_config':{'effort':'xhigh'}"),
                "output_config.effort 'xhigh' is not supported when thinking is disabled on this model. Use effort 'high' or"
                        + " below, or enable thinking.");
        accepted(hello("claude-opus-5", DISABLED + ",'output_config':{'effort':'high'}"));
        accepted(hello("claude-sonnet-5", DISABLED + ",'output_config':{'effort':'max'}"));
    }

    @Test
    void thoughts_are_shown_or_omitted_and_signed_either_way() {
        String shown = "'thinking':{'type':'adaptive','display':'summarized'}";
        assertThat(blocks(accepted(hello("claude-sonnet-5", shown))).getFirst().text("thinking"))
                .isNotEmpty();
        assertThat(blocks(accepted(hello("claude-sonnet-4-6", ADAPTIVE)))
                        .getFirst()
                        .text("thinking"))
                .isNotEmpty();
        var omitted = blocks(accepted(hello("claude-sonnet-5", ADAPTIVE))).getFirst();
        assertThat(omitted.text("thinking")).isEmpty();
        assertThat(omitted.text("signature")).isNotEmpty();
    }

    @Test
    void a_forced_tool_does_not_go_with_a_budget() {
        for (String choice : new String[] {"{'type':'any'}", "{'type':'tool','name':'clock'}"}) {
            String forced = TOOLS + ",'tool_choice':" + choice;
            refused(
                    hello("claude-sonnet-4-6", ENABLED + "," + forced),
                    "Thinking may not be enabled when tool_choice forces tool use.");
            accepted(hello("claude-sonnet-4-6", ADAPTIVE + "," + forced));
            accepted(hello("claude-sonnet-4-6", forced));
        }
        accepted(hello("claude-sonnet-4-6", ENABLED + "," + TOOLS + ",'tool_choice':{'type':'auto'}"));
    }

    @Test
    void a_prefill_does_not_go_with_a_budget() {
        String messages = "{'role':'user','content':'a'},{'role':'assistant','content':'b'}";
        refused(
                body("claude-sonnet-4-5", messages, ENABLED),
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`. When `thinking` is"
                        + " enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost"
                        + " set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from"
                        + " previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation"
                        + " at https://docs.claude.com/en/docs/build-with-claude/extended-thinking");
        accepted(body("claude-sonnet-4-5", messages, ""));
    }

    @ParameterizedTest
    @CsvSource({"temperature,1", "temperature,0.2", "top_p,0.99", "top_k,5"})
    void the_newest_models_take_no_sampling(String name, String value) {
        for (String model :
                new String[] {"claude-opus-4-7", "claude-opus-4-8", "claude-sonnet-5", "claude-fable-5", "claude-opus-5"
                }) {
            refused(hello(model, "'" + name + "':" + value), "`" + name + "` is deprecated for this model.");
        }
        accepted(hello("claude-opus-4-6", "'" + name + "':" + value));
    }

    @Test
    void a_temperature_and_top_p_do_not_go_together_from_4_5_on() {
        String both = "'temperature':0.5,'top_p':0.9";
        for (String model : new String[] {"claude-haiku-4-5", "claude-opus-4-5", "claude-sonnet-4-6"}) {
            refused(
                    hello(model, both),
                    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        }
        accepted(hello("claude-sonnet-4-0", both));
        accepted(hello("claude-sonnet-4-5", "'temperature':0.5,'top_k':9"));
    }

    @Test
    void sampling_stays_at_its_usual_values_while_a_model_thinks() {
        refused(
                hello("claude-sonnet-4-5", ENABLED + ",'temperature':0.5"),
                "`temperature` may only be set to 1 when thinking is enabled." + ADVICE);
        refused(
                hello("claude-sonnet-4-6", ADAPTIVE + ",'top_p':0.5"),
                "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled." + ADVICE);
        refused(
                hello("claude-sonnet-4-5", ENABLED + ",'top_k':5"),
                "`top_k` must be unset when thinking is enabled." + ADVICE);
        accepted(hello("claude-sonnet-4-5", ENABLED + ",'temperature':1.0"));
        accepted(hello("claude-sonnet-4-6", DISABLED + ",'temperature':0.5"));
    }

    @Test
    void a_temperature_has_its_range() {
        refused(hello("claude-sonnet-4-5", "'temperature':1.1"), "temperature: range: 0..1");
        refused(hello("claude-sonnet-4-5", "'top_p':-0.1"), "top_p: range: 0..1");
        refused(hello("claude-sonnet-4-5", "'temperature':'hot'"), "temperature: Input should be a valid number");
    }
}
