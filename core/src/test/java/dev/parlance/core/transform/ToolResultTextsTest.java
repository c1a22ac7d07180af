package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolResultTextsTest {
    private static final Content PICTURE =
            new Content.Media(Content.Media.Kind.IMAGE, "https://example.com/a.png", Members.NONE);

    private static Message result(ContentForm form, Content... parts) {
        return new Message.ToolResult("call_1", List.of(parts), form, Members.NONE);
    }

    private static Conversation talk(Message result) {
        return Conversations.of(Profiles.of("deepseek").profile(), Conversations.request(Message.user("hi"), result));
    }

    private static Message joined(Conversation conversation) {
        return ToolResultTexts.join(conversation).request().messages().getLast();
    }

    @Test
    void several_texts_become_one_and_it_is_told() {
        Conversation conversation =
                talk(result(ContentForm.FREE, new Content.Text("sunny"), new Content.Text("20 °C")));

        assertThat(joined(conversation)).isEqualTo(Message.toolResult("call_1", "sunny\n\n20 °C"));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("messages", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.of(2), Adjustment::asked);
    }

    @Test
    void a_list_of_one_loses_its_list_alone() {
        Conversation conversation = talk(result(ContentForm.PARTS, new Content.Text("sunny")));

        assertThat(joined(conversation)).isEqualTo(Message.toolResult("call_1", "sunny"));
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void members_of_the_parts_are_told() {
        Members marked = Members.of("cache_control", RawJson.ofText("{\"type\":\"ephemeral\"}"));
        Conversation conversation = talk(result(ContentForm.PARTS, new Content.Text("sunny", marked)));

        assertThat(joined(conversation)).isEqualTo(Message.toolResult("call_1", "sunny"));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("vendor-members", Adjustment::parameter)
                .returns(Adjustment.Kind.DROPPED, Adjustment::kind);
    }

    @Test
    void what_is_one_text_already_or_shows_a_picture_stays() {
        for (Message result : List.of(
                Message.toolResult("call_1", "sunny"),
                result(ContentForm.FREE),
                result(ContentForm.PARTS, new Content.Text("see"), PICTURE))) {
            Conversation conversation = talk(result);

            assertThat(ToolResultTexts.join(conversation)).isSameAs(conversation);
        }
    }
}
