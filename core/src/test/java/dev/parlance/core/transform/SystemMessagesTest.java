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

class SystemMessagesTest {
    private static final Message USER = Message.user("hi");
    private static final Members MARK = Members.of("cache_control", RawJson.ofText("{\"type\":\"ephemeral\"}"));

    private static Conversation talk(Message... messages) {
        return Conversations.of(Profiles.of("minimax").profile(), Conversations.request(messages));
    }

    @Test
    void later_system_messages_become_part_of_the_first_one() {
        Conversation conversation = talk(
                Message.system("be brief"),
                USER,
                new Message.System(true, List.of(new Content.Text("be kind")), ContentForm.PARTS, Members.NONE),
                Message.system("be exact"));

        assertThat(SystemMessages.join(conversation).request().messages())
                .containsExactly(Message.system("be brief\n\nbe kind\n\nbe exact"), USER);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("messages", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.of(3), Adjustment::asked)
                .returns(JsonValue.of(1), Adjustment::sent)
                .returns("defaults#transforms/single-system-message", Adjustment::rule);
    }

    @Test
    void one_that_does_not_stand_at_the_beginning_goes_there() {
        Conversation conversation = talk(USER, Message.system("be brief"));

        assertThat(SystemMessages.join(conversation).request().messages())
                .containsExactly(Message.system("be brief"), USER);
        assertThat(conversation.log().adjustments()).hasSize(1);
    }

    @Test
    void parts_with_members_of_their_own_stay_parts() {
        Content marked = new Content.Text("long rules", MARK);
        Conversation conversation = talk(
                new Message.System(false, List.of(marked), ContentForm.PARTS, Members.NONE),
                USER,
                Message.system("be brief"));

        assertThat(SystemMessages.join(conversation).request().messages())
                .containsExactly(
                        new Message.System(
                                false, List.of(marked, new Content.Text("be brief")), ContentForm.PARTS, Members.NONE),
                        USER);
    }

    @Test
    void members_of_messages_that_are_no_more_are_reported_as_lost() {
        Members name = Members.of("name", RawJson.ofText("\"policy\""));
        Conversation conversation = talk(
                new Message.System(false, List.of(new Content.Text("a")), ContentForm.STRING, MARK),
                new Message.System(false, List.of(new Content.Text("b")), ContentForm.STRING, name));

        assertThat(SystemMessages.join(conversation).request().messages())
                .containsExactly(
                        new Message.System(false, List.of(new Content.Text("a\n\nb")), ContentForm.FREE, MARK));
        assertThat(conversation.log().adjustments())
                .anySatisfy(adjustment -> assertThat(adjustment)
                        .returns("vendor-members", Adjustment::parameter)
                        .returns(Adjustment.Kind.DROPPED, Adjustment::kind)
                        .returns(JsonValue.strings(List.of("name")), Adjustment::asked));
    }

    @Test
    void one_system_message_at_the_beginning_or_none_is_left_alone() {
        for (Conversation conversation : List.of(talk(USER), talk(Message.system("be brief"), USER))) {
            assertThat(SystemMessages.join(conversation)).isSameAs(conversation);
            assertThat(conversation.log().adjustments()).isEmpty();
        }
    }
}
