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
    void time_ends_an_answer() {
        AgentOutcome outcome = run(
                kimi(),
                "[[tokens 4000]] [[slow 20ms]]",
                AgentSettings.builder().budgets(Budgets.DEFAULT.withTime(Duration.ofSeconds(1))));

        assertReached(outcome, Limit.TIME);
        assertThat(outcome.transcript().messages()).hasSize(1);
    }

    @Test
    void cancelling_before_the_start_asks_nobody() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThat(run(kimi(), "Go", AgentSettings.builder().cancellation(cancellation)))
                .isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(sandbox.received()).isEmpty();
    }

    @Test
    void cancelling_while_the_model_has_not_begun_to_answer_ends_the_run() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        // No virtual thread: spinning it would keep others from running.
        Thread watcher = Thread.ofPlatform().start(() -> {
            await("the request", () -> !sandbox.received().isEmpty());
            cancellation.cancel();
        });

        AgentOutcome outcome = run(
                kimi(),
                "[[tokens 4000]] [[slow 1s]]",
                AgentSettings.builder().streaming(false).cancellation(cancellation));

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        watcher.join();
    }

    @Test
    void cancelling_in_the_middle_of_an_answer_closes_the_stream() {
        Cancellation cancellation = new Cancellation();
        AgentOutcome outcome = Agent.run(
                kimi(),
                asking("[[tokens 4000]] [[slow 20ms]]"),
                List.of(),
                AgentSettings.builder().cancellation(cancellation).build(),
                event -> {
                    events.add(event);
                    if (event instanceof AgentEvent.AnswerArrived) {
                        cancellation.cancel();
                    }
                });

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(outcome.transcript().messages()).hasSize(1);
        await("the host to notice", () -> sandbox.abortedStreams() == 1);
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

    @Test
    void an_interrupt_of_the_caller_cancels_and_is_kept() {
        Thread caller = Thread.currentThread();
        AgentOutcome outcome = Agent.run(kimi(), asking("Go"), List.of(HANGING), AgentSettings.defaults(), event -> {
            events.add(event);
            if (event instanceof AgentEvent.ToolProgressed) {
                caller.interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(results(outcome)).hasSize(1);
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
