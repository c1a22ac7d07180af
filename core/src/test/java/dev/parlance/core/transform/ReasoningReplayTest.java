package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.catalog.ReasoningFacts.MissingIn;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReasoningReplayTest {
    private static final Content CALL = new Content.ToolCall("call_1", "look", RawJson.EMPTY_OBJECT);
    private static final Message USER = Message.user("hi");
    private static final Message RESULT = Message.toolResult("call_1", "found");
    private static final Policy AS_TEXT = new Policy(Set.of(), true);

    private static Content.Reasoning from(String host, String text) {
        return new Content.Reasoning(text, host, "reasoning_content", Members.NONE);
    }

    private static Content text(String text) {
        return new Content.Text(text);
    }

    private static List<Message> sent(Conversation conversation) {
        return ReasoningReplay.apply(conversation).request().messages();
    }

    private static Conversation replaying(Replay replay, Message... messages) {
        return Conversations.of(Profiles.of("deepseek").replay(replay).profile(), Conversations.request(messages));
    }

    @Test
    void kimi_code_case_5_reasoning_and_text_of_the_host_itself_go_back_untouched() {
        Conversation conversation = Conversations.kimi(
                USER, Message.assistant(from("moonshot", "Let me think..."), text("The answer is 4.")), USER);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void reasoning_of_unknown_origin_is_taken_for_the_hosts_own() {
        Conversation conversation =
                Conversations.kimi(USER, Message.assistant(new Content.Reasoning("mine"), CALL), RESULT);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
    }

    @Test
    void kimi_code_case_6_explicitly_empty_reasoning_stays() {
        Conversation conversation = Conversations.kimi(USER, Message.assistant(from("moonshot", ""), CALL), RESULT);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void kimi_code_case_7_a_thinking_tool_turn_without_reasoning_gets_the_empty_one() {
        Conversation conversation =
                Conversations.kimi(USER, Message.assistant(CALL), RESULT, Message.assistant(text("done")), USER);

        assertThat(sent(conversation))
                .containsExactly(
                        USER,
                        Message.assistant(new Content.Reasoning(""), CALL),
                        RESULT,
                        Message.assistant(text("done")),
                        USER);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("reasoning", Adjustment::parameter)
                .returns(Adjustment.Kind.ADDED, Adjustment::kind)
                .returns(JsonValue.of(""), Adjustment::sent)
                .returns("defaults#reasoning/when-missing", Adjustment::rule);
    }

    @Test
    void kimi_code_case_7_with_thinking_off_nothing_is_added() {
        ChatRequest request = Conversations.request(USER, Message.assistant(CALL), RESULT).toBuilder()
                .thinking(new Thinking.Off())
                .build();
        Conversation conversation = Conversations.of(Profiles.kimi().profile(), request);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
    }

    @Test
    void kimi_code_case_8_with_keep_all_plain_answers_get_it_too_and_nobody_else() {
        Message system = Message.system("be brief");
        ChatRequest request = Conversations.request(
                        system, USER, Message.assistant(text("plain")), USER, Message.assistant(CALL), RESULT)
                .toBuilder()
                .parameter(Parameter.THINKING_KEEP, JsonValue.of("all"))
                .build();
        Conversation conversation = Conversations.of(Profiles.kimi().profile(), request);

        assertThat(sent(conversation))
                .containsExactly(
                        system,
                        USER,
                        Message.assistant(new Content.Reasoning(""), text("plain")),
                        USER,
                        Message.assistant(new Content.Reasoning(""), CALL),
                        RESULT);
        assertThat(conversation.log().adjustments()).hasSize(1);
    }

    @Test
    void kimi_code_case_3_keep_with_thinking_off_never_backfills() {
        ChatRequest request = Conversations.request(USER, Message.assistant(text("plain")), USER).toBuilder()
                .parameter(Parameter.THINKING_KEEP, JsonValue.of("all"))
                .thinking(new Thinking.Off())
                .build();
        Conversation conversation = Conversations.of(Profiles.kimi().profile(), request);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
    }

    @Test
    void oma_case_24_a_host_that_takes_its_own_gets_the_reasoning_of_all_turns() {
        Conversation conversation = replaying(
                Replay.OWN,
                USER,
                Message.assistant(from("deepseek", "r1"), CALL),
                RESULT,
                Message.assistant(from("deepseek", "r2"), text("so")),
                USER);

        assertThat(ReasoningReplay.apply(conversation)).isSameAs(conversation);
    }

    @Test
    void oma_case_25_a_turn_of_another_host_gets_the_stand_in_for_its_reasoning() {
        Conversation conversation = Conversations.of(
                Profiles.of("deepseek").whenMissing("").profile(),
                Conversations.request(USER, Message.assistant(from("anthropic", "foreign"), CALL), RESULT));

        assertThat(sent(conversation))
                .containsExactly(USER, Message.assistant(new Content.Reasoning(""), CALL), RESULT);
        assertThat(conversation.log().adjustments())
                .extracting(Adjustment::kind)
                .containsExactly(Adjustment.Kind.DROPPED, Adjustment.Kind.ADDED);
        assertThat(conversation.log().adjustments().getFirst().reason())
                .contains("1 part", "anthropic", "deepseek takes only its own");
    }

    @Test
    void oma_case_26_outside_a_tool_loop_reasoning_stays_behind() {
        Conversation conversation =
                replaying(Replay.TOOL_LOOP, USER, Message.assistant(from("deepseek", "r"), text("so")), USER);

        assertThat(sent(conversation)).containsExactly(USER, Message.assistant(text("so")), USER);
    }

    @Test
    void oma_case_27_in_a_tool_loop_only_what_follows_the_last_user_message_is_replayed() {
        Message open = Message.assistant(from("deepseek", "new"), CALL);
        Conversation conversation = replaying(
                Replay.TOOL_LOOP,
                USER,
                Message.assistant(from("deepseek", "old"), CALL),
                RESULT,
                Message.assistant(from("deepseek", "older"), text("so")),
                USER,
                open,
                RESULT);

        assertThat(sent(conversation))
                .containsExactly(
                        USER, Message.assistant(CALL), RESULT, Message.assistant(text("so")), USER, open, RESULT);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(Adjustment.Kind.DROPPED, Adjustment::kind)
                .returns(JsonValue.of("2 parts"), Adjustment::asked);
    }

    @Test
    void a_host_that_takes_none_gets_none_and_the_count_is_told() {
        Conversation conversation = replaying(
                Replay.NEVER,
                USER,
                Message.assistant(from("deepseek", "r1"), CALL),
                RESULT,
                Message.assistant(new Content.Reasoning("r2"), text("so")));

        assertThat(sent(conversation))
                .containsExactly(USER, Message.assistant(CALL), RESULT, Message.assistant(text("so")));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(Adjustment.Kind.DROPPED, Adjustment::kind)
                .satisfies(adjustment -> assertThat(adjustment.reason()).startsWith("2 parts"));
    }

    @Test
    void foreign_reasoning_becomes_text_before_the_next_text_on_request() {
        Conversation conversation = Conversations.of(
                Profiles.of("openai").profile(),
                Conversations.request(
                        USER, Message.assistant(from("moonshot", "a"), from("moonshot", "b"), text("so"), CALL)),
                AS_TEXT);

        assertThat(sent(conversation))
                .containsExactly(USER, Message.assistant(text("<thinking>a</thinking><thinking>b</thinking>so"), CALL));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(Adjustment.Kind.MAPPED, Adjustment::kind)
                .returns(JsonValue.of("text"), Adjustment::sent);
    }

    @Test
    void foreign_reasoning_before_a_bare_call_becomes_a_text_of_its_own() {
        Message.Assistant turn =
                new Message.Assistant(List.of(from("moonshot", "a"), CALL), Message.ContentForm.NULL, Members.NONE);
        Conversation conversation =
                Conversations.of(Profiles.of("openai").profile(), Conversations.request(USER, turn, RESULT), AS_TEXT);

        assertThat(sent(conversation))
                .containsExactly(USER, Message.assistant(text("<thinking>a</thinking>"), CALL), RESULT);
    }

    @Test
    void unreadable_foreign_reasoning_is_dropped_even_where_text_is_wished() {
        Members encrypted = Members.of("encrypted_content", RawJson.ofText("\"gAAA\""));
        Conversation conversation = Conversations.of(
                Profiles.of("moonshot").profile(),
                Conversations.request(
                        USER, Message.assistant(new Content.Reasoning("", "openai", null, encrypted), text("so"))),
                AS_TEXT);

        assertThat(sent(conversation)).containsExactly(USER, Message.assistant(text("so")));
        assertThat(conversation.log().adjustments()).singleElement().returns(Adjustment.Kind.DROPPED, Adjustment::kind);
    }

    @Test
    void replaying_twice_adds_nothing() {
        Conversation once = ReasoningReplay.apply(Conversations.kimi(
                USER, Message.assistant(from("openai", "x"), CALL), RESULT, Message.assistant(CALL), RESULT));
        int adjustments = once.log().adjustments().size();

        assertThat(ReasoningReplay.apply(once)).isSameAs(once);
        assertThat(once.log().adjustments()).hasSize(adjustments);
    }

    @Test
    void strict_mode_refuses_to_lose_reasoning() {
        Profile kimi = Profiles.kimi().profile();
        Conversation conversation = Conversations.of(
                kimi, Conversations.request(USER, Message.assistant(from("openai", "x"), text("so"))), Policy.STRICT);

        assertThatThrownBy(() -> ReasoningReplay.apply(conversation))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("openai");
    }

    private static Content.Reasoning signed(@Nullable String host, String text) {
        return new Content.Reasoning(text, host, "thinking", Members.of("signature", RawJson.ofText("\"abc\"")));
    }

    @Test
    void a_host_that_signs_gets_what_it_signed_and_nothing_else() {
        Conversation conversation = replaying(
                Replay.SIGNED,
                USER,
                Message.assistant(signed("deepseek", "mine"), CALL),
                RESULT,
                Message.assistant(new Content.Reasoning("unsigned"), text("done")),
                USER);

        assertThat(sent(conversation).get(1).content()).containsExactly(signed("deepseek", "mine"), CALL);
        assertThat(sent(conversation).get(3).content()).containsExactly(text("done"));
        assertThat(conversation.log().adjustments().getFirst().reason()).contains("signature");
    }

    @Test
    void a_payload_of_unknown_origin_belongs_to_whoever_speaks_the_dialect_it_came_in() {
        ChatRequest request =
                Conversations.request(USER, Message.assistant(signed(null, "whose?"), text("hi")), USER).toBuilder()
                        .dialect("anthropic-messages")
                        .build();
        Conversation conversation =
                Conversations.of(Profiles.of("deepseek").replay(Replay.OWN).profile(), request);

        assertThat(sent(conversation).get(1).content()).containsExactly(text("hi"));
        assertThat(conversation.log().adjustments()).singleElement().returns(Adjustment.Kind.DROPPED, Adjustment::kind);
    }

    @Test
    void once_a_tool_was_called_every_turn_needs_the_member_where_the_host_says_so() {
        Profile v4 = Profiles.of("deepseek")
                .replay(Replay.OWN)
                .whenMissing("")
                .missingIn(MissingIn.EVERY_TURN_ONCE_TOOLS)
                .profile();
        Conversation tools = Conversations.of(
                v4,
                Conversations.request(USER, Message.assistant(CALL), RESULT, Message.assistant(text("done")), USER));
        Conversation talk = Conversations.of(v4, Conversations.request(USER, Message.assistant(text("hello")), USER));

        assertThat(sent(tools).get(1).content().getFirst()).isEqualTo(new Content.Reasoning(""));
        assertThat(sent(tools).get(3).content().getFirst()).isEqualTo(new Content.Reasoning(""));
        assertThat(sent(talk).get(1).content()).containsExactly(text("hello"));
    }
}
