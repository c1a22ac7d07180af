package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(
            strings = {
                "moonshot/kimi-k2.6",
                "azure-foundry/gpt-5.1",
                "openai/gpt-5",
                "anthropic/claude-sonnet-4-5",
                "gemini/gemini-2.5-pro",
                "deepseek/deepseek-chat",
            })
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
