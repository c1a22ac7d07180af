package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.Generated;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolCallIdsTest {
    private static final String LONG = "x".repeat(80);

    private static Message calls(String... ids) {
        List<Content> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(new Content.ToolCall(id, "search", RawJson.EMPTY_OBJECT));
        }
        return Message.assistant(calls.toArray(new Content[0]));
    }

    private static Message result(String id) {
        return Message.toolResult(id, "found");
    }

    private static List<Message> sent(Conversation conversation) {
        return ToolCallIds.normalize(conversation).request().messages();
    }

    @Test
    void kimi_code_case_13_clean_ids_keep_their_name_and_results_follow_their_calls() {
        Conversation conversation = Conversations.kimi(
                calls("search:0", "search_0", LONG), result(LONG), result("search_0"), result("search:0"));

        assertThat(sent(conversation))
                .containsExactly(
                        calls("search_0_2", "search_0", "x".repeat(64)),
                        result("x".repeat(64)),
                        result("search_0"),
                        result("search_0_2"));
        assertThat(conversation.log().adjustments())
                .containsExactly(new Adjustment(
                        "tool-call-id",
                        Adjustment.Kind.REPAIRED,
                        JsonValue.strings(List.of("search:0", LONG)),
                        JsonValue.strings(List.of("search_0_2", "x".repeat(64))),
                        "defaults#transforms/normalize-tool-ids",
                        "The host takes letters, digits, _ and - in call ids, at most 64; calls and their results were"
                                + " renamed together.",
                        null));
    }

    @Test
    void clean_ids_change_nothing_even_when_they_repeat_in_later_turns() {
        Conversation conversation =
                Conversations.kimi(calls("search_0"), result("search_0"), calls("search_0"), result("search_0"));

        assertThat(ToolCallIds.normalize(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    @Test
    void ids_that_count_up_anew_in_every_turn_stay_paired_turn_by_turn() {
        assertThat(sent(Conversations.kimi(
                        calls("search:0", "search:1"),
                        result("search:0"),
                        result("search:1"),
                        calls("search:0"),
                        result("search:0"))))
                .containsExactly(
                        calls("search_0", "search_1"),
                        result("search_0"),
                        result("search_1"),
                        calls("search_0"),
                        result("search_0"));
    }

    @Test
    void long_ids_with_one_beginning_stay_apart_within_64_characters() {
        assertThat(sent(Conversations.kimi(calls(LONG + "a", LONG + "b", LONG + "c"))))
                .containsExactly(calls("x".repeat(64), "x".repeat(62) + "_2", "x".repeat(62) + "_3"));
    }

    @Test
    void empty_ids_are_made_up_and_their_results_answer_the_open_calls_in_order() {
        assertThat(sent(Conversations.kimi(
                        calls("", "call_1", ""), result("call_1"), result(""), result(""), calls(""), result(""))))
                .containsExactly(
                        calls("call_2", "call_1", "call_3"),
                        result("call_1"),
                        result("call_2"),
                        result("call_3"),
                        calls("call_4"),
                        result("call_4"));
    }

    @Test
    void a_result_that_names_its_call_later_does_not_lose_it_to_a_nameless_one() {
        assertThat(sent(Conversations.kimi(calls("a", "b"), result(""), result("a"))))
                .containsExactly(calls("a", "b"), result("b"), result("a"));
    }

    @Test
    void a_nameless_result_without_an_open_call_is_left_for_the_checks() {
        Conversation conversation = Conversations.kimi(Message.user("hi"), result(""));

        assertThat(ToolCallIds.normalize(conversation)).isSameAs(conversation);
    }

    @Test
    void generated_ids_become_clean_and_distinct_and_equal_ids_stay_equal() {
        for (int seed = 0; seed < 2000; seed++) {
            Generated generated = new Generated(seed);
            List<Message> messages = new ArrayList<>();
            for (int turn = 0; turn < 4; turn++) {
                String id = generated.any("a:0", "a.0", "a_0", "a_0_2", "é", generated.text() + "-", "y".repeat(70));
                messages.add(calls(id));
                messages.add(result(id));
            }
            Conversation conversation = Conversations.kimi(messages.toArray(new Message[0]));

            List<Message> sent = sent(conversation);

            Map<String, String> renamed = new HashMap<>();
            for (int index = 1; index < sent.size(); index += 2) {
                String before = ((Message.ToolResult) messages.get(index)).callId();
                String after = ((Message.ToolResult) sent.get(index)).callId();
                assertThat(after).as("seed %d", seed).matches("[A-Za-z0-9_-]{1,64}");
                assertThat(sent.get(index - 1)).as("seed %d", seed).isEqualTo(calls(after));
                assertThat(renamed.merge(before, after, (one, other) -> other)).isEqualTo(after);
                if (before.matches("[A-Za-z0-9_-]{1,64}")) {
                    assertThat(after).as("seed %d", seed).isEqualTo(before);
                }
            }
            assertThat(renamed.values()).as("seed %d", seed).doesNotHaveDuplicates();
            Conversation again = ToolCallIds.normalize(conversation);
            assertThat(ToolCallIds.normalize(again)).as("seed %d", seed).isSameAs(again);
        }
    }

    @Test
    void short_ids_stay_and_others_become_nine_letters_and_digits_in_call_and_result() {
        Conversation conversation = Conversations.of(
                Profiles.of("mistral").profile(),
                Conversations.request(
                        calls("vAKGXGFZD", "call_00_abc", "call_00_abd"),
                        result("call_00_abd"),
                        result("vAKGXGFZD"),
                        result("call_00_abc")));

        List<Message> sent = ToolCallIds.shorten(conversation).request().messages();

        String first = ((Message.ToolResult) sent.get(3)).callId();
        String second = ((Message.ToolResult) sent.get(1)).callId();
        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(sent)
                .containsExactly(calls("vAKGXGFZD", first, second), result(second), result("vAKGXGFZD"), result(first));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("tool-call-id", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.strings(List.of("call_00_abc", "call_00_abd")), Adjustment::asked)
                .returns(JsonValue.strings(List.of(first, second)), Adjustment::sent)
                .returns("defaults#transforms/short-tool-ids", Adjustment::rule)
                .returns(
                        "The host takes nine letters and digits as call id; calls and their results were renamed together.",
                        Adjustment::reason);
    }

    @Test
    void a_short_id_is_the_same_in_every_request_so_that_the_beginning_of_a_conversation_stays_equal() {
        Message before = calls("toolu_01");
        Conversation earlier =
                Conversations.of(Profiles.of("mistral").profile(), Conversations.request(before, result("toolu_01")));
        Conversation later = Conversations.of(
                Profiles.of("mistral").profile(),
                Conversations.request(before, result("toolu_01"), calls("toolu_02"), result("toolu_02")));

        assertThat(ToolCallIds.shorten(later).request().messages())
                .startsWith(ToolCallIds.shorten(earlier).request().messages().toArray(new Message[0]));
        assertThat(ToolCallIds.shorten(earlier).request().messages())
                .isEqualTo(ToolCallIds.shorten(earlier).request().messages());
    }

    @Test
    void an_id_that_stands_for_itself_never_loses_its_name_to_a_hash() {
        String hash = CallIdForm.NINE.fitted("foreign", 1);
        Conversation conversation = Conversations.of(
                Profiles.of("mistral").profile(), Conversations.request(calls("foreign", hash), result("foreign")));

        List<Message> sent = ToolCallIds.shorten(conversation).request().messages();

        String renamed = ((Message.ToolResult) sent.get(1)).callId();
        assertThat(renamed).isNotEqualTo(hash).matches("[a-zA-Z0-9]{9}");
        assertThat(sent.getFirst()).isEqualTo(calls(renamed, hash));
    }

    @Test
    void calls_and_results_without_an_id_get_a_short_one_together() {
        Conversation conversation = Conversations.of(
                Profiles.of("mistral").profile(), Conversations.request(calls("", ""), result(""), result("")));

        List<Message> sent = ToolCallIds.shorten(conversation).request().messages();

        String first = ((Message.ToolResult) sent.get(1)).callId();
        String second = ((Message.ToolResult) sent.get(2)).callId();
        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(sent.getFirst()).isEqualTo(calls(first, second));
    }

    @Test
    void ten_thousand_ids_that_differ_in_their_last_characters_have_ten_thousand_hashes() {
        List<String> hashes = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            hashes.add(CallIdForm.NINE.fitted("call_" + number, 1));
        }

        assertThat(hashes).doesNotHaveDuplicates().allMatch(CallIdForm.NINE::fits);
    }
}
