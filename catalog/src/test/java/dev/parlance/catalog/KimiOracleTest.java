package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.JsonValue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog must come to for Kimi at its makers. Numbers name the oracle cases of Kimi Code. */
class KimiOracleTest {
    private final Asking asking = new Asking();

    @Test
    void kimi_code_1_effort_is_a_thinking_object_at_the_plan_and_a_word_at_the_platform() {
        Settlement plan = asking.settle(
                "moonshot-plan", "kimi-for-coding", request -> request.thinking(new Thinking.Effort("high")));
        assertThat(plan.thinking()).isEqualTo(new Thinking.Effort("high"));
        assertThat(spelling("moonshot-plan", "kimi-for-coding"))
                .isEqualTo(ReasoningFacts.Spelling.THINKING_OBJECT_WITH_EFFORT);

        Settlement platform =
                asking.settle("moonshot", "kimi-k3", request -> request.thinking(new Thinking.Effort("high")));
        assertThat(platform.thinking()).isEqualTo(new Thinking.Effort("high"));
        assertThat(spelling("moonshot", "kimi-k3")).isEqualTo(ReasoningFacts.Spelling.REASONING_EFFORT);
    }

    private static ReasoningFacts.Spelling spelling(String host, String model) {
        return Catalog.bundled().resolve(host, model).reasoning().spelling();
    }

    @ParameterizedTest
    @CsvSource({"minimal, low", "low, low", "medium, high", "high, high", "xhigh, max", "max, max"})
    void efforts_of_others_become_words_of_kimi_k3(String asked, String sent) {
        Settlement settled =
                asking.settle("moonshot", "kimi-k3", request -> request.thinking(new Thinking.Effort(asked)));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kimi-k2.6", "kimi-k2.5"})
    void kimi_k2_can_be_told_not_to_think_and_knows_no_levels(String model) {
        assertThat(asking.settle("moonshot", model, request -> request.thinking(new Thinking.Off()))
                        .thinking())
                .isEqualTo(new Thinking.Off());
        assertThat(asking.changes()).isEmpty();
        assertThat(asking.settle("moonshot", model, request -> request.thinking(new Thinking.Effort("high")))
                        .thinking())
                .isEqualTo(new Thinking.On());
        assertThat(asking.changes()).containsExactly("thinking=mapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kimi-k3", "kimi-k2.7-code", "kimi-k2.7-code-highspeed", "kimi-k2-thinking"})
    void a_model_that_always_thinks_is_not_told_to_stop_and_that_is_reported(String model) {
        Settlement settled = asking.settle("moonshot", model, request -> request.thinking(new Thinking.Off()));

        assertThat(settled.thinking()).isNull();
        assertThat(settled.reasoningOn()).isTrue();
        assertThat(asking.changes()).containsExactly("thinking=dropped");
    }

    @Test
    void kimi_code_4_a_cap_goes_out_under_the_new_name_and_none_is_added() {
        Settlement capped = asking.settle(
                "moonshot", "kimi-k2.6", request -> request.parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(100)));
        assertThat(Asking.name(capped, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_completion_tokens");
        assertThat(asking.changes()).isEmpty();

        assertThat(asking.settle("moonshot", "kimi-k2.6", request -> request).settings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kimi-k2.6, false, 1", "kimi-k2.6, true, 0.6", "kimi-k2.5, true, 0.6", "kimi-k3, false, 1"})
    void pinned_sampling_never_reaches_moonshot_and_the_pinned_value_is_no_loss(
            String model, boolean off, double pinned) {
        UnaryOperator<ChatRequest.Builder> thinking = request -> off ? request.thinking(new Thinking.Off()) : request;
        Settlement same = asking.settle(
                "moonshot",
                model,
                request -> thinking.apply(request)
                        .parameter(Parameter.TEMPERATURE, Asking.number(pinned))
                        .parameter(Parameter.TOP_P, Asking.number(0.95))
                        .parameter(Parameter.N, JsonValue.of(1))
                        .parameter(Parameter.PRESENCE_PENALTY, JsonValue.of(0))
                        .parameter(Parameter.FREQUENCY_PENALTY, Asking.number(0.0)));
        assertThat(same.settings()).isEmpty();
        assertThat(asking.changes()).isEmpty();

        Settlement other = asking.settle(
                "moonshot",
                model,
                request -> thinking.apply(request)
                        .parameter(Parameter.TEMPERATURE, Asking.number(0.2))
                        .parameter(Parameter.TOP_P, Asking.number(0.5))
                        .parameter(Parameter.N, JsonValue.of(2))
                        .parameter(Parameter.PRESENCE_PENALTY, JsonValue.of(1))
                        .parameter(Parameter.FREQUENCY_PENALTY, JsonValue.of(1)));
        assertThat(other.settings()).isEmpty();
        assertThat(asking.changes())
                .containsExactlyInAnyOrder(
                        "temperature=dropped",
                        "top-p=dropped",
                        "n=dropped",
                        "presence-penalty=dropped",
                        "frequency-penalty=dropped");
        assertThat(asking.adjustments()).allSatisfy(one -> {
            assertThat(one.rule()).startsWith("hosts/moonshot.json#models/kimi-k2");
            assertThat(one.evidence()).isNotNull();
            assertThat(one.reason()).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kimi-k2-0905-preview", "kimi-k2-turbo-preview", "kimi-k2-0711-preview", "moonshot-v1-8k"})
    void older_models_take_sampling(String model) {
        Settlement settled = asking.settle(
                "moonshot", model, request -> request.parameter(Parameter.TEMPERATURE, Asking.number(0.2)));

        assertThat(Asking.sent(settled, Parameter.TEMPERATURE)).isEqualTo(Asking.number(0.2));
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void moonshot_v1_takes_no_temperature_above_one() {
        Settlement settled = asking.settle(
                "moonshot",
                "moonshot-v1-128k",
                request -> request.parameter(Parameter.TEMPERATURE, Asking.number(1.4)));

        assertThat(Asking.sent(settled, Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(1));
        assertThat(asking.changes()).containsExactly("temperature=clamped");
    }

    @Test
    void a_forced_tool_switches_an_unasked_thinking_off_where_that_can_be_said() {
        Settlement settled = asking.settle(
                "moonshot", "kimi-k2.6", request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Required()));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Off());
        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(asking.changes()).containsExactly("thinking=added");
    }

    @Test
    void a_forced_tool_gives_way_where_thinking_is_wanted_or_cannot_stop() {
        assertThat(asking.settle(
                                "moonshot",
                                "kimi-k2.6",
                                request -> request.tool(Asking.TOOL)
                                        .thinking(new Thinking.On())
                                        .toolChoice(new ToolChoice.Named("look")))
                        .toolChoice())
                .isEqualTo(new ToolChoice.Auto());
        assertThat(asking.settle(
                                "moonshot",
                                "kimi-k2.7-code",
                                request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Required()))
                        .toolChoice())
                .isEqualTo(new ToolChoice.Auto());
        assertThat(asking.settle(
                                "moonshot",
                                "kimi-k3",
                                request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Named("look")))
                        .toolChoice())
                .isEqualTo(new ToolChoice.Required());
        assertThat(asking.settle(
                                "moonshot",
                                "kimi-k3",
                                request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Required()))
                        .toolChoice())
                .isEqualTo(new ToolChoice.Required());
        assertThat(asking.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "moonshot, kimi-k2.6, on-request",
        "moonshot, kimi-k2.5, unsupported",
        "moonshot, kimi-k2.7-code, implied",
        "moonshot, kimi-k3, implied",
        "moonshot, kimi-k2-thinking, unsupported",
        "moonshot, moonshot-v1-8k, unsupported",
        "azure-foundry, Kimi-K2.6, unsupported",
        "openai, gpt-5, unsupported",
    })
    void thinking_is_kept_in_view_only_where_that_exists(String host, String model, String keep) {
        assertThat(Catalog.bundled().resolve(host, model).reasoning().keep().label())
                .isEqualTo(keep);
    }

    @Test
    void keeping_thinking_in_view_asks_kimi_k2_6_and_is_reported_at_foundry() {
        UnaryOperator<ChatRequest.Builder> keep =
                request -> request.parameter(Parameter.THINKING_KEEP, JsonValue.of("all"));

        assertThat(asking.settle("moonshot", "kimi-k2.6", keep).keepThinking()).isTrue();
        assertThat(asking.changes()).isEmpty();
        assertThat(asking.settle("azure-foundry", "Kimi-K2.6", keep).keepThinking())
                .isFalse();
        assertThat(asking.changes()).containsExactly("thinking-keep=dropped");
    }

    @Test
    void moonshot_gets_what_its_contract_names_and_nothing_else() {
        Settlement settled = asking.settle(
                "moonshot",
                "kimi-k2.6",
                request -> request.parameter(Parameter.SEED, JsonValue.of(1))
                        .parameter(Parameter.TOP_K, JsonValue.of(40))
                        .parameter(Parameter.LOGIT_BIAS, JsonValue.object())
                        .parameter(Parameter.STORE, JsonValue.of(true))
                        .parameter(Parameter.LOGPROBS, JsonValue.of(true))
                        .parameter(Parameter.PROMPT_CACHE_KEY, JsonValue.of("session"))
                        .parameter(Parameter.SAFETY_IDENTIFIER, JsonValue.of("hash"))
                        .parameter(Parameter.STOP, JsonValue.of("END")));

        assertThat(settled.settings().keySet())
                .containsExactlyInAnyOrder(Parameter.PROMPT_CACHE_KEY, Parameter.SAFETY_IDENTIFIER, Parameter.STOP);
        assertThat(Asking.sent(
                        asking.settle(
                                "moonshot",
                                "kimi-k3",
                                request -> request.parameter(Parameter.LOGPROBS, JsonValue.of(true))),
                        Parameter.LOGPROBS))
                .isEqualTo(JsonValue.of(true));
    }

    @Test
    void moonshot_gets_back_its_reasoning_and_the_empty_text_for_what_is_missing() {
        Profile profile = Catalog.bundled().resolve("moonshot", "kimi-k2.6");

        assertThat(profile.reasoning().field()).isEqualTo("reasoning_content");
        assertThat(profile.reasoning().replay()).isEqualTo(ReasoningFacts.Replay.OWN);
        assertThat(profile.reasoning().whenMissing()).isEmpty();
        assertThat(profile.emptyContent()).isEqualTo(Profile.EmptyContent.OMIT);
        assertThat(profile.doneRequired()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "kimi-k2.6, ab, false",
        "kimi-k2.6, abc, true",
        "kimi-k2.6, 1bc, false",
        "kimi-k2.6, a.bc, false",
        "kimi-k3, a, true",
        "kimi-k3, 1, false",
        "kimi-k2.7-code, ab, false",
    })
    void tool_names_of_moonshot_have_a_pattern_by_family(String model, String tool, boolean taken) {
        Profile profile = Catalog.bundled().resolve("moonshot", model);

        assertThat(profile.toolNames()).isNotNull();
        assertThat(profile.toolNames().matcher(tool).matches()).isEqualTo(taken);
        assertThat(profile.checks()).contains(FinalCheck.TOOL_NAMES);
    }

    @Test
    void only_kimi_k3_at_its_makers_sees_system_messages_that_carry_tools() {
        assertThat(Catalog.bundled().resolve("moonshot", "kimi-k3").transforms())
                .doesNotContain(Transform.DROP_TOOL_DECLARING_MESSAGES);
        for (String[] other : new String[][] {
            {"moonshot", "kimi-k2.6"}, {"openai", "gpt-5"}, {"azure-foundry", "Kimi-K2.6"}, {"openai-compatible", "x"}
        }) {
            assertThat(Catalog.bundled().resolve(other[0], other[1]).transforms())
                    .contains(Transform.DROP_TOOL_DECLARING_MESSAGES);
        }
    }
}
