package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.JsonValue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog must come to for OpenAI's families. Numbers name the oracle cases of open-multi-agent. */
class OpenAiOracleTest {
    private final Asking asking = new Asking();

    @Test
    void open_multi_agent_1_gpt_4o_takes_sampling_as_it_is() {
        Settlement settled = asking.settle(
                "openai",
                "gpt-4o",
                request -> request.parameter(Parameter.TEMPERATURE, Asking.number(0.7))
                        .parameter(Parameter.TOP_P, Asking.number(0.9))
                        .parameter(Parameter.FREQUENCY_PENALTY, Asking.number(1.2))
                        .parameter(Parameter.PRESENCE_PENALTY, Asking.number(0.5))
                        .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(100), "max_tokens"));

        assertThat(settled.settings()).hasSize(5);
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_tokens");
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void open_multi_agent_2_a_local_server_gets_top_k_min_p_and_repetition_penalty() {
        Settlement settled = asking.settle("openai-compatible", "qwen", OpenAiOracleTest::withLocalSampling);

        assertThat(settled.settings().keySet())
                .containsExactlyInAnyOrder(Parameter.TOP_K, Parameter.MIN_P, Parameter.REPETITION_PENALTY);
        assertThat(asking.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-4o", "azure-foundry, gpt-4o", "azure-foundry, Kimi-K2.6", "moonshot, kimi-k2.6"})
    void open_multi_agent_3_elsewhere_they_are_left_out_and_reported(String host, String model) {
        assertThat(asking.settle(host, model, OpenAiOracleTest::withLocalSampling)
                        .settings())
                .isEmpty();
        assertThat(asking.changes()).containsExactly("top-k=dropped", "min-p=dropped", "repetition-penalty=dropped");
    }

    private static ChatRequest.Builder withLocalSampling(ChatRequest.Builder request) {
        return request.parameter(Parameter.TOP_K, JsonValue.of(40))
                .parameter(Parameter.MIN_P, Asking.number(0.05))
                .parameter(Parameter.REPETITION_PENALTY, Asking.number(1.1));
    }

    @Test
    void open_multi_agent_7_and_8_parallel_calls_are_asked_for_only_with_tools() {
        UnaryOperator<ChatRequest.Builder> asked =
                request -> request.parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(false));

        assertThat(Asking.sent(
                        asking.settle(
                                "openai",
                                "gpt-4o",
                                request -> asked.apply(request).tool(Asking.TOOL)),
                        Parameter.PARALLEL_TOOL_CALLS))
                .isEqualTo(JsonValue.of(false));
        assertThat(asking.settle("openai", "gpt-4o", asked).settings()).isEmpty();
        assertThat(asking.changes()).containsExactly("parallel-tool-calls=dropped");
        assertThat(asking.settle("openai", "o3", request -> asked.apply(request).tool(Asking.TOOL))
                        .settings())
                .isEmpty();
    }

    @Test
    void open_multi_agent_9_and_12_efforts_go_out_and_too_great_ones_become_the_nearest() {
        assertThat(asking.settle("openai", "gpt-5", request -> request.thinking(new Thinking.Effort("high")))
                        .thinking())
                .isEqualTo(new Thinking.Effort("high"));
        assertThat(asking.changes()).isEmpty();
        assertThat(asking.settle("openai", "gpt-5", request -> request.thinking(new Thinking.Effort("max")))
                        .thinking())
                .isEqualTo(new Thinking.Effort("high"));
        assertThat(asking.changes()).containsExactly("thinking=mapped");
        assertThat(asking.settle("openai", "gpt-4o", request -> request.thinking(new Thinking.Effort("high")))
                        .thinking())
                .isNull();
        assertThat(asking.changes()).containsExactly("thinking=dropped");
    }

    @Test
    void open_multi_agent_10_a_budget_alone_is_no_effort() {
        assertThat(asking.settle("openai", "gpt-5", request -> request.thinking(new Thinking.Budget(2000)))
                        .thinking())
                .isNull();
        assertThat(asking.changes()).containsExactly("thinking=mapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure-foundry"})
    void open_multi_agent_15_o3_mini(String host) {
        Settlement settled = asking.settle(
                host,
                "o3-mini",
                request -> request.parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(500), "max_tokens")
                        .parameter(Parameter.TEMPERATURE, Asking.number(0.2))
                        .parameter(Parameter.TOP_P, Asking.number(0.9)));

        assertThat(settled.settings().keySet()).containsExactly(Parameter.MAX_OUTPUT_TOKENS);
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_completion_tokens");
        assertThat(asking.changes()).containsExactly("temperature=dropped", "top-p=dropped");
        assertThat(Catalog.bundled().resolve(host, "o3-mini").transforms()).contains(Transform.SYSTEM_AS_DEVELOPER);
        assertThat(Catalog.bundled().resolve(host, "o1-mini").transforms())
                .doesNotContain(Transform.SYSTEM_AS_DEVELOPER);
    }

    @Test
    void open_multi_agent_16_gpt_5_1_takes_temperature_while_it_does_not_think() {
        Settlement off = asking.settle(
                "openai",
                "gpt-5.1",
                request -> request.thinking(new Thinking.Off()).parameter(Parameter.TEMPERATURE, Asking.number(0.2)));
        assertThat(Asking.sent(off, Parameter.TEMPERATURE)).isEqualTo(Asking.number(0.2));
        assertThat(off.thinking()).isEqualTo(new Thinking.Effort("none"));
        assertThat(asking.changes()).isEmpty();

        Settlement on = asking.settle(
                "openai",
                "gpt-5.1",
                request -> request.thinking(new Thinking.Effort("low"))
                        .parameter(Parameter.TEMPERATURE, Asking.number(0.2)));
        assertThat(on.settings()).isEmpty();
        assertThat(asking.changes()).containsExactly("temperature=dropped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5.4", "gpt-5.4-mini", "gpt-5.5"})
    void open_multi_agent_17_gpt_5_4_with_tools_does_not_think_on_chat(String model) {
        Settlement settled = asking.settle(
                "openai", model, request -> request.tool(Asking.TOOL).thinking(new Thinking.Effort("medium")));
        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort("none"));
        assertThat(asking.changes()).containsExactly("thinking=mapped");

        assertThat(asking.settle("openai", model, request -> request.tool(Asking.TOOL))
                        .thinking())
                .isNull();
        assertThat(asking.changes()).isEmpty();
        assertThat(asking.settle("openai", model, request -> request.thinking(new Thinking.Effort("medium")))
                        .thinking())
                .isEqualTo(new Thinking.Effort("medium"));
    }

    @Test
    void open_multi_agent_18_gpt_5_6_with_tools_is_told_not_to_think() {
        assertThat(asking.settle("openai", "gpt-5.6", request -> request.tool(Asking.TOOL))
                        .thinking())
                .isEqualTo(new Thinking.Effort("none"));
        assertThat(asking.adjustments()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Adjustment.Kind.ADDED);
            assertThat(one.rule()).isEqualTo("models/openai.json#models/gpt-5.6/dialects/openai-chat/rules/thinking");
        });
        assertThat(asking.settle("openai", "gpt-5.6", request -> request).thinking())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5", "gpt-5-mini", "o3", "o4-mini", "gpt-5.2"})
    void later_reasoning_models_refuse_stop(String model) {
        assertThat(asking.settle("openai", model, request -> request.parameter(Parameter.STOP, JsonValue.of("x")))
                        .settings())
                .isEmpty();
        assertThat(asking.settle("openai", "o3-mini", request -> request.parameter(Parameter.STOP, JsonValue.of("x")))
                        .settings())
                .hasSize(1);
    }

    @Test
    void the_developer_role_goes_where_it_is_known_and_nowhere_else() {
        Catalog catalog = Catalog.bundled();

        assertThat(catalog.resolve("openai", "gpt-5").transforms())
                .contains(Transform.SYSTEM_AS_DEVELOPER)
                .doesNotContain(Transform.DEVELOPER_AS_SYSTEM);
        assertThat(catalog.resolve("openai-compatible", "gpt-5").transforms())
                .contains(Transform.DEVELOPER_AS_SYSTEM)
                .doesNotContain(Transform.SYSTEM_AS_DEVELOPER);
        assertThat(catalog.resolve("moonshot", "kimi-k2.6").transforms()).contains(Transform.DEVELOPER_AS_SYSTEM);
        assertThat(catalog.resolve("openai", "gpt-4o").transforms())
                .doesNotContain(Transform.SYSTEM_AS_DEVELOPER, Transform.DEVELOPER_AS_SYSTEM);
    }
}
