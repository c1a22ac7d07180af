package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest extends AgentTest {
    private static final Members SEALED = Members.of("signature", RawJson.ofText("{ \"b\": 1e0, \"a\": \"\\u003c\" }"));

    @Test
    void a_saved_run_goes_on_without_doing_a_finished_tool_again() {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        AtomicReference<String> saved = new AtomicReference<>("");
        Cancellation crash = new Cancellation();
        CountDownLatch never = new CountDownLatch(1);
        Tool quick = Tool.of("quick", "", CITY, (call, context) -> ToolResult.text("done " + done.incrementAndGet()));
        Tool slow = Tool.of("slow", "", CITY, (call, context) -> {
            if (begun.incrementAndGet() == 1) {
                never.await();
            }
            return ToolResult.text("begun " + begun.get());
        });
        Agent.run(
                kimi(),
                asking("Use all tools"),
                List.of(quick, slow),
                AgentSettings.builder().cancellation(crash).build(),
                event -> {
                    if (event instanceof AgentEvent.TranscriptGrown(Transcript transcript)
                            && transcript.messages().getLast() instanceof Message.ToolResult
                            && !crash.cancelled()) {
                        saved.set(transcript.toJson());
                        crash.cancel();
                    }
                });

        AgentOutcome outcome = Agent.resume(
                kimi(),
                asking("Use all tools"),
                Transcript.ofJson(saved.get()),
                List.of(quick, slow),
                AgentSettings.defaults(),
                events::add);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(results(outcome)).containsExactly("done 1", "begun 2");
        assertThat(done).hasValue(1);
    }

    @Test
    void a_run_that_was_lost_behind_its_answer_asks_nobody_again() {
        host.calls("get_weather", "{}").says("It is sunny.");
        AgentOutcome whole = run(scriptedModel(), "Weather?", AgentSettings.builder(), weather("sunny"));

        AgentOutcome outcome = Agent.resume(
                scriptedModel(),
                asking("Weather?"),
                Transcript.ofJson(whole.transcript().toJson()),
                List.of(weather("sunny")),
                AgentSettings.defaults(),
                events::add);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> assertThat(finished.answer().text()).isEqualTo("It is sunny."));
        assertThat(outcome.spent().steps()).isZero();
        assertThat(outcome.transcript()).isEqualTo(whole.transcript());
        assertThat(host.asked()).hasSize(2);
    }

    @Test
    void a_run_that_was_lost_before_its_reminder_is_reminded() {
        host.says("Done.");
        List<Message> stalled = List.of(
                Message.user("Weather?"),
                Message.assistant(new Content.ToolCall("a", "get_weather", RawJson.EMPTY_OBJECT)),
                Message.toolResult("a", "sunny"),
                Message.assistant(
                        new Content.Reasoning("hm", "moonshot", "reasoning_content", Members.NONE),
                        new Content.Text("Let me check Basel, too.")));

        AgentOutcome outcome = Agent.resume(
                scriptedModel(),
                asking("Weather?"),
                new Transcript(stalled),
                List.of(weather("sunny")),
                AgentSettings.defaults(),
                events::add);

        assertThat(outcome.transcript().messages())
                .hasSize(6)
                .filteredOn(Notes::isNote)
                .hasSize(1);
        assertThat(outcome.spent().steps()).isEqualTo(1);
    }

    @Test
    void everything_a_message_can_hold_is_kept() {
        List<Message> messages = List.of(
                new Message.System(true, List.of(new Content.Text("rules")), ContentForm.PARTS, Members.NONE),
                Message.system("more rules"),
                new Message.User(
                        List.of(
                                new Content.Text("look ✅", SEALED),
                                new Content.Media(Content.Media.Kind.IMAGE, "https://example.org/a.png", Members.NONE)),
                        ContentForm.STRING,
                        SEALED),
                Message.assistant(
                        new Content.Reasoning("", "moonshot", "reasoning_content", SEALED),
                        new Content.Reasoning("hm"),
                        new Content.Refusal("no"),
                        new Content.Opaque("gemini", "parts", RawJson.ofText("{\"x\": [1]}")),
                        new Content.ToolCall("a", "get_weather", RawJson.ofText("{\"city\":"), SEALED)),
                Message.toolResult("a", "sunny"));

        Transcript read = Transcript.ofJson(new Transcript(messages).toJson());

        assertThat(read.messages()).isEqualTo(messages);
        assertThat(read.messages().get(2).extra().get("signature"))
                .satisfies(json -> assertThat(json.text()).isEqualTo("{ \"b\": 1e0, \"a\": \"\\u003c\" }"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"version\":2,\"messages\":[]}",
                "{\"version\":1}",
                "{\"version\":1,\"messages\":[",
                "{\"version\":1,\"messages\":[1]}",
                "{\"version\":1,\"messages\":[{\"role\":\"king\"}]}",
                "{\"version\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]}"
            })
    void what_is_no_transcript_is_refused_in_words(String json) {
        assertThatThrownBy(() -> Transcript.ofJson(json))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageStartingWith("The transcript cannot be read: ");
    }

    @Test
    void calls_without_an_id_get_one_each() {
        History history = new History(List.of(Message.user("Go")));
        history.answer(Message.assistant(
                new Content.ToolCall("", "a", RawJson.EMPTY_OBJECT),
                new Content.ToolCall("x", "b", RawJson.EMPTY_OBJECT),
                new Content.ToolCall("x", "c", RawJson.EMPTY_OBJECT)));

        assertThat(history.open()).extracting(Content.ToolCall::id).containsExactly("call_1_0", "x", "call_1_2");
        history.result("call_1_2", List.of(new Content.Text("third")));
        history.result("x", List.of(new Content.Text("second")));
        assertThat(history.open()).extracting(Content.ToolCall::name).containsExactly("a");
        assertThat(history.messages().subList(2, 4))
                .extracting(message -> ((Message.ToolResult) message).callId())
                .containsExactly("x", "call_1_2");
    }
}
