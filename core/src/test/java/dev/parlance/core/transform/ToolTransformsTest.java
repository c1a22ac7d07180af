package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Built-in functions, messages that declare tools, tool names. */
class ToolTransformsTest {
    private static final RawJson SCHEMA = RawJson.ofText("{\"type\":\"object\"}");

    private static Tool.Function named(String name) {
        return new Tool.Function(name, "does", SCHEMA);
    }

    private static Conversation offering(Profile profile, Tool... tools) {
        ChatRequest.Builder request = ChatRequest.builder("test-model").user("hi");
        for (Tool tool : tools) {
            request.tool(tool);
        }
        return Conversations.of(profile, request.build());
    }

    @Test
    void kimi_code_case_10_a_dollar_function_becomes_a_builtin_one() {
        Conversation conversation = offering(
                Profiles.kimi().transforms(Transform.BUILTIN_FUNCTIONS).profile(), named("look"), named("$web_search"));
        String builtin = "{\"type\":\"builtin_function\",\"function\":{\"name\":\"$web_search\"}}";

        assertThat(BuiltinFunctions.rewrite(conversation).request().tools())
                .containsExactly(named("look"), new Tool.Opaque("openai-chat", RawJson.ofText(builtin)));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.strings(List.of("$web_search")), Adjustment::asked)
                .returns(JsonValue.array(Json.parse(builtin)), Adjustment::sent);
    }

    @Test
    void functions_without_a_dollar_are_left_alone() {
        Conversation conversation = offering(Profiles.kimi().profile(), named("look"));

        assertThat(BuiltinFunctions.rewrite(conversation)).isSameAs(conversation);
    }

    @Test
    void a_system_message_that_only_declares_tools_is_dropped_and_reported() {
        Members tools = Members.of("tools", RawJson.ofText("[{\"type\":\"function\"}]"));
        Message declaring = new Message.System(false, List.of(), Message.ContentForm.ABSENT, tools);
        Message speaking =
                new Message.System(false, List.of(new Content.Text("be brief")), Message.ContentForm.STRING, tools);
        Message empty = Message.system("");
        Conversation conversation = Conversations.kimi(declaring, speaking, empty, Message.user("hi"));

        assertThat(ToolDeclaringMessages.drop(conversation).request().messages())
                .containsExactly(speaking, empty, Message.user("hi"));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("messages", Adjustment::parameter)
                .returns(Adjustment.Kind.DROPPED, Adjustment::kind);
    }

    @Test
    void a_name_outside_the_hosts_pattern_is_refused_with_the_pattern() {
        Profile kimi =
                Profiles.kimi().toolNames("^[a-zA-Z_][a-zA-Z0-9-_]{2,63}$").profile();

        assertThat(ToolNames.check(offering(kimi, named("abc")))).isNotNull();
        for (String bad : List.of("ab", "1ab", "a.b", "x".repeat(65), "abc\n", "$web_search")) {
            assertThatThrownBy(() -> ToolNames.check(offering(kimi, named(bad))))
                    .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                    .hasMessageContaining("\"" + bad + "\"")
                    .hasMessageContaining("{2,63}");
        }
    }

    @Test
    void a_name_that_stands_twice_is_refused_even_without_a_pattern() {
        assertThatThrownBy(() -> ToolNames.check(
                        offering(Profiles.of("openai").profile(), named("look"), named("see"), named("look"))))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("\"look\"");
    }

    @Test
    void builtin_functions_are_exempt_from_the_pattern_once_rewritten() {
        Conversation conversation = BuiltinFunctions.rewrite(
                offering(Profiles.kimi().toolNames("[a-z]{3,64}").profile(), named("$web_search")));

        assertThat(ToolNames.check(conversation)).isSameAs(conversation);
    }

    @Test
    void functions_without_parameters_get_the_schema_of_an_empty_object() {
        Tool.Function none = new Tool.Function("none", "does", null, true, Members.NONE, Members.NONE);
        Conversation conversation = offering(
                Profiles.of("minimax").profile(),
                none,
                new Tool.Function("empty", null, RawJson.EMPTY_OBJECT),
                new Tool.Function("null", null, RawJson.ofText("null")),
                named("look"));
        RawJson schema = RawJson.ofText("{\"type\":\"object\",\"properties\":{}}");

        assertThat(ToolParameters.fill(conversation).request().tools())
                .containsExactly(
                        none.withParameters(schema),
                        new Tool.Function("empty", null, schema),
                        new Tool.Function("null", null, schema),
                        named("look"));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("tools", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(JsonValue.strings(List.of("none", "empty", "null")), Adjustment::asked)
                .returns("defaults#transforms/tool-parameters-required", Adjustment::rule);
    }

    @Test
    void schemas_that_say_something_and_tools_of_the_host_are_left_alone() {
        Conversation conversation = offering(
                Profiles.of("minimax").profile(),
                named("look"),
                new Tool.Function("broken", null, RawJson.ofText("{")),
                new Tool.Opaque("openai-chat", RawJson.EMPTY_OBJECT));

        assertThat(ToolParameters.fill(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }
}
