package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weak local models write calls as text; whoever asks for it gets them as calls (open-multi-agent, issues 15 and 269). */
class TextCallsTest {
    private static final ChatRequest QUESTION = ChatRequest.builder("")
            .user("weather?")
            .tool(new Tool.Function("get_weather", "", RawJson.EMPTY_OBJECT))
            .build();

    private final ScriptedHost host = new ScriptedHost();
    private final Parlance door = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
            .policy(Policy.ADAPT.withTextCallsRecovered())
            .open();

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    private ChatResponse plain(String content) {
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                        + quoted(content) + "},\"finish_reason\":\"stop\"}]}");
        return door.model("openai-compatible/small").generate(QUESTION);
    }

    private ChatResponse streamed(String content) {
        String[] chunks = new String[content.length() + 2];
        for (int index = 0; index < content.length(); index++) {
            chunks[index] = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                    + quoted(content.substring(index, index + 1)) + "},\"finish_reason\":null}]}";
        }
        chunks[content.length()] = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
        chunks[content.length() + 1] = "[DONE]";
        host.streams(chunks);
        try (ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
            return stream.response().orThrow();
        }
    }

    private static String quoted(String text) {
        return Json.text(JsonValue.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Let me see. <tool_call>{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Rome\"}}</tool_call>",
                "Let me see. ```json\n{\"name\":\"get_weather\",\"parameters\":{\"city\":\"Rome\"}}\n```",
                "Let me see. {\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}",
            })
    void a_call_in_the_text_is_a_call_whole_or_letter_by_letter(String content) {
        for (ChatResponse answer : new ChatResponse[] {plain(content), streamed(content)}) {
            Content.ToolCall call = answer.toolCalls().getFirst();
            assertThat(answer.toolCalls()).hasSize(1);
            assertThat(call.name()).isEqualTo("get_weather");
            assertThat(call.arguments()).isEqualTo(RawJson.ofText("{\"city\":\"Rome\"}"));
            assertThat(answer.text()).isEqualTo("Let me see.");
            assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.TOOL_CALLS);
        }
    }

    @Test
    void the_call_goes_back_as_a_call_in_the_next_turn() {
        ChatResponse first = plain("<tool_call>{\"name\":\"get_weather\",\"arguments\":{}}</tool_call>");
        host.answers(
                200,
                "{\"id\":\"d\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"warm\"},\"finish_reason\":\"stop\"}]}");
        String id = first.toolCalls().getFirst().id();

        door.model("openai-compatible/small")
                .generate(QUESTION.toBuilder()
                        .message(first.message())
                        .message(Message.toolResult(id, "21 degrees"))
                        .build());

        var messages = host.asked().getLast().body().elements("messages");
        assertThat(id).isNotEmpty();
        assertThat(Json.text(messages.get(1))).contains("\"tool_calls\"").contains("\"" + id + "\"");
        assertThat(Json.text(messages.get(2))).contains("\"tool_call_id\":\"" + id + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"launch\",\"arguments\":{}}",
                "The form is {\"name\": \"get_weather\", ...}",
                "plain words",
            })
    void what_is_no_call_of_an_offered_tool_stays_text(String content) {
        for (ChatResponse answer : new ChatResponse[] {plain(content), streamed(content)}) {
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.text()).isEqualTo(content);
        }
    }

    @Test
    void without_the_policy_text_stays_text() {
        String content = "<tool_call>{\"name\":\"get_weather\",\"arguments\":{}}</tool_call>";
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":" + quoted(content)
                        + "},\"finish_reason\":\"stop\"}]}");
        try (Parlance plain = ScriptedHost.door(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"))
                .open()) {
            ChatResponse answer = plain.model("openai-compatible/small").generate(QUESTION);
            assertThat(answer.toolCalls()).isEmpty();
            assertThat(answer.text()).isEqualTo(content);
        }
    }
}
