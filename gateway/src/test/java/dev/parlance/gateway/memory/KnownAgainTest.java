package dev.parlance.gateway.memory;

import static dev.parlance.gateway.memory.Talk.CLAUDE;
import static dev.parlance.gateway.memory.Talk.GEMINI;
import static dev.parlance.gateway.memory.Talk.GPT;
import static dev.parlance.gateway.memory.Talk.KIMI;
import static dev.parlance.gateway.memory.Talk.call;
import static dev.parlance.gateway.memory.Talk.sealed;
import static dev.parlance.gateway.memory.Talk.text;
import static dev.parlance.gateway.memory.Talk.thought;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which turn is which answer, and where its reasoning goes. */
class KnownAgainTest {
    private static final String ID = "toolu_01A9b8C7d6E5f4";
    private static final String ID2 = "toolu_01Z1y2X3w4V5u6";
    private static final String BERGEN = "{\"city\":\"Bergen\"}";
    private static final Message ASKED = Message.user("How is Bergen?");
    private static final Content.Reasoning SIGNED = sealed("signature", "hm", "c2ln");
    private static final Content.Reasoning SIGNED2 = sealed("signature", "so", "c2ln2");

    private final ReasoningMemory memory = new ReasoningMemory(MemorySettings.DEFAULT, Ticker.systemTicker());
    private final Talk kimi = Talk.of(memory, "me", KIMI);
    private final Talk claude = Talk.of(memory, "me", CLAUDE);
    private final Talk gemini = Talk.of(memory, "me", GEMINI);
    private final Talk gpt = Talk.of(memory, "me", GPT);

    private static List<Message> after(Message... further) {
        List<Message> messages = new ArrayList<>(List.of(ASKED));
        messages.addAll(Arrays.asList(further));
        return messages;
    }

    private static Message turn(Content... parts) {
        return Message.assistant(parts);
    }

    private static Message result(String id) {
        return Message.toolResult(id, "11 degrees");
    }

    @Test
    void what_was_put_back_is_reported_as_a_repair_and_what_was_issued() {
        kimi.answered(List.of(ASKED), thought("hm"), call("get_weather:0", "get_weather", BERGEN));
        Restored restored = kimi.restored(after(turn(call("get_weather:0", "get_weather", BERGEN))));
        assertThat(restored.turns()).isEqualTo(1);
        assertThat(restored.parts()).isEqualTo(1);
        assertThat(restored.request().adjustments()).singleElement().satisfies(adjustment -> {
            assertThat(adjustment.parameter()).isEqualTo("reasoning");
            assertThat(adjustment.kind()).isEqualTo(Adjustment.Kind.REPAIRED);
            assertThat(adjustment.rule()).isEqualTo("gateway/reasoning-memory#restore");
            assertThat(adjustment.reason())
                    .contains("1 assistant turn came back")
                    .contains("moonshot");
        });
        assertThat(restored.request().request().messages().getLast().content().getFirst())
                .isEqualTo(new Content.Reasoning("hm", "moonshot", null, Members.NONE));
    }

    @Test
    void the_layout_of_text_and_arguments_does_not_count() {
        kimi.answered(
                List.of(ASKED), thought("hm"), text("Let me\nsee. "), call("w:0", "w", "{\"a\": 1.0, \"b\":[null]}"));
        assertThat(kimi.told(after(turn(text("Let me see."), call("w:0", "w", "{\"b\":[null],\"a\":1}")))))
                .containsExactly("<hm>", "Let me see.", "w{\"b\":[null],\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({"Let me see.,{\"a\":2}", "Let me look.,{\"a\":1}", "'',{\"a\":1}"})
    void with_ids_that_count_a_changed_turn_is_another(String text, String arguments) {
        kimi.answered(List.of(ASKED), thought("hm"), text("Let me see."), call("w:0", "w", "{\"a\":1}"));
        Message changed =
                text.isEmpty() ? turn(call("w:0", "w", arguments)) : turn(text(text), call("w:0", "w", arguments));
        assertThat(kimi.restored(after(changed)).parts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Let me see.,{\"a\":2}", "Let me look.,{\"a\":1}"})
    void with_an_id_of_its_own_a_changed_turn_is_still_the_turn(String text, String arguments) {
        claude.answered(List.of(ASKED), SIGNED, text("Let me see."), call(ID, "w", "{\"a\":1}"));
        assertThat(claude.told(after(turn(text(text), call(ID, "w", arguments)), result(ID))))
                .containsExactly("<hm>", text, "w" + arguments);
    }

    @Test
    void a_signature_that_covers_a_changed_call_is_not_put_back() {
        Content.Reasoning signature = sealed("thoughtSignature", "", "c2ln");
        gemini.answered(List.of(ASKED), signature, call("abcd1234", "w", "{\"a\":1}"));
        assertThat(gemini.told(after(turn(call("abcd1234", "w", "{\"a\":1}"))))).containsExactly("<>", "w{\"a\":1}");
        assertThat(gemini.restored(after(turn(call("abcd1234", "w", "{\"a\":2}"))))
                        .parts())
                .isZero();
    }

    @Test
    void another_function_under_the_same_id_is_another_call() {
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"));
        assertThat(claude.restored(after(turn(call(ID, "x", "{}")), result(ID))).parts())
                .isZero();
    }

    @Test
    void a_client_may_rename_the_ids() {
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", BERGEN), call(ID2, "x", "{}"));
        assertThat(claude.told(after(
                        turn(call("call_a", "w", BERGEN), call("call_b", "x", "{}")),
                        result("call_a"),
                        result("call_b"))))
                .containsExactly("<hm>", "w" + BERGEN, "x{}");
    }

    @Test
    void a_call_whose_id_tells_nothing_is_known_by_its_neighbour() {
        gemini.answered(
                List.of(ASKED),
                sealed("thoughtSignature", "", "c2ln"),
                call("wordonly", "w", "{}"),
                call("abcd1234", "x", "{}"));
        assertThat(gemini.told(after(turn(text("added"), call("wordonly", "w", "{}"), call("abcd1234", "x", "{}")))))
                .containsExactly("added", "<>", "w{}", "x{}");
    }

    @Test
    void calls_without_ids_are_known_by_what_they_say_and_what_they_answer() {
        gemini.answered(List.of(ASKED), sealed("thoughtSignature", "", "c2lnMQ=="), call("", "w", "{}"));
        Message first = turn(call("call_parlance_0", "w", "{}"));
        List<Message> second = after(first, Message.toolResult("call_parlance_0", "one"));
        gemini.answered(second, sealed("thoughtSignature", "", "c2lnMg=="), call("", "w", "{}"));
        List<Message> third = new ArrayList<>(second);
        third.add(turn(call("call_parlance_0", "w", "{}")));
        third.add(Message.toolResult("call_parlance_0", "two"));
        assertThat(gemini.restored(third).request().request().messages().stream()
                        .flatMap(message -> message.content().stream())
                        .filter(Content.Reasoning.class::isInstance)
                        .map(part -> ((Content.Reasoning) part).payload()))
                .containsExactly(signed("c2lnMQ=="), signed("c2lnMg=="));
    }

    private static Members signed(String signature) {
        return sealed("thoughtSignature", "", signature).payload();
    }

    @Test
    void what_fits_two_answers_gets_the_reasoning_of_neither() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        kimi.answered(List.of(ASKED), thought("so"), text("Fine."));
        assertThat(kimi.restored(after(turn(text("Fine.")))).parts()).isZero();
        kimi.answered(List.of(ASKED), thought("so"), text("Fine."));
        assertThat(kimi.restored(after(turn(text("Fine.")))).parts()).isZero();
    }

    @Test
    void two_answers_that_were_thought_alike_are_one() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        assertThat(kimi.told(after(turn(text("Fine."))))).containsExactly("<hm>", "Fine.");
    }

    @Test
    void an_equal_answer_that_was_not_thought_about_makes_it_uncertain() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        kimi.answered(List.of(ASKED), text("Fine."));
        assertThat(kimi.restored(after(turn(text("Fine.")))).parts()).isZero();
    }

    @Test
    void equal_words_in_another_place_are_another_turn() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        List<Message> second = after(turn(text("Fine.")), Message.user("And Oslo?"));
        kimi.answered(second, thought("so"), text("Fine."));
        List<Message> third = new ArrayList<>(second);
        third.add(turn(text("Fine.")));
        assertThat(kimi.told(third)).containsExactly("<hm>", "Fine.", "<so>", "Fine.");
        assertThat(kimi.restored(List.of(Message.user("And Voss?"), turn(text("Fine."))))
                        .parts())
                .isZero();
    }

    @Test
    void one_answer_is_not_given_to_two_turns_that_look_like_it() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        assertThat(kimi.restored(after(turn(text("Fine.")), ASKED, turn(text("Fine."))))
                        .parts())
                .isZero();
    }

    @Test
    void an_answer_in_two_turns_is_one_answer() {
        claude.answered(List.of(ASKED), SIGNED, text("Let me see."), call(ID, "w", "{}"));
        assertThat(claude.told(after(turn(text("Let me see.")), turn(call(ID, "w", "{}")), result(ID))))
                .containsExactly("<hm>", "Let me see.", "w{}");
        kimi.answered(List.of(ASKED), thought("hm"), text("Let me see."), call("w:0", "w", "{}"));
        assertThat(kimi.told(after(turn(text("Let me see.")), turn(call("w:0", "w", "{}")))))
                .containsExactly("<hm>", "Let me see.", "w{}");
    }

    @Test
    void two_answers_in_a_row_are_known_one_by_one() {
        kimi.answered(List.of(ASKED), thought("hm"), text("One."));
        kimi.answered(after(turn(text("One."))), thought("so"), text("Two."));
        assertThat(kimi.told(after(turn(text("One.")), turn(text("Two.")))))
                .containsExactly("<hm>", "One.", "<so>", "Two.");
    }

    @Test
    void calls_that_a_client_spreads_over_turns_keep_their_thoughts() {
        gpt.answered(
                List.of(ASKED),
                sealed("encrypted_content", "", "YQ=="),
                call("call_1234567a", "w", "{}"),
                sealed("encrypted_content", "", "Yg=="),
                call("call_1234567b", "x", "{}"));
        assertThat(gpt.told(after(
                        turn(call("call_1234567a", "w", "{}")),
                        result("call_1234567a"),
                        turn(call("call_1234567b", "x", "{}")),
                        result("call_1234567b"))))
                .containsExactly("<>", "w{}", "<>", "x{}");
    }

    @Test
    void an_encrypted_item_stands_before_what_it_led_to_or_nowhere() {
        Content.Reasoning item = sealed("encrypted_content", "", "YQ==");
        gpt.answered(List.of(ASKED), item, text("See."), call("call_1234567a", "w", "{}"));
        Message whole = turn(text("See."), call("call_1234567a", "w", "{}"));
        assertThat(gpt.told(after(whole))).containsExactly("<>", "See.", "w{}");
        assertThat(gpt.restored(after(turn(call("call_1234567a", "w", "{}")))).parts())
                .isZero();
    }

    @Test
    void thoughts_between_the_calls_stand_there_again_though_the_client_moved_the_text() {
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"), text("More."), SIGNED2, call(ID2, "x", "{}"));
        assertThat(claude.told(
                        after(turn(text("More."), call(ID, "w", "{}"), call(ID2, "x", "{}")), result(ID), result(ID2))))
                .containsExactly("<hm>", "More.", "w{}", "<so>", "x{}");
    }

    @Test
    void a_text_that_the_client_joined_is_cut_where_the_thought_stood() {
        claude.answered(List.of(ASKED), SIGNED, text("One."), SIGNED2, text("Two."));
        assertThat(claude.told(after(turn(text("One. Two."))))).containsExactly("<hm>", "One.", "<so>", " Two.");
    }

    @Test
    void a_turn_with_its_reasoning_is_left_alone() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        assertThat(kimi.told(after(turn(thought("edited"), text("Fine."))))).containsExactly("<edited>", "Fine.");
        claude.answered(List.of(ASKED), SIGNED, text("Fine."));
        assertThat(claude.told(after(turn(SIGNED2, text("Fine."))))).containsExactly("<so>", "Fine.");
    }

    @Test
    void words_that_lost_their_signature_make_way_for_those_that_have_it() {
        claude.answered(List.of(ASKED), SIGNED, text("Fine."));
        Restored restored = claude.restored(after(turn(thought("hm"), text("Fine."))));
        assertThat(restored.request().request().messages().getLast().content())
                .containsExactly(
                        new Content.Reasoning("hm", "anthropic/claude-sonnet-4-5", null, SIGNED.payload()),
                        text("Fine."));
    }

    @Test
    void an_open_loop_is_put_back_whole_or_not_at_all() {
        Message first = turn(call(ID, "w", "{}"));
        Message second = turn(call(ID2, "x", "{}"));
        List<Message> loop = after(first, result(ID), second, result(ID2));
        claude.answered(after(first, result(ID)), SIGNED2, call(ID2, "x", "{}"));
        assertThat(claude.restored(loop).parts()).isZero();
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"));
        assertThat(claude.told(loop)).containsExactly("<hm>", "w{}", "<so>", "x{}");
        List<Message> closed = new ArrayList<>(loop);
        closed.add(Message.user("And Oslo?"));
        assertThat(claude.told(closed)).containsExactly("<hm>", "w{}", "<so>", "x{}");
    }

    @Test
    void in_an_open_loop_a_turn_without_thoughts_of_its_own_may_stand_without() {
        Message first = turn(call(ID, "w", "{}"));
        Message second = turn(call(ID2, "x", "{}"));
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"));
        claude.answered(after(first, result(ID)), call(ID2, "x", "{}"));
        assertThat(claude.told(after(first, result(ID), second, result(ID2)))).containsExactly("<hm>", "w{}", "x{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic/claude-opus-4-5", KIMI, GEMINI})
    void what_one_model_signed_is_not_for_another(String other) {
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"));
        List<Message> next = after(turn(call(ID, "w", "{}")), result(ID));
        assertThat(Talk.of(memory, "me", other).restored(next).parts()).isZero();
        assertThat(claude.restored(next).parts()).isEqualTo(1);
    }

    @Test
    void nobody_finds_what_another_caller_was_told() {
        claude.answered(List.of(ASKED), SIGNED, call(ID, "w", "{}"));
        List<Message> next = after(turn(call(ID, "w", "{}")), result(ID));
        assertThat(Talk.of(memory, "you", CLAUDE).restored(next).parts()).isZero();
        Talk.of(memory, "you", CLAUDE).answered(List.of(ASKED), SIGNED2, call(ID, "w", "{}"));
        assertThat(Talk.of(memory, "you", CLAUDE).told(next)).containsExactly("<so>", "w{}");
        assertThat(claude.told(next)).containsExactly("<hm>", "w{}");
    }

    @Test
    void where_repairs_are_refused_nothing_is_put_back() {
        kimi.answered(List.of(ASKED), thought("hm"), text("Fine."));
        Policy own = new Policy(Set.of(Adjustment.Kind.REPAIRED), false);
        assertThat(kimi.restored(after(turn(text("Fine."))), own).parts()).isZero();
        assertThat(kimi.restored(after(turn(text("Fine."))), Policy.STRICT).parts())
                .isEqualTo(1);
    }

    @Test
    void of_a_loop_that_is_over_a_host_that_wants_open_loops_only_gets_nothing() {
        Talk deepseek = Talk.of(memory, "me", "deepseek/deepseek-reasoner");
        deepseek.answered(List.of(ASKED), thought("hm"), call("call_00_abc12345", "w", "{}"));
        List<Message> open = after(turn(call("call_00_abc12345", "w", "{}")), result("call_00_abc12345"));
        assertThat(deepseek.told(open)).containsExactly("<hm>", "w{}");
        List<Message> over = new ArrayList<>(open);
        over.add(Message.user("And Oslo?"));
        assertThat(deepseek.restored(over).parts()).isZero();
    }

    @Test
    void a_failed_answer_is_not_remembered_nor_a_thought_in_which_one_was_cut() {
        Rememberer failing = kimi.listening(List.of(ASKED));
        failing.accept(new ChatEvent.ReasoningDelta("hm", null, Members.NONE));
        failing.accept(new ChatEvent.TextDelta("Fine."));
        failing.accept(new ChatEvent.ResponseFailed(
                new ParlanceException.StreamTruncated(Failure.of("The stream was cut")), null));
        gpt.answered(List.of(ASKED), StopReason.Kind.LENGTH, text("Fine."), sealed("encrypted_content", "", "YQ=="));
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void an_answer_without_reasoning_leaves_nothing_behind() {
        kimi.answered(List.of(ASKED), text("Fine."), call("call_1234567a", "w", "{}"));
        gemini.answered(List.of(ASKED), thought("unsigned"), text("Fine."));
        assertThat(memory.bytes()).isZero();
        assertThat(kimi.restored(after(turn(text("Fine.")))).parts()).isZero();
    }
}
