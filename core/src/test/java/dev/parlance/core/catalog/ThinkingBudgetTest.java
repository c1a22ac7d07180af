package dev.parlance.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.ReasoningFacts.Budget;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.Thinking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThinkingBudgetTest {
    private static final Budget CLAUDE = new Budget(1024, 31_999, true, false);
    private static final Budget GEMINI_PRO = new Budget(128, 32_768, false, true);

    private AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private ThinkingNegotiation.Outcome settled(Budget range, Thinks thinks, Thinking wish, @Nullable Long room) {
        log = new AdjustmentLog(Policy.ADAPT);
        Profile profile = Profiles.of("test")
                .thinks(thinks)
                .spelling(Spelling.BUDGET)
                .thinkingBudget(range)
                .profile();
        return new ThinkingNegotiation(profile, log).settle(wish, room);
    }

    private Thinking spelled(Budget range, Thinking wish, @Nullable Long room) {
        Thinking spelled = settled(range, Thinks.ON_REQUEST, wish, room).spelled();
        return spelled == null ? new Thinking.Default() : spelled;
    }

    @Test
    void no_wish_sends_nothing_and_leaves_the_models_own_habit() {
        assertThat(settled(CLAUDE, Thinks.ON_REQUEST, new Thinking.Default(), null))
                .isEqualTo(new ThinkingNegotiation.Outcome(null, false));
        assertThat(settled(GEMINI_PRO, Thinks.ALWAYS, new Thinking.Default(), null))
                .isEqualTo(new ThinkingNegotiation.Outcome(null, true));
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void a_budget_within_range_and_room_goes_as_it_is() {
        assertThat(spelled(CLAUDE, new Thinking.Budget(2000), 8000L)).isEqualTo(new Thinking.Budget(2000));
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void a_budget_out_of_range_is_clamped_and_reported() {
        assertThat(spelled(CLAUDE, new Thinking.Budget(10), null)).isEqualTo(new Thinking.Budget(1024));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.CLAMPED, Adjustment::kind);
        assertThat(spelled(CLAUDE, new Thinking.Budget(90_000), null)).isEqualTo(new Thinking.Budget(31_999));
    }

    @Test
    void a_budget_stays_below_the_whole_answer_and_a_share_leaves_a_tenth_of_it() {
        assertThat(spelled(CLAUDE, new Thinking.Effort("max"), 4000L)).isEqualTo(new Thinking.Budget(3600));
        assertThat(spelled(CLAUDE, new Thinking.Budget(4000), 4000L)).isEqualTo(new Thinking.Budget(3999));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.CLAMPED, Adjustment::kind);
    }

    @Test
    void without_room_for_the_least_budget_there_is_no_thinking_and_the_setting_is_named() {
        ThinkingNegotiation.Outcome outcome = settled(CLAUDE, Thinks.ON_REQUEST, new Thinking.On(), 1000L);

        assertThat(outcome).isEqualTo(new ThinkingNegotiation.Outcome(new Thinking.Off(), false));
        assertThat(log.adjustments())
                .singleElement()
                .returns(Adjustment.Kind.DROPPED, Adjustment::kind)
                .satisfies(adjustment -> assertThat(adjustment.reason()).contains("raise max-output-tokens"));
    }

    @Test
    void an_effort_is_a_share_of_the_room() {
        assertThat(spelled(CLAUDE, new Thinking.Effort("high"), 10_000L)).isEqualTo(new Thinking.Budget(6000));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.MAPPED, Adjustment::kind);
        assertThat(spelled(CLAUDE, new Thinking.Effort("minimal"), 10_000L)).isEqualTo(new Thinking.Budget(1024));
    }

    @Test
    void thinking_without_a_number_is_left_to_models_that_can_choose() {
        assertThat(spelled(GEMINI_PRO, new Thinking.On(), null)).isEqualTo(new Thinking.On());
        assertThat(log.adjustments()).isEmpty();
        assertThat(spelled(CLAUDE, new Thinking.On(), 10_000L)).isEqualTo(new Thinking.Budget(3000));
    }

    @Test
    void off_is_the_least_where_a_model_cannot_stop() {
        assertThat(settled(GEMINI_PRO, Thinks.ALWAYS, new Thinking.Off(), null))
                .isEqualTo(new ThinkingNegotiation.Outcome(new Thinking.Budget(128), true));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.MAPPED, Adjustment::kind);
        assertThat(settled(CLAUDE, Thinks.ON_REQUEST, new Thinking.Effort("none"), null))
                .isEqualTo(new ThinkingNegotiation.Outcome(new Thinking.Off(), false));
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void effort_models_that_cannot_stop_get_the_word_for_the_least() {
        Profile grok = Profiles.of("test")
                .thinks(Thinks.ALWAYS)
                .spelling(Spelling.REASONING_EFFORT)
                .offLevel("low")
                .profile();

        assertThat(new ThinkingNegotiation(grok, log).settle(new Thinking.Off(), null))
                .isEqualTo(new ThinkingNegotiation.Outcome(new Thinking.Effort("low"), true));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.MAPPED, Adjustment::kind);
    }
}
