package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatelessResponsesTest {
    private static final RawJson ENCRYPTED = RawJson.ofText("[\"reasoning.encrypted_content\"]");

    private static Profiles host() {
        return Profiles.of("openai").replay(Replay.ENCRYPTED_ITEM);
    }

    private static ChatRequest.Builder asking() {
        return ChatRequest.builder("model").dialect("anthropic-messages").user("hi");
    }

    private static Conversation asked(Profiles host, ChatRequest.Builder request) {
        return StatelessResponses.ask(Conversations.of(host.profile(), request.build()));
    }

    @Test
    void a_caller_of_another_dialect_gets_nothing_stored_and_the_reasoning_along() {
        Conversation conversation = asked(host(), asking());

        assertThat(conversation.settlement().settings().get(Parameter.STORE))
                .isEqualTo(new Settlement.Setting(JsonValue.of(false), null));
        assertThat(conversation.request().extraBody()).isEqualTo(Members.of("include", ENCRYPTED));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("store", Adjustment::parameter)
                .returns(Adjustment.Kind.ADDED, Adjustment::kind)
                .returns(null, Adjustment::asked)
                .returns(JsonValue.object("store", JsonValue.of(false), "include", ENCRYPTED.value()), Adjustment::sent)
                .returns("defaults#transforms/stateless-responses", Adjustment::rule);
    }

    @Test
    void so_does_a_caller_of_the_library_who_names_no_dialect() {
        assertThat(asked(host(), asking().dialect(null)).log().adjustments()).hasSize(1);
    }

    @Test
    void a_request_in_the_words_of_the_dialect_stays_as_it_is() {
        Conversation before = Conversations.of(
                host().profile(), asking().dialect("openai-chat").build());

        assertThat(before.profile().dialect()).isEqualTo("openai-chat");
        assertThat(StatelessResponses.ask(before)).isSameAs(before);
    }

    @Test
    void a_wish_to_store_is_kept() {
        Conversation before = Conversations.of(
                host().profile(),
                asking().parameter(Parameter.STORE, JsonValue.of(true)).build());

        assertThat(StatelessResponses.ask(before)).isSameAs(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            store                | true
            store                | false
            previous_response_id | "resp_1"
            conversation         | "conv_1"
            background           | true
            """)
    void what_rests_on_stored_answers_is_left_alone(String name, String json) {
        Conversation before = Conversations.of(
                host().profile(), asking().extra(name, RawJson.ofText(json)).build());

        assertThat(StatelessResponses.ask(before)).isSameAs(before);
    }

    @Test
    void who_asked_for_no_storage_only_gets_the_reasoning_added() {
        Conversation conversation = asked(host(), asking().parameter(Parameter.STORE, JsonValue.of(false)));

        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(JsonValue.object("include", ENCRYPTED.value()), Adjustment::sent);
    }

    @Test
    void further_wishes_about_the_answer_stay() {
        Conversation conversation =
                asked(host(), asking().extra("include", RawJson.ofText("[\"web_search_call.action.sources\"]")));

        assertThat(conversation.request().extraBody().get("include"))
                .isEqualTo(RawJson.ofText("[\"web_search_call.action.sources\",\"reasoning.encrypted_content\"]"));
    }

    @Test
    void a_model_that_never_thinks_has_no_reasoning_to_carry() {
        Conversation conversation = asked(host().thinks(Thinks.NEVER), asking());

        assertThat(conversation.request().extraBody()).isEqualTo(Members.NONE);
        assertThat(conversation.settlement().settings()).containsKey(Parameter.STORE);
    }

    @Test
    void a_host_that_gives_its_reasoning_openly_is_not_asked_for_encrypted_items() {
        assertThat(asked(host().replay(Replay.OWN), asking()).request().extraBody())
                .isEqualTo(Members.NONE);
    }

    @Test
    void a_host_that_knows_nothing_of_storing_is_not_told() {
        Conversation conversation = asked(
                host().rule(new Rule.Drop(Parameter.STORE, null, null, Profiles.source("rules/store"))), asking());

        assertThat(conversation.settlement().settings()).doesNotContainKey(Parameter.STORE);
        assertThat(conversation.request().extraBody().get("include")).isEqualTo(ENCRYPTED);
    }

    /** Reported in can1357/oh-my-pi#41: Item with id 'rs_…' not found. */
    @Test
    void reasoning_that_only_names_a_stored_item_is_left_out_and_reported() {
        Content.Reasoning named =
                new Content.Reasoning("", "openai", null, Members.of("id", RawJson.ofText("\"rs_1\"")));
        Content.Reasoning whole = new Content.Reasoning(
                "", "openai", null, named.payload().with("encrypted_content", RawJson.ofText("\"gAAA\"")));
        Content.Reasoning open = new Content.Reasoning(
                "", "openai", null, named.payload().with("content", RawJson.ofText("[{\"text\":\"so\"}]")));
        Content.Text text = new Content.Text("hello");

        Conversation conversation = asked(host(), asking().message(Message.assistant(named, whole, open, text)));

        assertThat(conversation.request().messages().getLast().content()).isEqualTo(List.of(whole, open, text));
        assertThat(conversation.log().adjustments())
                .anySatisfy(adjustment -> assertThat(adjustment)
                        .returns("reasoning", Adjustment::parameter)
                        .returns(Adjustment.Kind.DROPPED, Adjustment::kind)
                        .returns(JsonValue.of("1 part"), Adjustment::asked));
    }
}
