package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryTest extends AgentTest {
    private static final String REMINDER = "system-reminder";

    @Test
    void a_model_that_only_thinks_after_a_result_is_reminded_and_goes_on() {
        host.calls("get_weather", "{\"city\":\"Bern\"}")
                .thinks("Now I know it. Next comes Basel.", "stop")
                .calls("get_weather", "{\"city\":\"Basel\"}")
                .says("Both are sunny.");

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        assertFinished(outcome, "Both are sunny.");
        assertThat(host.asked()).hasSize(4);
        assertThat(lastMessage(2)).contains(REMINDER).contains("Call the appropriate tools now");
        assertThat(evidence()).containsExactly(StallEvidence.REASONING_ONLY);
    }

    @Test
    void a_finished_answer_after_tools_costs_no_further_call() {
        host.calls("get_weather", "{}").says("It is sunny. Let me know if you want to see another city.");

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        assertFinished(outcome, "It is sunny. Let me know if you want to see another city.");
        assertThat(host.asked()).hasSize(2);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void an_announced_action_without_a_call_is_reminded_once_in_a_turn() {
        host.calls("get_weather", "{}")
                .says("Sunny there. Let me check Basel too.")
                .says("Now I'll check Basel.");

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        assertFinished(outcome, "Now I'll check Basel.");
        assertThat(host.asked()).hasSize(3);
        assertThat(evidence()).containsExactly(StallEvidence.ANNOUNCED_ACTION);
        assertThat(outcome.transcript().messages()).filteredOn(Notes::isNote).hasSize(1);
    }

    @Test
    void the_sandbox_model_calls_again_when_it_is_reminded() {
        AgentOutcome outcome = run(
                kimi(),
                "Weather?",
                AgentSettings.builder(),
                weather("Cloudy in the north.\nNext I will check the south."));

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(evidence()).containsExactly(StallEvidence.ANNOUNCED_ACTION);
        assertThat(heard(AgentEvent.ToolStarted.class)).hasSize(2);
        assertThat(sandbox.received()).hasSize(4);
    }

    @Test
    void a_text_that_was_cut_after_a_result_goes_on_with_more_room() {
        host.calls("get_weather", "{}").says("It is su", "length").says("It is sunny.");

        AgentOutcome outcome = Agent.run(
                scriptedModel(),
                ChatRequest.builder("").user("Weather?").maxOutputTokens(10_000).build(),
                List.of(weather("sunny")),
                AgentSettings.defaults(),
                events::add);

        assertFinished(outcome, "It is sunny.");
        assertThat(evidence()).containsExactly(StallEvidence.CUT_BY_LENGTH);
        assertThat(Json.text(host.asked().get(2))).contains(":20000");
    }

    @Test
    void always_reminds_after_a_finished_answer_and_off_never_does() {
        host.calls("get_weather", "{}").says("It is sunny.").says("As I said.");
        AgentOutcome always = run(
                scriptedModel(),
                "Weather?",
                AgentSettings.builder().stallRecovery(StallRecovery.ALWAYS),
                weather("sunny"));
        host.calls("get_weather", "{}").says("Let me check Basel.");
        AgentOutcome off = run(
                scriptedModel(),
                "Weather?",
                AgentSettings.builder().stallRecovery(StallRecovery.OFF),
                weather("sunny"));

        assertFinished(always, "As I said.");
        assertFinished(off, "Let me check Basel.");
        assertThat(evidence()).containsExactly(StallEvidence.NONE_NEEDED);
    }

    @Test
    void a_stall_on_the_last_step_ends_the_turn() {
        host.calls("get_weather", "{}").says("Let me check Basel.");

        AgentOutcome outcome = run(
                scriptedModel(),
                "Weather?",
                AgentSettings.builder().budgets(Budgets.DEFAULT.withSteps(2)),
                weather("sunny"));

        assertFinished(outcome, "Let me check Basel.");
        assertThat(evidence()).isEmpty();
    }

    @Test
    void an_announcement_before_any_tool_result_is_an_answer() {
        host.says("Let me check the weather.");

        assertFinished(
                run(scriptedModel(), "Hi", AgentSettings.builder(), weather("sunny")), "Let me check the weather.");
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void a_model_whose_room_is_eaten_by_thinking_gets_more_room() {
        AgentOutcome outcome = Agent.run(
                kimi(),
                ChatRequest.builder("").user("Say something").maxOutputTokens(3).build(),
                List.of(),
                AgentSettings.defaults(),
                events::add);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(heard(AgentEvent.EmptyAnswerRetried.class))
                .singleElement()
                .satisfies(retried -> assertThat(retried.change()).isEqualTo("max-output-tokens 16000"));
        assertThat(Json.text(lastBody())).contains(":16000");
        // The thoughts that led nowhere were paid for as well.
        assertThat(outcome.spent().steps()).isEqualTo(2);
        assertThat(outcome.spent().usage())
                .satisfies(usage -> assertThat(Json.text(usage.raw().value())).startsWith("["));
    }

    @Test
    void a_model_that_only_ever_thinks_fails_with_the_advice() {
        AgentOutcome outcome = run(kimi(), "Go [[think-only]]", AgentSettings.builder());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(ParlanceException.EmptyResponse.class)
                                .hasMessageContaining("raise max-output-tokens"));
        assertThat(heard(AgentEvent.EmptyAnswerRetried.class))
                .extracting(AgentEvent.EmptyAnswerRetried::change)
                .containsExactly("max-output-tokens 32000", "thinking low");
        assertThat(outcome.transcript().messages()).hasSize(1);
    }

    @Test
    void room_that_the_host_refuses_is_taken_back_and_less_thought_is_tried() {
        AgentOutcome outcome = run(model("azure-openai/gpt-4o"), "Go [[think-only]]", AgentSettings.builder());

        assertThat(lastBody().get("max_tokens")).isNull();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .as("what was wrong, and not what we made of it")
                                .isInstanceOf(ParlanceException.EmptyResponse.class));
        assertThat(heard(AgentEvent.EmptyAnswerRetried.class))
                .extracting(AgentEvent.EmptyAnswerRetried::change)
                .startsWith("max-output-tokens 32000", "thinking low");
    }

    @Test
    void an_overflow_is_compacted_once_and_asked_again() {
        AgentOutcome outcome = run(
                kimi(),
                "Go [[status 400 context]]",
                AgentSettings.builder().compaction(messages -> List.of(Message.user("Go, but shorter"))));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> assertThat(finished.answer().text()).contains("Go, but shorter"));
        assertThat(heard(AgentEvent.HistoryCompacted.class))
                .singleElement()
                .satisfies(compacted -> assertThat(compacted.after()).isEqualTo(1));
    }

    @Test
    void an_overflow_that_compaction_does_not_cure_fails_as_one() {
        int[] calls = {0};
        AgentOutcome outcome =
                run(kimi(), "Go [[status 400 context]]", AgentSettings.builder().compaction(messages -> {
                    calls[0]++;
                    return messages;
                }));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(ParlanceException.ContextOverflow.class));
        assertThat(calls[0]).isEqualTo(1);
        assertThat(sandbox.received())
                .as("what did not change is not sent again")
                .hasSize(1);
    }

    @Test
    void a_conversation_that_is_shorter_and_still_too_long_is_not_made_shorter_for_ever() {
        List<Integer> sizes = new ArrayList<>();
        AgentOutcome outcome = Agent.run(
                kimi(),
                ChatRequest.builder("")
                        .user("First")
                        .user("Then [[status 400 context]]")
                        .build(),
                List.of(),
                AgentSettings.builder()
                        .compaction(messages -> {
                            sizes.add(messages.size());
                            return messages.subList(1, messages.size());
                        })
                        .build(),
                events::add);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(ParlanceException.ContextOverflow.class));
        assertThat(sizes).containsExactly(2);
        assertThat(outcome.transcript().messages()).hasSize(1);
        assertThat(outcome.spent().steps()).isEqualTo(2);
    }

    @Test
    void a_compaction_that_breaks_fails_the_run_in_its_own_words() {
        assertCompactionFails(
                messages -> {
                    throw new IllegalStateException("the summary is lost");
                },
                "the summary is lost");
        assertCompactionFails(messages -> returned(null), "it returned null");
    }

    /** What a hook of careless code gives. */
    @SuppressWarnings("NullAway")
    private static List<Message> returned(@Nullable List<Message> nothing) {
        return nothing;
    }

    private void assertCompactionFails(Compaction compaction, String words) {
        AgentOutcome outcome =
                run(kimi(), "Go [[status 400 context]]", AgentSettings.builder().compaction(compaction));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .hasMessageContaining("The compaction failed")
                                .hasMessageContaining(words));
        assertThat(outcome.transcript().messages()).hasSize(1);
    }

    @Test
    void an_overflow_without_compaction_fails_as_one() {
        assertThat(run(kimi(), "Go [[status 400 context]]", AgentSettings.builder()))
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(ParlanceException.ContextOverflow.class));
    }

    @Test
    void a_compaction_that_loses_a_result_is_repaired_and_reported() {
        AgentOutcome outcome = Agent.run(
                kimi(),
                asking("Go [[status 400 context]]"),
                List.of(),
                AgentSettings.builder()
                        .compaction(messages -> List.of(
                                Message.user("Go"),
                                Message.toolResult("lost", "whose?"),
                                Message.assistant(new Content.ToolCall("open", "get_weather", RawJson.EMPTY_OBJECT)),
                                Message.user("Go on")))
                        .build(),
                events::add);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(heard(AgentEvent.HistoryRepaired.class))
                .containsExactly(new AgentEvent.HistoryRepaired(List.of("open"), List.of("lost")));
    }

    @Test
    void a_call_that_repeats_itself_is_told_and_then_stopped() {
        for (int time = 0; time < 5; time++) {
            host.calls("get_weather", "{\"city\": \"Bern\"}");
        }

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.BudgetReached.class,
                        reached -> assertThat(reached.which()).isEqualTo(Limit.REPETITION));
        assertThat(host.asked()).hasSize(4);
        assertThat(lastMessage(3)).contains("Calling them again will change nothing");
        assertThat(heard(AgentEvent.RepetitionNoticed.class))
                .extracting(AgentEvent.RepetitionNoticed::times)
                .containsExactly(3, 4);
    }

    @Test
    void members_in_another_order_are_the_same_call_and_other_pictures_another_result() {
        Tool camera = Tool.of("camera", "Looks", CITY, new Tool.Body() {
            private int taken;

            @Override
            public ToolResult call(ToolCall call, ToolContext context) {
                String url = "data:image/png;base64,iVBORw0KGgo" + taken++;
                return new ToolResult(List.of(new Content.Media(Content.Media.Kind.IMAGE, url, Members.NONE)), false);
            }
        });
        for (int time = 0; time < 4; time++) {
            host.calls("camera", "{}");
        }
        host.calls("get_weather", "{\"city\":\"Bern\",\"day\":1}")
                .calls("get_weather", "{\"day\":1,\"city\":\"Bern\"}")
                .calls("get_weather", "{ \"city\" : \"Bern\", \"day\" : 1 }")
                .says("Sunny.");

        AgentOutcome outcome = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"), camera);

        assertFinished(outcome, "Sunny.");
        assertThat(heard(AgentEvent.RepetitionNoticed.class))
                .containsExactly(new AgentEvent.RepetitionNoticed("get_weather", 3));
    }

    @Test
    void testing_after_each_change_is_no_repetition() {
        for (int time = 0; time < 4; time++) {
            host.calls("get_weather", "{\"city\":\"Bern\"}").calls("get_weather", "{\"city\":\"" + time + "\"}");
        }
        host.says("Done.");

        assertFinished(run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny")), "Done.");
        assertThat(heard(AgentEvent.RepetitionNoticed.class)).isEmpty();
    }

    private List<StallEvidence> evidence() {
        return heard(AgentEvent.StallNoticed.class).stream()
                .map(AgentEvent.StallNoticed::evidence)
                .toList();
    }

    /** The last message of that request, as text. */
    private String lastMessage(int request) {
        JsonValue last = host.asked().get(request).elements("messages").getLast();
        return last instanceof JsonObject message ? String.valueOf(message.get("content")) : "";
    }

    private static void assertFinished(AgentOutcome outcome, String text) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> assertThat(finished.answer().text()).isEqualTo(text));
    }
}
