package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.client.CallListener;
import dev.parlance.client.Parlance;
import dev.parlance.client.RetryPolicy;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.error.ParlanceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Giving up, in whatever a run is just doing. That nothing is left behind is looked at after each test. */
class CancellationTest extends AgentTest {
    private final Cancellation cancellation = new Cancellation();
    private final Thread caller = Thread.currentThread();

    /** How a run is given up. */
    enum Way {
        CANCELLED,
        INTERRUPTED
    }

    private void giveUp(Way way) {
        switch (way) {
            case CANCELLED -> cancellation.cancel();
            case INTERRUPTED -> caller.interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void before_the_first_call_nobody_is_asked(Way way) {
        giveUp(way);

        assertGivenUp(way, run(kimi(), "Go", settings()));
        assertThat(sandbox.received()).isEmpty();
        assertThat(events).hasExactlyElementsOfTypes(AgentEvent.RunEnded.class);
    }

    @ParameterizedTest
    @EnumSource
    void between_two_steps_the_next_is_not_begun(Way way) {
        AgentOutcome outcome = run(kimi(), way, AgentEvent.ToolEnded.class, "Weather?", weather("sunny"));

        assertGivenUp(way, outcome);
        assertThat(results(outcome)).containsExactly("sunny");
        assertThat(sandbox.received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void while_a_whole_answer_is_awaited_the_connection_is_closed(Way way) throws InterruptedException {
        whenAsked(way, () -> !sandbox.received().isEmpty(), () -> {
            AgentOutcome outcome =
                    run(kimi(), "[[tokens 4000]] [[slow 1s]]", settings().streaming(false));

            assertGivenUp(way, outcome);
            await("the connection to close", () -> relay.open() == 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void while_the_head_of_a_stream_is_awaited_the_connection_is_closed(Way way) throws InterruptedException {
        host.keepsSilent();
        whenAsked(way, () -> !host.asked().isEmpty(), () -> {
            assertGivenUp(way, run(scriptedModel(), "Go", settings()));

            assertThat(heard(AgentEvent.AnswerArrived.class)).isEmpty();
            await("the connection to close", () -> scriptedRelay.open() == 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void in_the_middle_of_an_answer_the_stream_is_closed(Way way) {
        AgentOutcome outcome = run(kimi(), way, AgentEvent.AnswerArrived.class, "[[tokens 4000]] [[slow 20ms]]");

        assertGivenUp(way, outcome);
        await("the host to notice", () -> sandbox.abortedStreams() == 1);
        await("the connection to close", () -> relay.open() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void while_the_library_waits_to_send_again_nothing_more_is_sent(Way way) {
        CallListener whenItWaits = new CallListener() {
            @Override
            public void prepared(String model, List<Adjustment> adjustments) {}

            @Override
            public void retrying(Call call, Duration pause, ParlanceException error) {
                giveUp(way);
            }
        };
        try (Parlance patient = simulated()
                .retries(new RetryPolicy(3, Duration.ofMinutes(10), Duration.ofMinutes(10)))
                .listener(whenItWaits)
                .open()) {
            assertGivenUp(way, run(patient.model("moonshot/kimi-k2.6"), "Go [[status 503]]", settings()));
        }
        assertThat(sandbox.received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void while_tools_run_they_are_stopped_with_their_child_processes(Way way) {
        Tool child = Tool.of("child", "", CITY, (call, context) -> {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Endless.class.getName())
                    .start();
            context.cancellation().onCancel(process::destroyForcibly);
            context.progress().accept("begun");
            return ToolResult.text("ended with " + process.waitFor());
        });

        AgentOutcome outcome = run(kimi(), way, AgentEvent.ToolProgressed.class, "Go", child);

        assertGivenUp(way, outcome);
        assertThat(results(outcome))
                .containsExactly("The user cancelled the run before the tool ended; it was stopped.");
        await("the process to end", () -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
    }

    @ParameterizedTest
    @EnumSource
    void while_a_conversation_is_made_shorter_that_ends_too(Way way) {
        AtomicInteger interrupted = new AtomicInteger();
        AgentOutcome outcome =
                run(kimi(), "Go [[status 400 context]]", settings().compaction(messages -> {
                    giveUp(way);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException stopped) {
                        interrupted.incrementAndGet();
                    }
                    return messages;
                }));

        assertGivenUp(way, outcome);
        assertThat(interrupted).hasValue(1);
        assertThat(sandbox.received()).hasSize(1);
        assertThat(heard(AgentEvent.HistoryCompacted.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tools_that_were_not_started_yet_never_are(Way way) {
        List<String> done = new ArrayList<>();
        Tool.Body body = (call, context) -> {
            done.add(call.name());
            return ToolResult.text("done");
        };

        AgentOutcome outcome = run(
                kimi(),
                way,
                AgentEvent.ToolStarted.class,
                "Use all tools",
                Tool.of("first", "", CITY, body),
                Tool.of("second", "", CITY, body));

        assertGivenUp(way, outcome);
        assertThat(heard(AgentEvent.ToolStarted.class)).hasSize(1);
        assertThat(done).doesNotContain("second");
        assertThat(results(outcome)).last().isEqualTo("The run ended before this tool was started.");
    }

    @Test
    void tools_are_stopped_before_anybody_hears_of_it() {
        CountDownLatch stopped = new CountDownLatch(2);
        Tool.Body body = (call, context) -> {
            context.cancellation().onCancel(stopped::countDown);
            context.progress().accept("begun");
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        };

        AgentOutcome outcome = Agent.run(
                kimi(),
                asking("Use all tools"),
                List.of(Tool.of("first", "", CITY, body), Tool.of("second", "", CITY, body)),
                settings().build(),
                event -> {
                    events.add(event);
                    if (heard(AgentEvent.ToolProgressed.class).size() == 2) {
                        cancellation.cancel();
                    }
                    if (event instanceof AgentEvent.ToolEnded) {
                        assertThat(stopped.getCount()).isZero();
                    }
                });

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(results(outcome)).hasSize(2);
    }

    @Test
    void a_listener_that_hears_of_an_interrupted_run_may_still_save() {
        List<Boolean> interrupted = new ArrayList<>();

        AgentOutcome outcome =
                Agent.run(kimi(), asking("Weather?"), List.of(weather("sunny")), AgentSettings.defaults(), event -> {
                    interrupted.add(Thread.currentThread().isInterrupted());
                    if (event instanceof AgentEvent.ToolEnded) {
                        caller.interrupt();
                    }
                });

        assertGivenUp(Way.INTERRUPTED, outcome);
        assertThat(interrupted).doesNotContain(true);
    }

    @Test
    void all_who_asked_are_told_also_when_one_of_them_throws() {
        List<String> told = new ArrayList<>();
        cancellation.onCancel(() -> told.add("first"));
        cancellation.onCancel(() -> {
            throw new IllegalStateException("broken");
        });
        cancellation.onCancel(() -> told.add("third"));

        assertThatThrownBy(cancellation::cancel).hasMessage("broken");
        assertThat(told).containsExactly("first", "third");
        assertThat(cancellation.cancelled()).isTrue();
        cancellation.onCancel(() -> told.add("late"));
        assertThat(told).containsExactly("first", "third", "late");
    }

    private AgentSettings.Builder settings() {
        return AgentSettings.builder().cancellation(cancellation);
    }

    /** Runs, and gives up when such an event comes for the first time. */
    private AgentOutcome run(ChatModel model, Way way, Class<? extends AgentEvent> when, String task, Tool... tools) {
        return Agent.run(model, asking(task), List.of(tools), settings().build(), event -> {
            events.add(event);
            if (when.isInstance(event) && heard(when).size() == 1) {
                giveUp(way);
            }
        });
    }

    /** Gives up when the host has been asked. The run must have taken the interrupt when it returns. */
    private void whenAsked(Way way, BooleanSupplier asked, Runnable run) throws InterruptedException {
        // No virtual thread: spinning it would keep others from running.
        Thread watcher = Thread.ofPlatform().start(() -> {
            await("the request", asked);
            giveUp(way);
        });
        run.run();
        watcher.join();
    }

    private static void assertGivenUp(Way way, AgentOutcome outcome) {
        assertThat(Thread.interrupted()).isEqualTo(way == Way.INTERRUPTED);
        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
    }
}
