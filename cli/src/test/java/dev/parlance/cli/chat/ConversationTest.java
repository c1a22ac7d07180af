package dev.parlance.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation conversation =
            new Conversation(ChatRequest.builder("").build(), null);
    private final Message question = conversation.ask("why?");

    @Test
    void a_stopped_answer_keeps_whole_thoughts_and_says_that_it_was_stopped() {
        Content.Reasoning thought = new Content.Reasoning("So.", "anthropic", "thinking", Members.NONE);

        boolean kept = conversation.keepStopped(
                question, Message.assistant(thought, new Content.Text("Because"), new Content.Reasoning("Hm")));

        assertThat(kept).isTrue();
        assertThat(conversation.messages().getLast().content())
                .containsExactly(thought, new Content.Text("Because\n\n[The user stopped this answer here.]"));
    }

    @Test
    void nothing_is_kept_of_an_answer_that_had_no_text() {
        assertThat(conversation.keepStopped(question, Message.assistant(new Content.Reasoning("So"))))
                .isFalse();
        assertThat(conversation.keepStopped(
                        question,
                        Message.assistant(
                                new Content.Text("I call"), new Content.ToolCall("1", "f", RawJson.ofText("{\"a")))))
                .isFalse();
        assertThat(conversation.messages()).isEmpty();
    }

    @Test
    void pictures_wait_for_the_turn_that_is_kept() {
        Content picture = new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,AA==", Members.NONE);
        conversation.picture(picture);

        Message first = conversation.ask("what?");
        Message again = conversation.ask("what is it?");
        conversation.keep(again, Message.assistant(new Content.Text("A dot.")));

        assertThat(first.content()).contains(picture);
        assertThat(again.content()).contains(picture);
        assertThat(conversation.ask("and now?").content()).doesNotContain(picture);
    }

    @Test
    void a_request_holds_instructions_the_conversation_and_the_question() {
        conversation.instruct("Be kind.");
        conversation.keep(question, Message.assistant(new Content.Text("Because.")));

        ChatRequest request = conversation.request(conversation.ask("really?"));

        assertThat(request.messages())
                .containsExactly(
                        Message.system("Be kind."),
                        question,
                        Message.assistant(new Content.Text("Because.")),
                        new Message.User(List.of(new Content.Text("really?")), Message.ContentForm.FREE, Members.NONE));
        assertThat(request.streaming()).isNotNull();
    }
}
