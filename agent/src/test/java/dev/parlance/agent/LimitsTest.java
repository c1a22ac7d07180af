package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LimitsTest extends AgentTest {
    private static final Tool HANGING = Tool.of("hanging", "Hangs", CITY, (call, context) -> {
        context.progress().accept("begun");
        new CountDownLatch(1).await();
        return ToolResult.text("never");
    });

    @Test
    void the_last_step_leaves_its_results_in_the_transcript() {
        AgentOutcome outcome = limited(Budgets.DEFAULT.withSteps(1), weather("sunny"));

        assertReached(outcome, Limit.STEPS);
        assertThat(results(outcome)).containsExactly("sunny");
        assertThat(outcome.spent().steps()).isEqualTo(1);
    }

    @Test
    void tokens_and_money_end_the_run_before_the_next_call() {
        assertReached(limited(Budgets.DEFAULT.withTokens(1L), weather("sunny")), Limit.TOKENS);
        assertReached(
                run(
                        kimi(),
                        "Weather?",
                        AgentSettings.builder()
                                .price(usage -> new BigDecimal("0.01"))
                                .budgets(Budgets.DEFAULT.withMoney(new BigDecimal("0.01"))),
                        weather("sunny")),
                Limit.MONEY);
        assertThat(sandbox.received()).hasSize(2);
    }

    @Test
    void money_whose_price_is_unknown_cannot_be_spent() {
        AgentOutcome outcome = limited(Budgets.DEFAULT.withMoney(BigDecimal.TEN), weather("sunny"));

        assertReached(outcome, Limit.MONEY);
        assertThat(outcome.spent().money()).isNull();
    }

    @Test
    void time_ends_a_tool() {
        AgentOutcome outcome = limited(Budgets.DEFAULT.withTime(Duration.ofSeconds(2)), HANGING);

        assertReached(outcome, Limit.TIME);
        assertThat(results(outcome))
                .containsExactly("The time of the run was over before the tool ended; it was stopped.");
    }

    @Test
    void a_time_beyond_all_numbers_is_as_good_as_none() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        AgentOutcome outcome = run(
                kimi(),
                "Weather?",
                AgentSettings.builder()
                        .budgets(Budgets.DEFAULT.withTime(endless))
                        .toolDeadline(endless)
                        .toolGrace(endless),
                weather("sunny"));

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
    }

    @Test
    void time_ends_an_answer() {
        AgentOutcome outcome = run(
                kimi(),
                "[[tokens 4000]] [[slow 20ms]]",
                AgentSettings.builder().budgets(Budgets.DEFAULT.withTime(Duration.ofSeconds(1))));

        assertReached(outcome, Limit.TIME);
        assertThat(outcome.transcript().messages()).hasSize(1);
    }

    @Test
    void an_answer_that_does_not_heed_interrupts_is_closed() {
        Cancellation cancellation = new Cancellation();
        AgentOutcome outcome = run(
                new StubbornModel(cancellation::cancel),
                "Go",
                AgentSettings.builder().cancellation(cancellation));

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
    }

    @Test
    void cancelling_while_tools_run_keeps_what_has_ended() {
        Cancellation cancellation = new Cancellation();
        AgentOutcome outcome = Agent.run(
                kimi(),
                asking("Use all tools"),
                List.of(weather("sunny"), HANGING),
                AgentSettings.builder().cancellation(cancellation).build(),
                event -> {
                    events.add(event);
                    if (event instanceof AgentEvent.TranscriptGrown(Transcript transcript)
                            && transcript.messages().getLast() instanceof Message.ToolResult) {
                        cancellation.cancel();
                    }
                });

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(results(outcome))
                .containsExactly("sunny", "The user cancelled the run before the tool ended; it was stopped.");
    }

    private AgentOutcome limited(Budgets budgets, Tool tool) {
        return run(kimi(), "Go", AgentSettings.builder().budgets(budgets), tool);
    }

    private static void assertReached(AgentOutcome outcome, Limit limit) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.BudgetReached.class,
                        reached -> assertThat(reached.which()).isEqualTo(limit));
    }
}
