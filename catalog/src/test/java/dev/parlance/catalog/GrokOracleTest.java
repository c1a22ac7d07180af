package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog must come to for Grok at its makers. Numbers name the oracle cases of open-multi-agent. */
class GrokOracleTest {
    private final Asking asking = new Asking();

    @ParameterizedTest
    @ValueSource(strings = {"grok-4.6", "grok-3", "grok-4-1-fast-non-reasoning", "grok-9"})
    void open_multi_agent_19_penalties_and_stop_are_left_out_even_at_0(String model) {
        Settlement settled = asking.settle(
                "xai",
                model,
                request -> request.parameter(Parameter.PRESENCE_PENALTY, Asking.number(0))
                        .parameter(Parameter.FREQUENCY_PENALTY, Asking.number(0))
                        .parameter(Parameter.STOP, JsonValue.of("x"))
                        .parameter(Parameter.TEMPERATURE, Asking.number(0)));

        assertThat(settled.settings().keySet()).containsExactly(Parameter.TEMPERATURE);
        assertThat(asking.changes())
                .containsExactlyInAnyOrder("presence-penalty=dropped", "frequency-penalty=dropped", "stop=dropped");
    }

    @ParameterizedTest
    @CsvSource({
        "grok-4.3, medium, medium, ''",
        "grok-4.3, xhigh, high, thinking=mapped",
        "grok-4.3, none, none, ''",
        "grok-4.5, minimal, low, thinking=mapped",
        "grok-4.5, xhigh, high, thinking=mapped",
        "grok-4.6, xhigh, xhigh, ''",
        "grok-4.6, max, xhigh, thinking=mapped",
        "grok-3-mini, high, high, ''",
        "grok-3-mini, medium, low, thinking=mapped",
        "grok-4.20-multi-agent, high, high, ''",
        "grok-4.20-reasoning, low, , thinking=dropped",
        "grok-4-0709, low, , thinking=dropped",
        "grok-4-fast-non-reasoning, none, , thinking=dropped",
        "grok-code-fast-1, high, , thinking=dropped",
        "grok-build-0.1, high, , thinking=dropped",
        "grok-3-fast, high, , thinking=dropped",
        "grok-9, high, , thinking=dropped",
    })
    void open_multi_agent_20_only_those_that_take_an_effort_get_one(
            String model, String asked, @Nullable String sent, String change) {
        Settlement settled = asking.settle("xai", model, request -> request.thinking(new Thinking.Effort(asked)));

        assertThat(settled.thinking()).isEqualTo(sent == null ? null : new Thinking.Effort(sent));
        assertThat(String.join(",", asking.changes())).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({"grok-4.3, none, false", "grok-4.5, low, true", "grok-4.6, low, true"})
    void off_is_none_or_the_least(String model, String sent, boolean stillThinks) {
        Settlement settled = asking.settle("xai", model, request -> request.thinking(new Thinking.Off()));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort(sent));
        assertThat(settled.reasoningOn()).isEqualTo(stillThinks);
        assertThat(asking.changes()).isEqualTo(stillThinks ? List.of("thinking=mapped") : List.of());
    }

    @Test
    void reasoning_goes_back_in_responses_only() {
        Profile chat = Catalog.bundled().resolve("xai", "grok-4.3");
        assertThat(chat.reasoning().replay()).isEqualTo(Replay.NEVER);
        assertThat(chat.reasoning().field()).isNull();

        Profile responses = Catalog.bundled().resolve("xai", "grok-4.3", "openai-responses");
        assertThat(responses.dialect()).isEqualTo("openai-responses");
        assertThat(responses.source("reasoning/replay").file()).doesNotStartWith("hosts/");
        assertThat(responses.rulesFor(Parameter.THINKING_SUMMARY)).anyMatch(Rule.Drop.class::isInstance);
    }

    @Test
    void log_probabilities_are_eight_at_most() {
        Settlement settled = asking.settle(
                "xai", "grok-4.3", request -> request.parameter(Parameter.TOP_LOGPROBS, JsonValue.of(20)));

        assertThat(Asking.sent(settled, Parameter.TOP_LOGPROBS)).isEqualTo(JsonValue.of(8));
        assertThat(asking.changes()).containsExactly("top-logprobs=clamped");
    }
}
