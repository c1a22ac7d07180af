package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallSignaturesTest {
    private static final Content STAND_IN = signature("skip_thought_signature_validator");

    private static Content signature(String signature) {
        return new Content.Reasoning(
                "", null, null, Members.of("thoughtSignature", RawJson.of(JsonValue.of(signature))));
    }

    private static Content call(String name) {
        return new Content.ToolCall("", name, RawJson.EMPTY_OBJECT);
    }

    private static Content beginning(String name) {
        Members begins = Members.of("item", RawJson.of(JsonValue.of("begins")));
        return new Content.ToolCall("", name, RawJson.EMPTY_OBJECT, begins);
    }

    private static Conversation conversation(Message... messages) {
        return Conversations.of(Profiles.of("gemini").profile(), Conversations.request(messages));
    }

    private static List<Content> signed(Content... turn) {
        Conversation conversation = conversation(Message.user("go"), Message.assistant(turn));
        return CallSignatures.sign(conversation).request().messages().getLast().content();
    }

    @Test
    void the_first_unsigned_call_of_a_turn_gets_the_word_and_the_others_need_none() {
        Content text = new Content.Text("let me see");

        assertThat(signed(text, call("a"), call("b"))).containsExactly(text, STAND_IN, call("a"), call("b"));
    }

    @Test
    void a_signature_of_its_own_stays_and_one_of_a_text_before_does_not_count() {
        Content own = signature("own");
        Content text = new Content.Text("so");

        assertThat(signed(own, call("a"), call("b"))).containsExactly(own, call("a"), call("b"));
        assertThat(signed(own, text, call("a"))).containsExactly(own, text, STAND_IN, call("a"));
    }

    @Test
    void a_thought_keeps_its_signature_for_itself() {
        Content thought = new Content.Reasoning(
                "Hm.", null, null, Members.of("thoughtSignature", RawJson.of(JsonValue.of("own"))));

        assertThat(signed(thought, call("a"))).containsExactly(thought, STAND_IN, call("a"));
    }

    @Test
    void every_step_after_the_last_user_message_is_looked_at_and_none_before() {
        Message first = Message.assistant(call("a"));
        Message result = Message.toolResult("", "found");
        Conversation conversation = conversation(
                Message.user("one"), first, result, Message.user("two"), first, result, Message.assistant(call("b")));

        assertThat(CallSignatures.sign(conversation).request().messages())
                .containsExactly(
                        Message.user("one"),
                        first,
                        result,
                        Message.user("two"),
                        Message.assistant(STAND_IN, call("a")),
                        result,
                        Message.assistant(STAND_IN, call("b")));
        assertThat(conversation.log().adjustments())
                .containsExactly(new Adjustment(
                        "reasoning",
                        Adjustment.Kind.ADDED,
                        null,
                        JsonValue.of("skip_thought_signature_validator"),
                        "defaults#transforms/gemini-call-signatures",
                        "The model refuses calls of the current turn without a thought signature, and did not sign a, b.",
                        null));
    }

    @Test
    void a_step_that_was_joined_with_the_one_before_is_a_step_still() {
        assertThat(signed(signature("own"), call("a"), call("b"), beginning("c"), call("d")))
                .containsExactly(signature("own"), call("a"), call("b"), STAND_IN, beginning("c"), call("d"));
    }

    @Test
    void where_nothing_is_missing_nothing_changes() {
        Conversation conversation = conversation(
                Message.user("go"),
                Message.assistant(signature("own"), call("a")),
                Message.toolResult("", "found"),
                Message.assistant(new Content.Text("done")));

        assertThat(CallSignatures.sign(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void applying_it_twice_changes_nothing_more() {
        Conversation once =
                CallSignatures.sign(conversation(Message.user("go"), Message.assistant(call("a"), call("b"))));

        assertThat(CallSignatures.sign(once)).isSameAs(once);
    }
}
