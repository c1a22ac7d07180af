package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.catalog.ReasoningFacts.Budget;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.catalog.Settlement.Setting;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputLimitTest {
    private static Profiles host(@Nullable Long maxOutput) {
        return Profiles.of("test").checks(FinalCheck.OUTPUT_LIMIT).facts(200_000L, maxOutput);
    }

    private static ChatRequest asking(int tokens) {
        return ChatRequest.builder("test-model")
                .user("hi")
                .maxOutputTokens(tokens)
                .build();
    }

    private static Conversation checked(Profile profile, ChatRequest request, Policy policy) {
        Conversation conversation = Conversations.of(profile, request, policy);
        for (FinalCheck check : profile.checks()) {
            conversation = check.apply(conversation);
        }
        return conversation;
    }

    private static @Nullable Setting sent(Conversation conversation) {
        return conversation.settlement().settings().get(Parameter.MAX_OUTPUT_TOKENS);
    }

    private static Setting tokens(long count) {
        return new Setting(JsonValue.of(count), null);
    }

    @Test
    void more_than_the_model_writes_becomes_what_it_writes_and_is_told() {
        Conversation conversation = checked(host(32_000L).profile(), asking(64_000), Policy.ADAPT);

        assertThat(sent(conversation)).isEqualTo(tokens(32_000));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("max-output-tokens", Adjustment::parameter)
                .returns(Adjustment.Kind.CLAMPED, Adjustment::kind)
                .returns(JsonValue.of(64_000), Adjustment::asked)
                .returns(JsonValue.of(32_000), Adjustment::sent)
                .returns("defaults#checks/output-limit", Adjustment::rule)
                .returns("The model writes 32000 tokens at most.", Adjustment::reason);
    }

    @Test
    void what_the_model_writes_is_left_as_it_is() {
        Conversation conversation = checked(host(32_000L).profile(), asking(32_000), Policy.ADAPT);

        assertThat(sent(conversation)).isEqualTo(tokens(32_000));
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void nothing_is_put_in_where_nothing_was_asked() {
        ChatRequest request = ChatRequest.builder("test-model").user("hi").build();

        assertThat(sent(checked(host(32_000L).profile(), request, Policy.ADAPT)))
                .isNull();
    }

    @Test
    void a_limit_that_nobody_knows_cuts_nothing_and_neither_does_one_that_the_host_does_not_check() {
        Profile unchecked = Profiles.of("test").facts(200_000L, 32_000L).profile();

        assertThat(sent(checked(host(null).profile(), asking(64_000), Policy.ADAPT)))
                .isEqualTo(tokens(64_000));
        assertThat(sent(checked(unchecked, asking(64_000), Policy.ADAPT))).isEqualTo(tokens(64_000));
    }

    @Test
    void strict_refuses_and_passthrough_leaves_it() {
        Profile profile = host(32_000L).profile();

        assertThatThrownBy(() -> checked(profile, asking(64_000), Policy.STRICT))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("The model writes 32000 tokens at most.");
        assertThat(sent(checked(profile, asking(64_000), Policy.PASSTHROUGH))).isEqualTo(tokens(64_000));
    }

    @Test
    void a_share_for_thinking_is_one_of_what_the_model_writes() {
        Profile profile = host(32_000L)
                .thinks(Thinks.ON_REQUEST)
                .spelling(Spelling.BUDGET)
                .thinkingBudget(new Budget(1024, 31_999, true, false))
                .profile();
        ChatRequest request = ChatRequest.builder("test-model")
                .user("hi")
                .maxOutputTokens(64_000)
                .thinking(new Thinking.Effort("high"))
                .build();

        assertThat(checked(profile, request, Policy.ADAPT).settlement().thinking())
                .isEqualTo(new Thinking.Budget(19_200));
    }
}
