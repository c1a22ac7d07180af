package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Remote media, tool results and their calls, the two system roles, and the names of all steps. */
class FinalChecksTest {
    private static final Message USER = Message.user("hi");

    private static Message calls(String... ids) {
        List<Content> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(new Content.ToolCall(id, "look", RawJson.EMPTY_OBJECT));
        }
        return Message.assistant(calls.toArray(new Content[0]));
    }

    private static Message result(String id) {
        return Message.toolResult(id, "found");
    }

    private static Message showing(Content.Media.Kind kind, String url) {
        return new Message.User(
                List.of(new Content.Text("look"), new Content.Media(kind, url, Members.NONE)),
                Message.ContentForm.PARTS,
                Members.NONE);
    }

    private static void paired(Message... messages) {
        Conversation conversation = Conversations.kimi(messages);
        assertThat(ToolResultPairs.check(conversation)).isSameAs(conversation);
    }

    private static void unpaired(String message, Message... messages) {
        assertThatThrownBy(() -> ToolResultPairs.check(Conversations.kimi(messages)))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining(message)
                .satisfies(fault -> assertThat(
                                ((ParlanceException) fault).failure().parameter())
                        .isEqualTo("messages"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.test/a.png", "https://example.test/a.png?sig=secret", "HTTPS://example.test"})
    void media_at_a_web_address_is_refused_without_repeating_the_address(String url) {
        assertThatThrownBy(() -> RemoteMedia.refuse(Conversations.kimi(USER, showing(Content.Media.Kind.IMAGE, url))))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("Message 1")
                .hasMessageContaining("an image")
                .hasMessageContaining("moonshot")
                .hasMessageContaining("data URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/png;base64,iVBORw0KGgo=", "ms://file-1", "", "httpsomething"})
    void media_the_host_need_not_fetch_passes(String url) {
        Conversation conversation = Conversations.kimi(showing(Content.Media.Kind.VIDEO, url));

        assertThat(RemoteMedia.refuse(conversation)).isSameAs(conversation);
    }

    @Test
    void results_in_any_order_right_after_their_calls_pass() {
        paired(USER, calls("a", "b"), result("b"), result("a"), USER);
        paired(USER, calls("a"), result("a"), calls("a"), result("a"), Message.assistant(new Content.Text("so")));
        paired(USER, calls("x", "x"), result("x"), result("x"), USER);
        paired(USER, Message.assistant(new Content.Text("plain")), USER);
        paired();
    }

    @Test
    void calls_of_the_last_message_may_still_be_open() {
        paired(USER, calls("a", "b"));
    }

    @Test
    void a_result_nobody_asked_for_is_refused() {
        unpaired("Message 1 is the result of the tool call \"a\"", USER, result("a"));
        unpaired("Message 2 is the result of the tool call \"b\"", USER, calls("a"), result("b"));
        unpaired("Message 4", USER, calls("a"), result("a"), USER, result("a"));
    }

    @Test
    void a_call_left_without_its_result_is_refused_when_the_talk_goes_on() {
        unpaired("The tool call \"b\" of message 1", USER, calls("a", "b"), result("a"), USER);
        unpaired("The tool call \"b\" of message 1", USER, calls("a", "b"), result("a"));
        unpaired("The tool call \"a\" of message 0", calls("a"), calls("b"));
    }

    @Test
    void calls_in_a_form_of_the_dialects_own_count_as_calls() {
        Message custom = Message.assistant(
                new Content.Opaque("openai-chat", "tool_calls", RawJson.ofText("{\"id\":\"c1\",\"type\":\"custom\"}")));

        paired(USER, custom, result("c1"), USER);
        unpaired("\"c1\"", USER, custom, USER);
    }

    @Test
    void developer_and_system_are_renamed_where_the_host_knows_one_of_them() {
        Message developer =
                new Message.System(true, List.of(new Content.Text("x")), Message.ContentForm.STRING, Members.NONE);
        Message system =
                new Message.System(false, List.of(new Content.Text("x")), Message.ContentForm.STRING, Members.NONE);
        Conversation conversation = Conversations.kimi(developer, system, USER);

        assertThat(SystemRoles.developerAsSystem(conversation).request().messages())
                .containsExactly(system, system, USER);
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(JsonValue.of("developer"), Adjustment::asked)
                .returns(JsonValue.of("system"), Adjustment::sent);
        assertThat(SystemRoles.systemAsDeveloper(conversation).request().messages())
                .containsExactly(developer, developer, USER);
        Conversation plain = Conversations.of(Profiles.of("x").profile(), Conversations.request(system, USER));
        assertThat(SystemRoles.developerAsSystem(plain)).isSameAs(plain);
    }

    @Test
    void every_step_is_found_by_its_label() {
        for (Transform transform : Transform.values()) {
            assertThat(Transform.ofLabel(transform.label())).isEqualTo(transform);
        }
        for (FinalCheck check : FinalCheck.values()) {
            assertThat(FinalCheck.ofLabel(check.label())).isEqualTo(check);
        }
        assertThat(Transform.ofLabel("nothing")).isNull();
        assertThat(FinalCheck.ofLabel("nothing")).isNull();
    }

    @Test
    void no_step_changes_a_conversation_that_needs_nothing() {
        Conversation conversation = Conversations.kimi(
                Message.system("s"),
                USER,
                Message.assistant(
                        new Content.Reasoning("r"), new Content.ToolCall("abcdefghi", "look", RawJson.EMPTY_OBJECT)),
                result("abcdefghi"),
                USER);
        // These have work to do here.
        Set<Transform> needed = EnumSet.of(
                Transform.SYSTEM_AS_DEVELOPER, Transform.SYSTEM_IN_FIRST_USER, Transform.STATELESS_RESPONSES);
        for (Transform transform : Transform.values()) {
            if (!needed.contains(transform)) {
                assertThat(transform.apply(conversation)).as(transform.label()).isSameAs(conversation);
            }
        }
        for (FinalCheck check : FinalCheck.values()) {
            assertThat(check.apply(conversation)).as(check.label()).isSameAs(conversation);
        }
        assertThat(conversation.log().adjustments()).isEmpty();
    }
}
