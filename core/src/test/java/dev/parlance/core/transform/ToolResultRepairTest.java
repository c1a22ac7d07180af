package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolResultRepairTest {
    private static final Message USER = Message.user("hi");

    private static Content call(String id) {
        return new Content.ToolCall(id, "look", RawJson.EMPTY_OBJECT);
    }

    @Test
    void amplifier_26_a_call_without_a_result_gets_one_that_says_so() {
        Conversation conversation = Conversations.kimi(
                USER, Message.assistant(call("call_1"), call("call_2")), Message.toolResult("call_2", "b"), USER);
        List<Message> asked = conversation.request().messages();

        Conversation repaired = ToolResultRepair.apply(conversation);

        assertThat(repaired.request().messages())
                .containsExactly(
                        asked.get(0),
                        asked.get(1),
                        asked.get(2),
                        Message.toolResult("call_1", ToolResultRepair.MISSING),
                        asked.get(3));
        assertThat(conversation.request().messages()).isEqualTo(asked);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("tool-results", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind);
        assertThat(ToolResultRepair.apply(repaired)).isSameAs(repaired);
    }

    @Test
    void a_whole_conversation_stays_as_it_is() {
        Conversation conversation =
                Conversations.kimi(USER, Message.assistant(call("a")), Message.toolResult("a", "x"), USER);

        assertThat(ToolResultRepair.apply(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }
}
