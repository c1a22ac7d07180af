package dev.parlance.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignMembersTest {
    private static final String CHAT = "openai-chat";
    private static final String MESSAGES = "anthropic-messages";
    private static final RawJson YES = RawJson.ofText("true");
    private static final RawJson SEARCH = RawJson.ofText("{\"type\":\"web_search_call\",\"id\":\"ws_1\"}");

    private final AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private ChatRequest left(ChatRequest.Builder request, String dialect) {
        return ForeignMembers.leaveOut(request.build(), Profile.unknown("host", "model", dialect), log);
    }

    private static ChatRequest.Builder in(String dialect) {
        return ChatRequest.builder("model").dialect(dialect);
    }

    @Test
    void in_its_own_dialect_a_request_keeps_everything() {
        ChatRequest request = in(MESSAGES)
                .user("hi")
                .extra("container", YES)
                .tool(new Tool.Opaque(MESSAGES, SEARCH))
                .build();

        assertThat(ForeignMembers.leaveOut(request, Profile.unknown("host", "model", MESSAGES), log))
                .isEqualTo(request);
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void a_request_made_in_code_speaks_the_dialect_of_its_host() {
        ChatRequest request =
                ChatRequest.builder("model").user("hi").extra("top_a", YES).build();

        assertThat(ForeignMembers.leaveOut(request, Profile.unknown("host", "model", MESSAGES), log))
                .isSameAs(request);
    }

    @Test
    void the_extra_body_of_another_dialect_stays_behind_member_by_member() {
        ChatRequest left = left(in(CHAT).user("hi").extra("top_a", YES).extra("models", YES), MESSAGES);

        assertThat(left.extraBody()).isEqualTo(Members.NONE);
        assertThat(log.adjustments())
                .hasSize(2)
                .allSatisfy(adjustment -> assertThat(adjustment)
                        .returns("extra-body", Adjustment::parameter)
                        .returns(Adjustment.Kind.DROPPED, Adjustment::kind));
    }

    @Test
    void a_conversation_that_lies_elsewhere_is_refused_not_forgotten() {
        assertThatThrownBy(() -> left(
                        in("openai-responses")
                                .user("and now?")
                                .extra("previous_response_id", RawJson.ofText("\"resp_1\"")),
                        CHAT))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("previous_response_id")
                .hasMessageContaining("whole conversation");
    }

    @Test
    void marks_of_another_dialect_are_named_once_and_bookkeeping_not_at_all() {
        Members mark = Members.of("cache_control", RawJson.ofText("{\"type\":\"ephemeral\"}"))
                .with("id", RawJson.ofText("\"msg_1\""));
        ChatRequest left = left(
                in(MESSAGES)
                        .message(new Message.User(List.of(new Content.Text("hi", mark)), ContentForm.PARTS, mark))
                        .tool(new Tool.Function("look", null, null, null, mark, mark)),
                CHAT);

        assertThat(left.messages().getFirst().content()).containsExactly(new Content.Text("hi"));
        assertThat(log.adjustments())
                .singleElement()
                .returns("vendor-members", Adjustment::parameter)
                .satisfies(adjustment -> assertThat(adjustment.asked())
                        .hasToString(new JsonValue.JsonArray(List.of(JsonValue.of("cache_control"))).toString()));
    }

    @Test
    void what_means_the_same_everywhere_goes_along() {
        Members detail = Members.of("detail", RawJson.ofText("\"low\""));
        Content image = new Content.Media(Content.Media.Kind.IMAGE, "https://example.com/a.png", detail);
        ChatRequest left = left(
                in(CHAT).message(new Message.User(List.of(image), ContentForm.PARTS, Members.NONE)),
                "openai-responses");

        assertThat(left.messages().getFirst().content()).containsExactly(image);
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void parts_tools_choices_and_formats_of_another_dialect_are_dropped_and_named() {
        ChatRequest left = left(
                in("openai-responses")
                        .user("hi")
                        .message(Message.assistant(
                                new Content.Opaque("openai-responses", "output", SEARCH), new Content.Text("found")))
                        .user("more")
                        .tool(new Tool.Opaque("openai-responses", SEARCH))
                        .toolChoice(new ToolChoice.Opaque("openai-responses", SEARCH))
                        .responseFormat(new ResponseFormat.Opaque("openai-responses", SEARCH)),
                CHAT);

        assertThat(left.messages().get(1).content()).containsExactly(new Content.Text("found"));
        assertThat(left.tools()).isEmpty();
        assertThat(left.toolChoice()).isNull();
        assertThat(left.responseFormat()).isNull();
        assertThat(log.adjustments().stream().map(Adjustment::parameter))
                .containsExactlyInAnyOrder("tools", "tool-choice", "response-format", "content");
    }

    @Test
    void a_user_message_of_which_nothing_would_be_left_is_refused() {
        assertThatThrownBy(() -> left(
                        in("openai-responses")
                                .message(new Message.User(
                                        List.of(new Content.Opaque("openai-responses", "content", SEARCH)),
                                        ContentForm.PARTS,
                                        Members.NONE)),
                        CHAT))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("web_search_call");
    }

    @Test
    void the_name_under_which_something_was_asked_is_forgotten() {
        ChatRequest left = left(
                in(CHAT).user("hi").parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(5), "max_tokens"), "gemini");

        assertThat(left.parameters().asked().get(Parameter.MAX_OUTPUT_TOKENS))
                .isNotNull()
                .satisfies(asked -> assertThat(asked.spelling()).isNull());
    }

    @Test
    void what_one_dialect_issued_with_its_text_does_not_reach_another_from_code_either() {
        Members issued = Members.of("item", RawJson.ofText("1")).with("phase", RawJson.ofText("\"final_answer\""));
        ChatRequest.Builder carried =
                ChatRequest.builder("model").user("hi").message(Message.assistant(new Content.Text("hello", issued)));

        assertThat(left(carried, CHAT).messages().get(1).content()).containsExactly(new Content.Text("hello"));
        assertThat(left(carried, "openai-responses").messages().get(1).content())
                .containsExactly(new Content.Text("hello", issued));
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void tools_in_a_namespace_reach_other_dialects_under_joined_names() {
        Tool.Opaque weather = new Tool.Opaque("openai-responses", RawJson.ofText("""
                {"type":"namespace","name":"mcp__weather","description":"d","tools":[
                 {"type":"function","name":"today","description":"of today","strict":false,
                  "parameters":{"type":"object","properties":{}}}]}"""));
        Members called = Members.of("namespace", RawJson.ofText("\"mcp__weather\""));
        ChatRequest.Builder request = in("openai-responses")
                .user("hi")
                .tool(weather)
                .message(Message.assistant(new Content.ToolCall("c1", "today", RawJson.EMPTY_OBJECT, called)));

        ChatRequest left = left(request, CHAT);

        assertThat(left.tools())
                .containsExactly(new Tool.Function(
                        "mcp__weather__today",
                        "of today",
                        RawJson.ofText("{\"type\":\"object\",\"properties\":{}}"),
                        false,
                        Members.NONE,
                        Members.NONE));
        assertThat(left.messages().get(1).content())
                .containsExactly(new Content.ToolCall("c1", "mcp__weather__today", RawJson.EMPTY_OBJECT, Members.NONE));
        assertThat(log.adjustments())
                .singleElement()
                .returns("tools", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind);
        assertThat(left(request, "openai-responses").tools()).containsExactly(weather);
        assertThat(NamespacedTools.split(List.of(weather), "mcp__weather__today"))
                .isEqualTo(new NamespacedTools.Parts("mcp__weather", "today"));
        assertThat(NamespacedTools.split(List.of(weather), "today"))
                .isEqualTo(new NamespacedTools.Parts(null, "today"));
    }

    @Test
    void a_namespace_of_anything_but_functions_is_left_out() {
        Tool.Opaque mixed = new Tool.Opaque(
                "openai-responses",
                RawJson.ofText(
                        "{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"type\":\"custom\",\"name\":\"f\"}]}"));

        assertThat(left(in("openai-responses").user("hi").tool(mixed), CHAT).tools())
                .isEmpty();
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.DROPPED, Adjustment::kind);
    }
}
