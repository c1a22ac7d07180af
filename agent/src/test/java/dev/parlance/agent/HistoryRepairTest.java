package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HistoryRepairTest extends AgentTest {
    private static final Message TASK = Message.user("Go");
    private static final Message HURRY = Message.user("Hurry up");

    @Test
    void results_in_another_order_are_well_and_stay_as_they_are() {
        List<Message> messages =
                List.of(TASK, calling("a", "b"), Message.toolResult("b", "two"), Message.toolResult("a", "one"), HURRY);

        HistoryRepair.Repaired repaired = HistoryRepair.of(messages);

        assertThat(repaired.event()).isNull();
        assertThat(repaired.messages()).isEqualTo(messages);
    }

    @Test
    void a_result_behind_another_message_is_brought_to_its_call_and_not_lost() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(List.of(
                TASK, calling("a", "b"), Message.toolResult("b", "two"), HURRY, Message.toolResult("a", "one"), TASK));

        assertThat(repaired.messages())
                .containsExactly(
                        TASK,
                        calling("a", "b"),
                        Message.toolResult("b", "two"),
                        Message.toolResult("a", "one"),
                        HURRY,
                        TASK);
        assertThat(repaired.event()).isEqualTo(new AgentEvent.HistoryRepaired(List.of("a"), List.of("a")));
    }

    @Test
    void a_result_belongs_to_the_latest_turn_that_uses_its_id() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(
                List.of(TASK, calling("a"), HURRY, calling("a"), Message.toolResult("a", "of the second"), TASK));

        assertThat(repaired.messages()).hasSize(7).element(5).isEqualTo(Message.toolResult("a", "of the second"));
        assertThat(repaired.messages().get(2)).isInstanceOf(Message.ToolResult.class);
        assertThat(repaired.event()).isEqualTo(new AgentEvent.HistoryRepaired(List.of("a"), List.of()));
    }

    @Test
    void a_result_that_comes_twice_or_before_its_call_or_to_none_is_removed() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(List.of(
                Message.toolResult("a", "too early"),
                TASK,
                calling("a"),
                Message.toolResult("a", "one"),
                Message.toolResult("a", "one again"),
                Message.toolResult("z", "whose?"),
                HURRY));

        assertThat(repaired.messages()).containsExactly(TASK, calling("a"), Message.toolResult("a", "one"), HURRY);
        assertThat(repaired.event()).isEqualTo(new AgentEvent.HistoryRepaired(List.of(), List.of("a", "z")));
    }

    @Test
    void two_calls_of_one_id_keep_a_result_each() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(List.of(
                TASK, calling("a", "a"), Message.toolResult("a", "one"), Message.toolResult("a", "two"), HURRY));

        assertThat(repaired.messages())
                .containsExactly(
                        TASK,
                        calling("a", "call_1_1"),
                        Message.toolResult("a", "one"),
                        Message.toolResult("call_1_1", "two"),
                        HURRY);
        assertThat(repaired.event()).isEqualTo(new AgentEvent.HistoryRepaired(List.of("call_1_1"), List.of("a")));
    }

    @Test
    void two_open_calls_of_one_id_are_both_run() {
        List<String> done = new CopyOnWriteArrayList<>();
        Tool tool = Tool.of("get_weather", "", CITY, (call, context) -> {
            done.add(call.arguments().text("city"));
            return ToolResult.text("sunny in " + call.arguments().text("city"));
        });
        host.says("Both are sunny.");
        List<Message> messages = new ArrayList<>(List.of(
                TASK,
                Message.assistant(
                        new Content.ToolCall("a", "get_weather", RawJson.ofText("{\"city\":\"Bern\"}")),
                        new Content.ToolCall("a", "get_weather", RawJson.ofText("{\"city\":\"Basel\"}")))));

        AgentOutcome outcome = Agent.resume(
                scriptedModel(),
                asking(""),
                new Transcript(messages),
                List.of(tool),
                AgentSettings.defaults(),
                events::add);

        assertThat(done).containsExactlyInAnyOrder("Bern", "Basel");
        assertThat(results(outcome)).containsExactly("sunny in Bern", "sunny in Basel");
        assertThat(heard(AgentEvent.HistoryRepaired.class))
                .containsExactly(new AgentEvent.HistoryRepaired(List.of(), List.of("a")));
    }

    @Test
    void calls_at_the_end_stay_open_and_earlier_ones_get_a_stand_in() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(
                List.of(TASK, calling("a"), HURRY, calling("b", "c"), Message.toolResult("c", "three")));

        assertThat(repaired.messages()).hasSize(6);
        assertThat(repaired.messages().get(2)).isInstanceOf(Message.ToolResult.class);
        assertThat(new History(repaired.messages()).open())
                .extracting(Content.ToolCall::id)
                .containsExactly("b");
        assertThat(repaired.event()).isEqualTo(new AgentEvent.HistoryRepaired(List.of("a"), List.of()));
    }

    private static Message calling(String... ids) {
        List<Content> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(new Content.ToolCall(id, "get_weather", RawJson.EMPTY_OBJECT));
        }
        return Message.assistant(calls.toArray(Content[]::new));
    }
}
