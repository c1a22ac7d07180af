package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
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
}
