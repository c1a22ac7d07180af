package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParlanceTest extends SandboxTest {
    @Test
    void a_plain_answer_comes_back_whole() {
        ChatResponse answer = kimi().generate(asking("Hello there"));

        assertThat(answer.text()).contains("Hello there");
        assertThat(answer.stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "stop"));
        assertThat(answer.usage()).isNotNull();
        assertThat(lastBody().get("model")).isEqualTo(JsonValue.of("kimi-k2.6"));
        assertThat(lastBody().get("stream")).isNull();
    }

    @Test
    void a_streamed_answer_says_the_same_as_the_plain_one() {
        ChatResponse plain = kimi().generate(asking("Hello there"));
        List<ChatEvent> events = new ArrayList<>();
        try (ChatStream stream = kimi().stream(asking("Hello there"))) {
            stream.forEach(events::add);
            assertThat(stream.response().content()).isEqualTo(plain.content());
            assertThat(stream.response().usage()).isNotNull();
        }
        assertThat(events).filteredOn(ChatEvent.TextDelta.class::isInstance).hasSizeGreaterThan(3);
        assertThat(events).last().isInstanceOf(ChatEvent.ResponseStopped.class);
    }

    @Test
    void the_folded_response_can_be_had_without_reading_the_events() {
        try (ChatStream stream = kimi().stream(asking("Hello there"))) {
            assertThat(stream.response().text()).contains("Hello there");
        }
    }

    @Test
    void a_stream_can_be_read_once_only() {
        try (ChatStream stream = kimi().stream(asking("Hello"))) {
            assertThat(stream.iterator().hasNext()).isTrue();
            assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"moonshot/kimi-k2.6", "azure-foundry/Kimi-K2.6"})
    void a_tool_conversation_carries_the_reasoning_back_to_the_host_that_issued_it(String model) {
        ChatRequest question = ChatRequest.builder("")
                .user("What is the weather?")
                .tool(WEATHER)
                .build();
        ChatResponse first = parlance.model(model).generate(question);
        Content.ToolCall call = first.toolCalls().getFirst();
        Content.Reasoning reasoning = (Content.Reasoning) first.content().getFirst();

        ChatResponse second = parlance.model(model)
                .generate(question.toBuilder()
                        .message(first.message())
                        .message(Message.toolResult(call.id(), "21 degrees and sunny"))
                        .build());

        assertThat(reasoning.text()).isNotBlank();
        assertThat(reasoning.origin()).isEqualTo(model.substring(0, model.indexOf('/')));
        JsonObject sent = (JsonObject) lastBody().elements("messages").get(1);
        assertThat(sent.text("reasoning_content")).isEqualTo(reasoning.text());
        assertThat(second.text()).contains("21 degrees and sunny");
    }

    @Test
    void a_streamed_tool_conversation_carries_its_reasoning_too() {
        ChatRequest question = ChatRequest.builder("")
                .user("What is the weather?")
                .tool(WEATHER)
                .build();
        ChatResponse first;
        try (ChatStream stream = kimi().stream(question)) {
            first = stream.response().orThrow();
        }
        Content.ToolCall call = first.toolCalls().getFirst();
        try (ChatStream stream = kimi().stream(question.toBuilder()
                .message(first.message())
                .message(Message.toolResult(call.id(), "21 degrees"))
                .build())) {
            assertThat(stream.response().orThrow().text()).contains("21 degrees");
        }
        assertThat(((JsonObject) lastBody().elements("messages").get(1)).text("reasoning_content"))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-5", "azure-openai/gpt-5", "azure-foundry/gpt-5", "xai/grok-4.5"})
    void a_conversation_that_the_host_keeps_needs_only_what_is_new(String model) {
        ChatRequest question = ChatRequest.builder("")
                .system("Be brief.")
                .user("What is the weather?")
                .tool(WEATHER)
                .build();
        try (Parlance chaining =
                Parlance.builder().providers(providers(Map.of())).chaining().open()) {
            ChatResponse first = chaining.model(model).generate(question);
            String call = first.toolCalls().getFirst().id();
            ChatResponse second = chaining.model(model)
                    .generate(question.toBuilder()
                            .message(first.message())
                            .message(Message.toolResult(call, "21 degrees"))
                            .build());

            assertThat(second.text()).contains("21 degrees");
        }
        assertThat(lastBody().text("previous_response_id")).isNotBlank();
        assertThat(lastBody().elements("input")).hasSize(1);
    }

    @Test
    void every_adjustment_reaches_the_listener() {
        kimi().generate(ChatRequest.builder("").user("Hello").temperature(0.2).build());

        assertThat(adjustments).extracting(Adjustment::parameter).containsExactly("temperature");
        assertThat(adjustments).extracting(Adjustment::kind).containsExactly(Adjustment.Kind.DROPPED);
    }

    @Test
    void strict_mode_refuses_before_any_byte_leaves() {
        try (Parlance strict = Parlance.builder()
                .providers(providers(Map.of()))
                .policy(Policy.STRICT)
                .open()) {
            ChatRequest request =
                    ChatRequest.builder("").user("Hello").temperature(0.2).build();

            assertThatThrownBy(() -> strict.model("moonshot/kimi-k2.6").generate(request))
                    .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                    .hasMessageContaining("temperature");
        }
        assertThat(sandbox.received()).isEmpty();
    }

    @Test
    void an_unknown_host_is_named_before_any_connection() {
        assertThatThrownBy(() -> parlance.model("nowhere/kimi"))
                .isInstanceOf(ParlanceException.ModelNotFound.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_missing_key_is_named_before_any_connection() {
        try (Parlance keyless = Parlance.builder()
                .providers(Providers.fromEnvironment(
                        Map.of("MOONSHOT_BASE_URL", sandbox.baseUrl("moonshot")), Catalog.bundled()))
                .open()) {
            assertThatThrownBy(() -> keyless.model("moonshot/kimi-k2.6").generate(asking("Hello")))
                    .isInstanceOf(ParlanceException.Unauthenticated.class)
                    .hasMessageContaining("MOONSHOT_API_KEY");
        }
        assertThat(sandbox.received()).isEmpty();
    }
}
