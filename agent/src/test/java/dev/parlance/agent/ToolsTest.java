package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.TokenEstimate;
import dev.parlance.core.chat.Tool.Function;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class ToolsTest extends AgentTest {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Test
    void one_tool_that_fails_one_that_hangs_and_one_that_says_too_much_do_not_end_the_run() {
        Tool failing = Tool.of("failing", "Fails", CITY, (call, context) -> {
            throw new IOException("the disk is full");
        });
        Tool hanging = Tool.of("hanging", "Hangs", CITY, Duration.ofMillis(50), (call, context) -> {
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        });
        Tool large = Tool.of(
                "large", "Says too much", CITY, (call, context) -> ToolResult.text("x".repeat(TEN_MEGABYTES) + "END"));

        AgentOutcome outcome = run(kimi(), "Use all tools", AgentSettings.builder(), failing, hanging, large);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        List<String> results = results(outcome);
        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isEqualTo("The tool failed: IOException: the disk is full");
        assertThat(results.get(1)).isEqualTo("The tool did not end within 50 ms and was stopped.");
        assertThat(results.get(2)).startsWith("xxx").endsWith("xEND").contains("of 10485763 characters are left out");
        assertThat(TokenEstimate.ofText(results.get(2))).isBetween(10_000L, 10_100L);
        assertThat(heard(AgentEvent.ToolEnded.class))
                .filteredOn(AgentEvent.ToolEnded::cut)
                .extracting(AgentEvent.ToolEnded::tool)
                .containsExactly("large");
    }

    @Test
    void the_calls_of_one_answer_run_side_by_side() {
        // Each waits for the other: one after the other they would never end.
        CyclicBarrier together = new CyclicBarrier(2);
        Tool.Body body = (call, context) -> {
            context.progress().accept("waiting");
            together.await();
            return ToolResult.text("met");
        };

        AgentOutcome outcome = run(
                kimi(),
                "Use all tools",
                AgentSettings.builder(),
                Tool.of("first", "", CITY, body),
                Tool.of("second", "", CITY, body));

        assertThat(results(outcome)).containsExactly("met", "met");
        assertThat(heard(AgentEvent.ToolProgressed.class))
                .extracting(AgentEvent.ToolProgressed::words)
                .containsExactly("waiting", "waiting");
    }

    @Test
    void a_tool_that_does_not_exist_and_arguments_that_are_no_object_are_told_to_the_model() {
        host.calls("get_wether", "{\"city\":\"Bern\"}", "get_weather", "{\"city\":", "get_weather", "[]")
                .says("Sorry.");

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        assertThat(results(outcome))
                .containsExactly(
                        "There is no tool called “get_wether”. The tools are: get_weather.",
                        "The arguments are not a JSON object: {\"city\":\nCall the tool again with one JSON object that fits its schema.",
                        "The arguments are not a JSON object: []\nCall the tool again with one JSON object that fits its schema.");
        assertThat(heard(AgentEvent.ToolStarted.class)).isEmpty();
        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
    }

    @Test
    void a_call_without_arguments_has_an_empty_object() {
        host.calls("now", "").says("It is late.");
        Tool now = Tool.of(
                "now",
                "The time",
                CITY,
                (call, context) -> ToolResult.text(call.arguments().members().toString()));

        assertThat(results(run(scriptedModel(), "How late?", AgentSettings.builder(), now)))
                .containsExactly("{}");
    }

    @Test
    void a_tool_that_says_nothing_does_not_end_the_run() {
        // Moonshot refuses results without content.
        assertThat(results(run(kimi(), "Go", AgentSettings.builder(), weather(""))))
                .containsExactly("(The tool returned nothing.)");
        Tool wordless = Tool.of(
                "wordless", "", CITY, (call, context) -> new ToolResult(List.of(new Content.Text(" \n")), true));
        AgentOutcome outcome = run(kimi(), "Go", AgentSettings.builder(), wordless);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(results(outcome)).containsExactly("(The tool failed and did not say why.)");
    }

    @Test
    void texts_of_many_parts_reach_hosts_that_take_one_text_alone() {
        Tool talkative = Tool.of(
                "talkative",
                "",
                CITY,
                (call, context) -> new ToolResult(
                        List.of(
                                new Content.Text("one"),
                                new Content.Text(""),
                                new Content.Text("two\n"),
                                new Content.Text("three")),
                        false));

        AgentOutcome outcome = run(model("deepseek/deepseek-chat"), "Go", AgentSettings.builder(), talkative);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(results(outcome)).containsExactly("one\ntwo\nthree");
    }

    @Test
    void a_picture_for_a_model_that_reads_text_alone_becomes_words() {
        Content.Media picture =
                new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,iVBORw0KGgo=", Members.NONE);
        Tool camera = Tool.of(
                "camera",
                "",
                CITY,
                (call, context) -> new ToolResult(List.of(new Content.Text("Here it is:"), picture), false));

        AgentOutcome outcome = run(model("deepseek/deepseek-chat"), "Go", AgentSettings.builder(), camera);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(Json.text(lastBody())).contains("[image: left out, for this model cannot read it]");
        assertThat(heard(AgentEvent.HistoryRepaired.class))
                .singleElement()
                .satisfies(repaired -> assertThat(repaired.answered()).hasSize(1));
    }

    @Test
    void usage_is_summed_and_a_price_that_one_answer_lacks_is_unknown() {
        Tool tool = weather("sunny");
        AgentOutcome priced = run(kimi(), "Weather?", AgentSettings.builder().price(usage -> BigDecimal.ONE), tool);
        int[] calls = {0};
        AgentOutcome half = run(
                kimi(),
                "Weather?",
                AgentSettings.builder().price(usage -> calls[0]++ == 0 ? BigDecimal.ONE : null),
                tool);

        assertThat(priced.spent().steps()).isEqualTo(2);
        assertThat(priced.spent().money()).isEqualByComparingTo("2");
        assertThat(priced.spent().usage())
                .satisfies(usage -> assertThat(usage.raw().value())
                        .isInstanceOfSatisfying(
                                JsonValue.JsonArray.class,
                                both -> assertThat(both.elements()).hasSize(2)));
        assertThat(half.spent().money()).isNull();
    }

    @Test
    void whole_answers_do_as_well_as_streamed_ones() {
        AgentOutcome outcome = run(kimi(), "Weather?", AgentSettings.builder().streaming(false), weather("sunny"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> assertThat(finished.answer().text()).contains("get_weather → sunny"));
        assertThat(lastBody().get("stream")).isNotEqualTo(JsonValue.of(true));
        assertThat(heard(AgentEvent.AnswerArrived.class)).isEmpty();
    }

    @Test
    void a_tool_that_ignores_its_interrupt_is_left_behind_and_named() {
        CountDownLatch release = new CountDownLatch(1);
        Tool stubborn = Tool.of("stubborn", "", CITY, Duration.ofMillis(20), (call, context) -> {
            while (true) {
                try {
                    release.await();
                    return ToolResult.text("too late");
                } catch (InterruptedException unheeded) {
                    context.progress().accept("no");
                }
            }
        });

        AgentOutcome outcome = run(kimi(), "Go", AgentSettings.builder().toolGrace(Duration.ofMillis(20)), stubborn);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(heard(AgentEvent.ToolAbandoned.class))
                .extracting(AgentEvent.ToolAbandoned::tool)
                .containsExactly("stubborn");
        // Also proves that the look for left threads after each test can find one.
        assertThat(AgentThreads.alive()).singleElement().asString().contains("parlance-agent tool stubborn");
        release.countDown();
    }

    @Test
    void a_tool_that_has_ended_is_never_told_to_have_been_stopped_however_late_that_is_heard() {
        Duration deadline = Duration.ofMillis(100);
        CountDownLatch go = new CountDownLatch(1);
        Tool first = Tool.of("first", "", CITY, (call, context) -> ToolResult.text("at once"));
        Tool second = Tool.of("second", "", CITY, deadline, (call, context) -> {
            go.await();
            return ToolResult.text("sent the letter");
        });

        AgentOutcome outcome =
                Agent.run(kimi(), asking("Use all tools"), List.of(first, second), AgentSettings.defaults(), event -> {
                    if (event instanceof AgentEvent.ToolEnded ended
                            && ended.tool().equals("first")) {
                        // As one that asks somebody, or saves to a slow disk.
                        long heard = System.nanoTime();
                        go.countDown();
                        await("second to end", () -> AgentThreads.alive().isEmpty());
                        await("its deadline", () -> System.nanoTime() - heard > deadline.toNanos());
                    }
                });

        assertThat(results(outcome)).containsExactly("at once", "sent the letter");
    }

    @Test
    void what_a_listener_throws_ends_the_run_and_its_tools() {
        Tool hanging = Tool.of("hanging", "", CITY, (call, context) -> {
            context.progress().accept("begun");
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        });

        assertThatThrownBy(() -> Agent.run(kimi(), asking("Go"), List.of(hanging), AgentSettings.defaults(), event -> {
                    if (event instanceof AgentEvent.ToolProgressed) {
                        throw new IllegalStateException("the screen is gone");
                    }
                }))
                .hasMessage("the screen is gone");
    }

    @Test
    void two_tools_of_one_name_are_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> run(kimi(), "Go", AgentSettings.builder(), weather("a"), weather("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tools are called get_weather");
        Function own = new Function("get_weather", "", CITY);
        assertThatThrownBy(() -> Agent.run(
                        kimi(),
                        asking("Go").toBuilder().tools(List.of(own)).build(),
                        List.of(weather("a")),
                        AgentSettings.defaults(),
                        AgentListener.NONE))
                .hasMessage("Two tools are called get_weather");
    }
}
