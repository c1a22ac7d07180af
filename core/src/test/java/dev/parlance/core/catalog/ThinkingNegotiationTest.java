package dev.parlance.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.Thinking;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThinkingNegotiationTest {
    private static final Thinking OFF = new Thinking.Off();
    private static final Thinking ON = new Thinking.On();
    private AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private void settles(Profiles profile, Thinking wish, @Nullable Thinking spelled, boolean on) {
        log = new AdjustmentLog(Policy.ADAPT);
        assertThat(new ThinkingNegotiation(profile.profile(), log).settle(wish, null))
                .isEqualTo(new ThinkingNegotiation.Outcome(spelled, on));
    }

    private void reported(Adjustment.Kind kind, String asked) {
        assertThat(log.adjustments()).singleElement().satisfies(adjustment -> {
            assertThat(adjustment.parameter()).isEqualTo("thinking");
            assertThat(adjustment.kind()).isEqualTo(kind);
            assertThat(adjustment.asked()).hasToString("JsonString[text=" + asked + "]");
            assertThat(adjustment.reason()).isNotBlank();
        });
    }

    private void silent() {
        assertThat(log.adjustments()).isEmpty();
    }

    private static Profiles host(Thinks thinks, Spelling spelling) {
        return Profiles.of("test").thinks(thinks).spelling(spelling);
    }

    @Test
    void no_wish_sends_nothing_and_the_model_does_as_it_always_does() {
        for (Spelling spelling : Spelling.values()) {
            for (Thinks thinks : Thinks.values()) {
                boolean on = thinks == Thinks.ALWAYS || thinks == Thinks.BY_DEFAULT;
                settles(host(thinks, spelling), new Thinking.Default(), null, on);
                silent();
            }
        }
    }

    @Test
    void kimi_k2_6_is_switched_with_the_thinking_object_and_knows_no_levels() {
        Profiles kimi = host(Thinks.BY_DEFAULT, Spelling.THINKING_OBJECT);

        settles(kimi, OFF, OFF, false);
        silent();
        settles(kimi, ON, ON, true);
        silent();
        settles(kimi, new Thinking.Effort("high"), ON, true);
        reported(Adjustment.Kind.MAPPED, "high");
        settles(kimi, new Thinking.Budget(2000), ON, true);
        reported(Adjustment.Kind.MAPPED, "budget:2000");
        settles(kimi, new Thinking.Effort("none"), OFF, false);
        silent();
    }

    @Test
    void kimi_k2_7_always_thinks_and_says_so_when_asked_not_to() {
        Profiles always = host(Thinks.ALWAYS, Spelling.NONE);

        settles(always, ON, null, true);
        silent();
        settles(always, OFF, null, true);
        reported(Adjustment.Kind.DROPPED, "off");
        settles(always, new Thinking.Effort("high"), null, true);
        reported(Adjustment.Kind.DROPPED, "high");
    }

    @Test
    void a_word_that_is_nearest_to_off_is_sent_for_it_and_told() {
        Profiles claude =
                host(Thinks.BY_DEFAULT, Spelling.ADAPTIVE).levels("low", "high").offWord("between_tools");

        settles(claude, OFF, OFF, false);
        reported(Adjustment.Kind.MAPPED, "off");
        assertThat(log.adjustments())
                .singleElement()
                .satisfies(adjustment -> assertThat(adjustment.sent()).hasToString("JsonString[text=between_tools]"));
        settles(host(Thinks.BY_DEFAULT, Spelling.REASONING_OBJECT).offWord("between_tools"), OFF, OFF, false);
        silent();
    }

    @Test
    void kimi_code_case_1_the_plan_endpoint_takes_the_effort_inside_the_object_and_the_platform_beside_it() {
        Profiles plan =
                host(Thinks.BY_DEFAULT, Spelling.THINKING_OBJECT_WITH_EFFORT).levels("low", "high", "max");
        Profiles platform = host(Thinks.ALWAYS, Spelling.REASONING_EFFORT).levels("low", "high", "max");
        Thinking high = new Thinking.Effort("high");

        settles(plan, high, high, true);
        silent();
        settles(platform, high, high, true);
        silent();
    }

    @Test
    void kimi_code_case_2_off_is_off_and_nothing_of_an_effort_remains() {
        settles(
                host(Thinks.BY_DEFAULT, Spelling.THINKING_OBJECT_WITH_EFFORT).levels("low", "high", "max"),
                OFF,
                OFF,
                false);
        silent();
    }

    @Test
    void words_of_others_become_the_nearest_or_the_named_level() {
        Profiles k3 = host(Thinks.ALWAYS, Spelling.REASONING_EFFORT)
                .levels("low", "high", "max")
                .levelNames(Map.of("medium", "high"));

        settles(k3, new Thinking.Effort("minimal"), new Thinking.Effort("low"), true);
        reported(Adjustment.Kind.MAPPED, "minimal");
        settles(k3, new Thinking.Effort("medium"), new Thinking.Effort("high"), true);
        reported(Adjustment.Kind.MAPPED, "medium");
        settles(k3, new Thinking.Effort("xhigh"), new Thinking.Effort("high"), true);
        reported(Adjustment.Kind.MAPPED, "xhigh");
        settles(k3, new Thinking.Effort("galactic"), null, true);
        reported(Adjustment.Kind.DROPPED, "galactic");
    }

    @Test
    void a_word_newer_than_the_tables_passes_where_the_levels_are_not_known() {
        settles(
                host(Thinks.UNKNOWN, Spelling.REASONING_EFFORT),
                new Thinking.Effort("galactic"),
                new Thinking.Effort("galactic"),
                true);
        silent();
    }

    @Test
    void the_effort_none_is_off_however_it_is_asked() {
        Profiles gpt = host(Thinks.ON_REQUEST, Spelling.REASONING_EFFORT).levels("none", "low", "medium", "high");
        Profiles unknown = host(Thinks.UNKNOWN, Spelling.REASONING_EFFORT);
        Thinking none = new Thinking.Effort("none");

        settles(gpt, OFF, none, false);
        silent();
        settles(gpt, none, none, false);
        silent();
        settles(unknown.dialect("openai-responses"), none, none, false);
        silent();
        settles(host(Thinks.UNKNOWN, Spelling.REASONING_EFFORT), none, null, false);
        reported(Adjustment.Kind.DROPPED, "off");
        settles(host(Thinks.BY_DEFAULT, Spelling.REASONING_EFFORT).levels("low", "high"), none, null, true);
        reported(Adjustment.Kind.DROPPED, "off");
    }

    @Test
    void a_model_that_cannot_stop_is_told_the_least() {
        settles(
                host(Thinks.BY_DEFAULT, Spelling.REASONING_EFFORT).levels("minimal", "low", "medium", "high"),
                OFF,
                new Thinking.Effort("minimal"),
                true);
        reported(Adjustment.Kind.MAPPED, "off");
    }

    @Test
    void what_cannot_be_switched_off_is_known_to_go_on() {
        settles(host(Thinks.BY_DEFAULT, Spelling.NONE), OFF, null, true);
        reported(Adjustment.Kind.DROPPED, "off");
        settles(host(Thinks.ON_REQUEST, Spelling.NONE), OFF, null, false);
        silent();
        settles(host(Thinks.UNKNOWN, Spelling.NONE), OFF, null, false);
        reported(Adjustment.Kind.DROPPED, "off");
    }

    @Test
    void a_model_that_never_thinks_is_told_nothing() {
        Profiles never = host(Thinks.NEVER, Spelling.NONE);

        settles(never, OFF, null, false);
        silent();
        settles(never, ON, null, false);
        reported(Adjustment.Kind.DROPPED, "on");
        settles(never, new Thinking.Effort("low"), null, false);
        reported(Adjustment.Kind.DROPPED, "low");
    }

    @Test
    void on_means_medium_where_only_efforts_wake_the_model() {
        settles(
                host(Thinks.ON_REQUEST, Spelling.REASONING_EFFORT).levels("low", "medium", "high"),
                ON,
                new Thinking.Effort("medium"),
                true);
        reported(Adjustment.Kind.MAPPED, "on");
    }
}
