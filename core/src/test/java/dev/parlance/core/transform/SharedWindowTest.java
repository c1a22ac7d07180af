package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Settlement.Setting;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedWindowTest {
    private static final OutputBudget FILLING = new OutputBudget(512, 1, true);

    private static Profiles foundry(OutputBudget budget, @Nullable Long window, @Nullable Long maxOutput) {
        return Profiles.of("azure-foundry")
                .budget(budget)
                .facts(window, maxOutput)
                .rule(new Rule.Rename(
                        Parameter.MAX_OUTPUT_TOKENS,
                        "max_completion_tokens",
                        null,
                        Profiles.source("rules/max-output-tokens")));
    }

    private static ChatRequest.Builder hi() {
        return ChatRequest.builder("Kimi-K2.6").system("").user("hi");
    }

    private static @Nullable Setting sent(Conversation conversation) {
        return SharedWindow.clamp(conversation).settlement().settings().get(Parameter.MAX_OUTPUT_TOKENS);
    }

    private static Setting tokens(long count) {
        return new Setting(JsonValue.of(count), "max_completion_tokens");
    }

    @Test
    void kimi_code_case_23_nothing_requested_asks_for_the_remainder() {
        Conversation conversation =
                Conversations.of(foundry(FILLING, 262_144L, null).profile(), hi().build());

        assertThat(sent(conversation)).isEqualTo(tokens(261_630));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("max-output-tokens", Adjustment::parameter)
                .returns(Adjustment.Kind.ADDED, Adjustment::kind)
                .returns(null, Adjustment::asked)
                .returns(JsonValue.of(261_630), Adjustment::sent)
                .returns("defaults#output-budget", Adjustment::rule)
                .satisfies(adjustment -> assertThat(adjustment.reason()).contains("262144", "estimated at 2", "512"));
    }

    @Test
    void kimi_code_case_23_a_small_request_stays_untouched() {
        Conversation conversation = Conversations.of(
                foundry(FILLING, 262_144L, null).profile(),
                hi().maxOutputTokens(1024).build());

        assertThat(SharedWindow.clamp(conversation)).isSameAs(conversation);
        assertThat(sent(conversation)).isEqualTo(tokens(1024));
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void kimi_code_case_23_too_large_a_request_is_clamped() {
        Conversation conversation = Conversations.of(
                foundry(FILLING, 262_144L, null).profile(),
                hi().maxOutputTokens(300_000).build());

        assertThat(sent(conversation)).isEqualTo(tokens(261_630));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(Adjustment.Kind.CLAMPED, Adjustment::kind)
                .returns(JsonValue.of(300_000), Adjustment::asked);
    }

    @Test
    void a_full_window_leaves_the_floor() {
        ChatRequest large = hi().user("x".repeat(4000)).build();

        assertThat(sent(Conversations.of(foundry(FILLING, 1000L, null).profile(), large)))
                .isEqualTo(tokens(1));
        assertThat(sent(Conversations.of(
                        foundry(new OutputBudget(512, 64, true), 1000L, null).profile(), large)))
                .isEqualTo(tokens(64));
    }

    @Test
    void the_models_own_limit_bounds_what_is_filled_in() {
        Conversation conversation =
                Conversations.of(foundry(FILLING, 262_144L, 32_768L).profile(), hi().build());

        assertThat(sent(conversation)).isEqualTo(tokens(32_768));
        assertThat(conversation.log().adjustments().getFirst().reason()).contains("32768 tokens at most");
    }

    @Test
    void the_models_own_limit_bounds_what_was_asked_for() {
        Conversation conversation = Conversations.of(
                foundry(FILLING, 262_144L, 32_768L).profile(),
                hi().maxOutputTokens(200_000).build());

        assertThat(sent(conversation)).isEqualTo(tokens(32_768));
        assertThat(conversation.log().adjustments().getFirst().kind()).isEqualTo(Adjustment.Kind.CLAMPED);
    }

    @Test
    void nothing_is_filled_in_where_the_host_does_not_want_it() {
        Conversation conversation = Conversations.of(
                foundry(new OutputBudget(512, 1, false), 262_144L, null).profile(), hi().build());

        assertThat(SharedWindow.clamp(conversation)).isSameAs(conversation);
    }

    @Test
    void an_unknown_window_clamps_nothing() {
        Conversation conversation = Conversations.of(
                foundry(FILLING, null, null).profile(),
                hi().maxOutputTokens(9_999_999).build());

        assertThat(SharedWindow.clamp(conversation)).isSameAs(conversation);
    }

    @Test
    void a_budget_in_the_extra_body_is_not_doubled() {
        Conversation conversation = Conversations.of(
                foundry(FILLING, 262_144L, null).profile(),
                hi().extra("max_completion_tokens", RawJson.ofText("7")).build());

        assertThat(SharedWindow.clamp(conversation)).isSameAs(conversation);
    }

    @Test
    void without_a_rule_the_dialects_own_name_is_used() {
        Conversation conversation = Conversations.of(
                Profiles.of("x").budget(FILLING).facts(10_000L, null).profile(), hi().build());

        assertThat(sent(conversation)).isEqualTo(new Setting(JsonValue.of(9486), null));
    }
}
