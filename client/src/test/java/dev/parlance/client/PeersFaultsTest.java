package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of other libraries that must not be ours. That {@code Retry-After: 7} is obeyed stands in {@link RetryTest}, that a stall ends at
 * its idle deadline in {@link DeadlineTest}.
 */
@Timeout(30)
class PeersFaultsTest extends SandboxTest {
    private static final ChatRequest HELLO =
            ChatRequest.builder("").user("Hello").build();

    private final RawHost host = new RawHost();

    @AfterEach
    void closeHost() {
        host.close();
    }

    private List<ChatEvent> events(String bytes) {
        host.hangsUp(RawHost.STREAM + bytes);
        List<ChatEvent> events = new ArrayList<>();
        try (Parlance door = host.door().open();
                ChatStream stream = door.model("openai-compatible/small").stream(HELLO)) {
            stream.forEach(events::add);
            assertThatThrownBy(() -> stream.response().orThrow()).isInstanceOf(ParlanceException.class);
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"message\":\"The engine died\",\"type\":\"server_error\"}}\n\n",
                "data: {\"error\":{\"message\":\"The engine died\",\"type\":\"server_error\"}}\n\ndata: [DONE]\n\n",
                "data: {\"id\":\"c\",\"choi",
                "",
            })
    void an_error_in_a_stream_or_a_cut_one_never_completes(String rest) {
        List<ChatEvent> events = events(RawHost.text("half") + rest);

        assertThat(events).last().isInstanceOf(ChatEvent.ResponseFailed.class);
        assertThat(events).noneMatch(ChatEvent.ResponseStopped.class::isInstance);
    }

    @Test
    void a_stream_cut_at_any_byte_before_its_finish_never_completes() {
        String whole = RawHost.text("one") + RawHost.text("two");
        for (int cut = 0; cut <= whole.length(); cut += 7) {
            assertThat(events(whole.substring(0, cut))).last().isInstanceOf(ChatEvent.ResponseFailed.class);
        }
    }

    /** One model for each dialect and each large host. */
    @SuppressWarnings("UnusedMethod") // JUnit calls it.
    private static List<String> models() {
        return List.of(
                "moonshot/kimi-k2.6",
                "azure-openai/gpt-4o",
                "azure-foundry/gpt-5.1",
                "openai/gpt-5",
                "anthropic/claude-sonnet-4-5",
                "gemini/gemini-2.5-pro",
                "deepseek/deepseek-chat",
                "xai/grok-4.5");
    }

    @ParameterizedTest
    @MethodSource("models")
    void no_host_makes_a_success_of_an_error_in_its_stream_or_of_a_cut_one(String model) {
        for (String fault : List.of("[[cut]]", "[[error-in-stream]]")) {
            List<ChatEvent> heard = new ArrayList<>();
            try (ChatStream stream = parlance.model(model).stream(asking(fault + " Tell me something long"))) {
                stream.forEach(heard::add);
                assertThatThrownBy(() -> stream.response().orThrow()).as(fault).isInstanceOf(ParlanceException.class);
            }
            assertThat(heard).as(fault).last().isInstanceOf(ChatEvent.ResponseFailed.class);
            assertThat(heard).as(fault).noneMatch(ChatEvent.ResponseStopped.class::isInstance);
        }
    }

    @Test
    void reasoning_that_a_host_sent_empty_goes_back_as_empty() {
        String call = "\"tool_calls\":[{\"index\":0,\"id\":\"get_weather:0\",\"type\":\"function\","
                + "\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}]";
        String words = "{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"\"," + call + "}";
        String done =
                "{\"id\":\"d\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"warm\"},\"finish_reason\":\"stop\"}]}";
        ChatRequest question = ChatRequest.builder("")
                .user("What is the weather?")
                .tool(WEATHER)
                .build();
        try (ScriptedHost scripted = new ScriptedHost();
                Parlance door = ScriptedHost.door(
                                Map.of("MOONSHOT_BASE_URL", scripted.url() + "/v1", "MOONSHOT_API_KEY", "key"))
                        .open()) {
            ChatModel model = door.model("moonshot/kimi-k2.6");
            scripted.answers(
                            200,
                            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":" + words
                                    + ",\"finish_reason\":\"tool_calls\"}]}")
                    .answers(200, done)
                    .streams(
                            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"\"},\"finish_reason\":null}]}",
                            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{" + call
                                    + "},\"finish_reason\":\"tool_calls\"}]}",
                            "[DONE]")
                    .answers(200, done);

            model.generate(next(question, model.generate(question)));
            try (ChatStream stream = model.stream(question)) {
                model.generate(next(question, stream.response().orThrow()));
            }

            for (int second : new int[] {1, 3}) {
                JsonObject turn = (JsonObject)
                        scripted.asked().get(second).body().elements("messages").get(1);
                assertThat(turn.text("reasoning_content")).as(Json.text(turn)).isEqualTo("");
            }
        }
    }

    private static ChatRequest next(ChatRequest question, ChatResponse answer) {
        return question.toBuilder()
                .message(answer.message())
                .message(Message.toolResult(answer.toolCalls().getFirst().id(), "21 degrees"))
                .build();
    }

    @Test
    void reasoning_that_was_explicitly_empty_goes_back_as_empty() {
        Content.Reasoning empty = new Content.Reasoning("", "moonshot", "reasoning_content", Members.NONE);
        Content.ToolCall call =
                new Content.ToolCall("get_weather:0", "get_weather", RawJson.ofText("{\"city\":\"Rome\"}"));

        ChatResponse answer = kimi().generate(ChatRequest.builder("")
                .user("What is the weather?")
                .message(new Message.Assistant(List.of(empty, call), Message.ContentForm.FREE, Members.NONE))
                .message(Message.toolResult("get_weather:0", "21 degrees"))
                .tool(WEATHER)
                .build());

        JsonObject turn = (JsonObject) lastBody().elements("messages").get(1);
        assertThat(turn.text("reasoning_content")).isEmpty();
        assertThat(answer.text()).contains("21 degrees");
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_streamed_call_sends_the_parameters_of_the_plain_one(String model) {
        ChatRequest asked = ChatRequest.builder("")
                .system("Be brief.")
                .user("What is the weather?")
                .tool(WEATHER)
                .maxOutputTokens(9_000)
                .temperature(0.3)
                .topP(0.9)
                .parameter(Parameter.SEED, JsonValue.of(7))
                .thinking(new Thinking.Effort("low"))
                .build();
        parlance.model(model).generate(asked);
        JsonObject plain = lastBody();
        try (ChatStream stream = parlance.model(model).stream(asked)) {
            assertThat(stream.response().error()).isNull();
        }
        JsonObject streamed = lastBody();

        for (String ofStreams : List.of("stream", "stream_options")) {
            plain = plain.without(ofStreams);
            streamed = streamed.without(ofStreams);
        }
        assertThat(streamed).isEqualTo(plain);
        assertThat(plain.members()).hasSizeGreaterThan(3);
    }
}
