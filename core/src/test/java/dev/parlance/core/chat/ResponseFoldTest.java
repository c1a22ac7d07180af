package dev.parlance.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.ReasoningDelta;
import dev.parlance.core.chat.ChatEvent.RefusalDelta;
import dev.parlance.core.chat.ChatEvent.ResponseFailed;
import dev.parlance.core.chat.ChatEvent.ResponseStarted;
import dev.parlance.core.chat.ChatEvent.ResponseStopped;
import dev.parlance.core.chat.ChatEvent.TextDelta;
import dev.parlance.core.chat.ChatEvent.ToolCallDelta;
import dev.parlance.core.chat.ChatEvent.ToolCallEnded;
import dev.parlance.core.chat.ChatEvent.ToolCallStarted;
import dev.parlance.core.chat.ChatEvent.UsageReported;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Generated;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseFoldTest {
    private static ChatResponse folded(ChatEvent... events) {
        return folded(List.of(events));
    }

    private static ChatResponse folded(List<ChatEvent> events) {
        ResponseFold fold = new ResponseFold("moonshot");
        events.forEach(fold);
        return fold.response();
    }

    private static ReasoningDelta thought(String text) {
        return new ReasoningDelta(text, "reasoning_content", Members.NONE);
    }

    private static ResponseStopped stopped(StopReason.Kind kind, String raw) {
        return new ResponseStopped(new StopReason(kind, raw));
    }

    @Test
    void kimi_code_case_16_thought_text_and_call_fold_in_wire_order() {
        Usage usage = new Usage(12L, 2L, null, 6L, null, RawJson.EMPTY_OBJECT);

        ChatResponse response = folded(
                new ResponseStarted("id-1", "kimi-k2.6", 7),
                thought("Let me "),
                thought("think. "),
                new TextDelta("All "),
                new TextDelta("set. "),
                new ToolCallStarted(0, "call_1", "weather", Members.NONE),
                new ToolCallDelta(0, "{\"city\":\""),
                new ToolCallDelta(0, "Shanghai\"}"),
                new ToolCallEnded(0),
                new UsageReported(usage),
                stopped(StopReason.Kind.TOOL_CALLS, "tool_calls"));

        assertThat(response)
                .isEqualTo(new ChatResponse(
                        "id-1",
                        "kimi-k2.6",
                        7,
                        List.of(
                                new Content.Reasoning("Let me think. ", "moonshot", "reasoning_content", Members.NONE),
                                new Content.Text("All set. "),
                                new Content.ToolCall("call_1", "weather", RawJson.ofText("{\"city\":\"Shanghai\"}"))),
                        new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls"),
                        usage,
                        List.of(),
                        null));
        assertThat(response.orThrow()).isSameAs(response);
        assertThat(response.text()).isEqualTo("All set. ");
        assertThat(response.toolCalls()).hasSize(1);
        assertThat(response.message().content()).isEqualTo(response.content());
    }

    @Test
    void kimi_code_case_17_interleaved_calls_are_neither_lost_nor_crossed() {
        ChatResponse response = folded(
                new ToolCallStarted(0, "a", "one", Members.NONE),
                new ToolCallDelta(0, "{\"x\""),
                new ToolCallStarted(1, "b", "two", Members.NONE),
                new ToolCallDelta(1, "{\"y\""),
                new ToolCallDelta(0, ":1}"),
                new ToolCallDelta(1, ":2}"));

        assertThat(response.content())
                .containsExactly(
                        new Content.ToolCall("a", "one", RawJson.ofText("{\"x\":1}")),
                        new Content.ToolCall("b", "two", RawJson.ofText("{\"y\":2}")));
    }

    @Test
    void kimi_code_case_18_explicitly_empty_reasoning_is_kept_and_empty_text_is_none() {
        ChatResponse response = folded(thought(""), new TextDelta(""), stopped(StopReason.Kind.STOP, "stop"));

        assertThat(response.content())
                .containsExactly(new Content.Reasoning("", "moonshot", "reasoning_content", Members.NONE));
    }

    @Test
    void kimi_code_case_19_an_answer_that_only_thinks_is_an_error_that_may_be_tried_again() {
        ChatResponse truncated = folded(thought("hm"), stopped(StopReason.Kind.LENGTH, "length"));
        ChatResponse filtered = folded(thought("hm"), stopped(StopReason.Kind.CONTENT_FILTER, "content_filter"));

        assertThatThrownBy(truncated::orThrow)
                .isInstanceOf(ParlanceException.EmptyResponse.class)
                .hasMessageContaining("length")
                .hasMessageContaining("max-output-tokens");
        assertThatThrownBy(filtered::orThrow).isInstanceOf(ParlanceException.ContentFiltered.class);
    }

    @Test
    void blank_text_is_no_answer_but_a_refusal_is() {
        assertThatThrownBy(() -> folded(new TextDelta(" \n")).orThrow())
                .isInstanceOf(ParlanceException.EmptyResponse.class);
        assertThat(folded(new RefusalDelta("I "), new RefusalDelta("will not"))
                        .orThrow()
                        .content())
                .containsExactly(new Content.Refusal("I will not"));
    }

    @Test
    void a_failed_answer_keeps_what_came_before_and_throws_its_error() {
        ParlanceException cut = new ParlanceException.StreamTruncated(Failure.of("cut"));

        ChatResponse response = folded(new TextDelta("half an ans"), new ResponseFailed(cut, null));

        assertThat(response.text()).isEqualTo("half an ans");
        assertThat(response.stop()).isNull();
        assertThatThrownBy(response::orThrow).isSameAs(cut);
    }

    @Test
    void a_name_that_comes_late_fills_the_gap_and_changes_nothing_known() {
        ChatResponse response = folded(
                new ResponseStarted(null, null, 0),
                new ResponseStarted("id", "m", 5),
                new ResponseStarted("other", "n", 6));

        assertThat(response.id()).isEqualTo("id");
        assertThat(response.model()).isEqualTo("m");
        assertThat(response.created()).isEqualTo(5);
    }

    @Test
    void text_after_a_call_is_a_part_of_its_own_and_opaque_members_keep_their_order() {
        OpaqueReceived first = new OpaqueReceived(OpaqueReceived.Place.CHOICE, "filter", RawJson.EMPTY_OBJECT);
        OpaqueReceived second = new OpaqueReceived(OpaqueReceived.Place.RESPONSE, "filter", RawJson.EMPTY_OBJECT);

        ChatResponse response = folded(
                new TextDelta("a"),
                first,
                new ToolCallStarted(0, "", "f", Members.NONE),
                new TextDelta("b"),
                second,
                new TextDelta("c"));

        assertThat(response.content())
                .containsExactly(
                        new Content.Text("a"),
                        new Content.ToolCall("", "f", RawJson.ofText("")),
                        new Content.Text("bc"));
        assertThat(response.opaque()).containsExactly(first, second);
    }

    @Test
    void arguments_of_a_call_that_never_began_are_left_aside() {
        assertThat(folded(new ToolCallDelta(3, "{}")).content()).isEmpty();
    }

    @Test
    void a_payload_that_trails_the_text_joins_its_reasoning() {
        Members signature = Members.of("signature", RawJson.ofText("\"sig\""));

        ChatResponse response = folded(
                thought("why"), new TextDelta("so"), new ReasoningDelta("", null, signature), thought("and more"));

        assertThat(response.content())
                .containsExactly(
                        new Content.Reasoning("why", "moonshot", "reasoning_content", signature),
                        new Content.Text("so"),
                        new Content.Reasoning("and more", "moonshot", "reasoning_content", Members.NONE));
    }

    @Test
    void however_text_is_cut_it_folds_to_the_same_answer() {
        for (int seed = 0; seed < 500; seed++) {
            Generated generated = new Generated(seed);
            String thought = "t" + generated.text();
            String text = "x" + generated.text();
            String arguments = generated.text();
            List<ChatEvent> cut = new ArrayList<>();
            pieces(thought, generated).forEach(piece -> cut.add(thought(piece)));
            pieces(text, generated).forEach(piece -> cut.add(new TextDelta(piece)));
            cut.add(new ToolCallStarted(0, "id", "f", Members.NONE));
            pieces(arguments, generated).forEach(piece -> cut.add(new ToolCallDelta(0, piece)));

            assertThat(folded(cut))
                    .as("seed %d", seed)
                    .isEqualTo(folded(
                            thought(thought),
                            new TextDelta(text),
                            new ToolCallStarted(0, "id", "f", Members.NONE),
                            new ToolCallDelta(0, arguments)));
        }
    }

    private static List<String> pieces(String text, Generated generated) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = Math.min(text.length(), start + 1 + generated.below(4));
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    @Test
    void parts_that_ended_join_nothing_that_follows() {
        Members cited = Members.of("citations", RawJson.ofText("[1]"));
        Members one = Members.of("signature", RawJson.ofText("\"a\""));
        Members two = Members.of("signature", RawJson.ofText("\"b\""));

        ChatResponse response = folded(
                thought("first"),
                new ReasoningDelta("", "thinking", one),
                new ChatEvent.PartEnded(Members.NONE),
                new ReasoningDelta("", "thinking", two),
                new ChatEvent.PartEnded(Members.NONE),
                new TextDelta("a"),
                new ChatEvent.PartEnded(cited),
                new TextDelta("b"),
                new ChatEvent.PartEnded(Members.NONE));

        assertThat(response.content())
                .containsExactly(
                        new Content.Reasoning("first", "moonshot", "reasoning_content", one),
                        new Content.Reasoning("", "moonshot", "thinking", two),
                        new Content.Text("a", cited),
                        new Content.Text("b"));
    }

    @Test
    void a_part_in_one_piece_stands_where_it_came() {
        Content.Opaque search = new Content.Opaque("anthropic-messages", "content", RawJson.EMPTY_OBJECT);

        ChatResponse response = folded(new TextDelta("a"), new ChatEvent.PartReceived(search), new TextDelta("b"));

        assertThat(response.content()).containsExactly(new Content.Text("a"), search, new Content.Text("b"));
    }
}
