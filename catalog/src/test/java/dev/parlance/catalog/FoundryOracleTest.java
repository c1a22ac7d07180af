package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.wire.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog must come to for Microsoft Foundry and generic servers. Numbers name the oracle cases of Kimi Code. */
class FoundryOracleTest {
    private final Asking asking = new Asking();

    @Test
    void kimi_code_23_kimi_on_foundry_takes_an_effort_and_the_new_name_and_has_a_shared_window() {
        Settlement settled = asking.settle(
                "azure-foundry",
                "Kimi-K2.6",
                request -> request.thinking(new Thinking.Effort("medium"))
                        .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(1024), "max_tokens"));
        Profile profile = Catalog.bundled().resolve("azure-foundry", "Kimi-K2.6");

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort("medium"));
        assertThat(profile.reasoning().spelling()).isEqualTo(ReasoningFacts.Spelling.REASONING_EFFORT);
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_completion_tokens");
        assertThat(profile.budget()).isEqualTo(new OutputBudget(512, 1, true));
        assertThat(profile.facts().window()).isEqualTo(262144);
        assertThat(profile.checks()).contains(FinalCheck.OUTPUT_BUDGET);
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void kimi_code_23_gpt_4o_on_foundry_keeps_max_tokens_and_its_budget_unfilled() {
        Settlement settled = asking.settle(
                "azure-foundry",
                "gpt-4o",
                request -> request.parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(4096)));

        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_tokens");
        assertThat(Catalog.bundled().resolve("azure-foundry", "gpt-4o").budget())
                .isEqualTo(new OutputBudget(512, 1, false));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5, max_completion_tokens",
        "o3-mini, max_completion_tokens",
        "Kimi-K2.5, max_completion_tokens",
        "some-deployment, max_completion_tokens",
        "grok-4.7, max_completion_tokens",
        "gpt-4.1-mini, max_tokens",
        "gpt-35-turbo, max_tokens",
        "gpt-4, max_tokens",
        "DeepSeek-V3.2, max_tokens",
        "Llama-3.3-70B-Instruct, max_tokens",
        "Mistral-Large-3, max_tokens",
        "Cohere-command-a, max_tokens",
    })
    void the_name_of_the_budget_on_foundry_follows_the_model(String deployment, String name) {
        Settlement settled = asking.settle(
                "azure-foundry",
                deployment,
                request -> request.parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(9)));

        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo(name);
    }

    private static ChatRequest.Builder withReasoning(ChatRequest.Builder request) {
        return request.message(new Message.Assistant(
                        List.of(new Content.Reasoning("hm"), new Content.Text("yes")),
                        Message.ContentForm.FREE,
                        Members.NONE))
                .user("go on");
    }

    @ParameterizedTest
    @CsvSource({"openai-compatible, some-model", "azure-foundry, Kimi-K2.6"})
    void kimi_code_24_reasoning_in_the_history_adds_an_effort_that_a_pin_or_off_beats(String host, String model) {
        assertThat(asking.settle(host, model, FoundryOracleTest::withReasoning).thinking())
                .isEqualTo(new Thinking.Effort("medium"));
        assertThat(asking.changes()).containsExactly("thinking=added");

        assertThat(asking.settle(host, model, request -> withReasoning(request).thinking(new Thinking.Effort("low")))
                        .thinking())
                .isEqualTo(new Thinking.Effort("low"));
        assertThat(asking.changes()).isEmpty();

        assertThat(asking.settle(host, model, request -> withReasoning(request).thinking(new Thinking.Off()))
                        .thinking())
                .isNull();
        assertThat(asking.settle(host, model, request -> request).thinking()).isNull();
    }

    @Test
    void kimi_code_24_a_generic_server_gets_reasoning_back_under_its_own_name() {
        Profile profile = Catalog.bundled().resolve("openai-compatible", "some-model");

        assertThat(profile.reasoning().field()).isEqualTo("*");
        assertThat(profile.reasoning().replay()).isEqualTo(ReasoningFacts.Replay.OWN);
        assertThat(profile.reasoning().whenMissing()).isNull();
    }

    @Test
    void deepseek_on_foundry_loses_what_it_refuses() {
        Settlement settled = asking.settle(
                "azure-foundry",
                "DeepSeek-V4-Pro",
                request -> request.parameter(Parameter.PROMPT_CACHE_KEY, JsonValue.of("k"))
                        .thinking(new Thinking.Effort("xhigh")));

        assertThat(settled.settings()).isEmpty();
        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort("high"));
        assertThat(Catalog.bundled()
                        .resolve("azure-foundry", "DeepSeek-V4-Pro")
                        .reasoning()
                        .replay())
                .isEqualTo(ReasoningFacts.Replay.NEVER);
    }
}
