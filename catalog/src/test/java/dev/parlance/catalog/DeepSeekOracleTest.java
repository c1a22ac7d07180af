package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.ReasoningFacts.MissingIn;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.wire.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog must come to for DeepSeek, at its makers and elsewhere. Numbers name the oracle cases of open-multi-agent. */
class DeepSeekOracleTest {
    private final Asking asking = new Asking();

    private static ReasoningFacts reasoning(String host, String model, @Nullable String dialect) {
        return Catalog.bundled().resolve(host, model, dialect).reasoning();
    }

    @Test
    void open_multi_agent_22_an_effort_stands_beside_the_switch() {
        Settlement settled =
                asking.settle("deepseek", "deepseek-v4-pro", request -> request.thinking(new Thinking.Effort("max")));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort("max"));
        assertThat(reasoning("deepseek", "deepseek-v4-pro", null).spelling())
                .isEqualTo(Spelling.THINKING_OBJECT_AND_EFFORT);
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void open_multi_agent_23_off_is_the_switch_alone() {
        Settlement settled =
                asking.settle("deepseek", "deepseek-v4-flash", request -> request.thinking(new Thinking.Off()));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Off());
        assertThat(settled.reasoningOn()).isFalse();
        assertThat(asking.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"minimal, low", "low, low", "medium, high", "high, high", "xhigh, high", "max, max", "ultra, max"})
    void efforts_become_the_three_that_are_real(String asked, String sent) {
        Settlement settled =
                asking.settle("deepseek", "deepseek-flash", request -> request.thinking(new Thinking.Effort(asked)));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort(sent));
        if (!asked.equals(sent)) {
            assertThat(asking.changes()).containsExactly("thinking=mapped");
        }
    }

    @Test
    void open_multi_agent_24_and_25_the_fourth_generation_wants_reasoning_in_every_turn_once_there_are_tools() {
        for (String host : new String[] {"deepseek", "qiniu"}) {
            ReasoningFacts facts = reasoning(host, "deepseek-v4-flash", null);

            assertThat(facts.replay()).isEqualTo(Replay.OWN);
            assertThat(facts.field()).isEqualTo("reasoning_content");
            assertThat(facts.whenMissing()).isEmpty();
            assertThat(facts.missingIn()).isEqualTo(MissingIn.EVERY_TURN_ONCE_TOOLS);
        }
    }

    @Test
    void v3_2_wants_it_in_an_open_tool_loop_and_r1_never() {
        ReasoningFacts third = reasoning("qiniu", "deepseek-v3.2", null);
        assertThat(third.replay()).isEqualTo(Replay.TOOL_LOOP);
        assertThat(third.missingIn()).isEqualTo(MissingIn.TOOL_TURNS);
        assertThat(third.whenMissing()).isEmpty();

        assertThat(reasoning("huggingface", "deepseek-ai/DeepSeek-R1-0528", null)
                        .replay())
                .isEqualTo(Replay.NEVER);
        assertThat(reasoning("qiniu", "deepseek-v3.1-terminus", null).replay()).isEqualTo(Replay.NEVER);
    }

    @Test
    void open_multi_agent_27_the_old_names_keep_reasoning_of_the_open_tool_loop_only() {
        for (String name : new String[] {"deepseek-reasoner", "deepseek-chat"}) {
            assertThat(reasoning("deepseek", name, null).replay()).isEqualTo(Replay.TOOL_LOOP);
        }
        assertThat(reasoning("deepseek", "deepseek-reasoner", null).thinks())
                .isEqualTo(ReasoningFacts.Thinks.BY_DEFAULT);
        assertThat(reasoning("deepseek", "deepseek-chat", null).thinks()).isEqualTo(ReasoningFacts.Thinks.ON_REQUEST);
    }

    @Test
    void a_forced_choice_without_a_wish_switches_thinking_off() {
        Settlement settled = asking.settle(
                "deepseek",
                "deepseek-v4-pro",
                request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Required()));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Off());
        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(asking.changes()).containsExactly("thinking=added");
    }

    @Test
    void a_forced_choice_with_a_wish_to_think_becomes_auto_and_without_thinking_it_stays() {
        Settlement thinking = asking.settle(
                "deepseek",
                "deepseek-v4-pro",
                request -> request.tool(Asking.TOOL)
                        .thinking(new Thinking.Effort("high"))
                        .toolChoice(new ToolChoice.Named("look")));
        assertThat(thinking.toolChoice()).isEqualTo(new ToolChoice.Auto());
        assertThat(asking.changes()).containsExactly("tool-choice=mapped");

        Settlement off = asking.settle(
                "deepseek",
                "deepseek-v4-pro",
                request -> request.tool(Asking.TOOL)
                        .thinking(new Thinking.Off())
                        .toolChoice(new ToolChoice.Named("look")));
        assertThat(off.toolChoice()).isEqualTo(new ToolChoice.Named("look"));
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void a_schema_becomes_json_mode_in_chat_and_the_budget_has_the_older_name() {
        ResponseFormat schema = new ResponseFormat.JsonSchema("x", null, null, null, Members.NONE);
        Settlement settled = asking.settle(
                "deepseek",
                "deepseek-v4-pro",
                request -> request.responseFormat(schema)
                        .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(9), "max_completion_tokens"));

        assertThat(settled.responseFormat()).isEqualTo(new ResponseFormat.JsonObject());
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_tokens");
        assertThat(asking.changes()).containsExactly("response-format=mapped");
    }

    @Test
    void clients_of_other_dialects_are_answered_in_their_own() {
        Catalog catalog = Catalog.bundled();
        Profile responses = catalog.resolve("deepseek", "deepseek-v4-flash", "openai-responses");
        assertThat(responses.dialect()).isEqualTo("openai-responses");
        assertThat(responses.reasoning().levels()).containsExactly("none", "low", "high", "max");
        assertThat(responses.reasoning().whenMissing()).isNull();
        assertThat(responses.rulesFor(Parameter.RESPONSE_FORMAT)).isEmpty();

        assertThat(catalog.resolve("deepseek", "deepseek-v4-flash", "anthropic-messages")
                        .dialect())
                .isEqualTo("openai-chat");
        assertThat(catalog.resolve("deepseek", "deepseek-v4-flash", "gemini").dialect())
                .isEqualTo("openai-chat");
    }

    @Test
    void only_the_model_that_sees_is_shown_pictures() {
        Catalog catalog = Catalog.bundled();
        assertThat(catalog.resolve("deepseek", "deepseek-v4-flash").checks()).contains(FinalCheck.READABLE_MEDIA);
        assertThat(catalog.resolve("deepseek", "deepseek-v4-flash").facts().modalities())
                .containsExactly("text");
        assertThat(catalog.resolve("deepseek", "deepseek-v4-flash-vision-exp")
                        .facts()
                        .modalities())
                .containsExactlyInAnyOrder("text", "image");
    }
}
