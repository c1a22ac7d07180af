package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyAssistantTurnsTest {
    private static final Message USER = Message.user("hi");

    private static Message withExtra(String name, String json) {
        return new Message.Assistant(List.of(), Message.ContentForm.NULL, Members.of(name, RawJson.ofText(json)));
    }

    private static void dropped(Message message) {
        Conversation conversation = Conversations.kimi(USER, message, USER);

        assertThat(EmptyAssistantTurns.drop(conversation).request().messages()).containsExactly(USER, USER);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("messages", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.array(JsonValue.of(1)), Adjustment::asked);
    }

    private static void kept(Message message) {
        Conversation conversation = Conversations.kimi(USER, message, USER);

        assertThat(EmptyAssistantTurns.drop(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void a_turn_without_anything_is_dropped() {
        dropped(Message.assistant());
        dropped(Message.assistant(new Content.Text("")));
        dropped(Message.assistant(new Content.Text(""), new Content.Refusal("")));
    }

    @Test
    void a_turn_of_empty_reasoning_alone_is_dropped() {
        dropped(Message.assistant(new Content.Reasoning("")));
    }

    @Test
    void a_name_or_an_empty_member_does_not_save_a_turn() {
        dropped(withExtra("name", "\"bob\""));
        dropped(withExtra("audio", "null"));
        dropped(withExtra("partial", "false"));
        dropped(withExtra("annotations", "[]"));
    }

    @Test
    void a_turn_that_carries_anything_stays() {
        kept(Message.assistant(new Content.Text(" ")));
        kept(Message.assistant(new Content.Reasoning("hm")));
        kept(Message.assistant(new Content.ToolCall("id", "look", RawJson.EMPTY_OBJECT)));
        kept(Message.assistant(new Content.Refusal("no")));
        kept(Message.assistant(new Content.Opaque("openai-chat", "content", RawJson.EMPTY_OBJECT)));
        kept(Message.assistant(new Content.Reasoning(
                "", "openai", null, Members.of("encrypted_content", RawJson.ofText("\"gAAA\"")))));
        kept(withExtra("partial", "true"));
        kept(withExtra("audio", "{\"id\":\"audio_1\"}"));
    }
}
