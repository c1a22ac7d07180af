package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client for Java, unmodified but for base URL and key, in front of the gateway and the simulated hosts. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings(
        "deprecation") // The client marks reading additional properties so; there is no other way to see a vendor's
// members.
class OpenAiJavaClientTest {
    private static final String KIMI = "moonshot/kimi-k2.6";
    private static final String REASONING = "reasoning_content";

    private final SandboxServer sandbox = SandboxServer.start(0);
    private final Gateway gateway = gateway(Map.of());
    private final OpenAIClient client = client(gateway);

    @AfterAll
    void close() {
        client.close();
        gateway.close();
        sandbox.close();
    }

    @Test
    void a_plain_answer_arrives() {
        ChatCompletion answer = ask(asking(KIMI, "Hello there"));

        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .contains("Hello there");
        assertThat(answer.choices().getFirst().finishReason().toString()).isEqualTo("stop");
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(answer.choices().getFirst().message()._additionalProperties())
                .containsKey(REASONING);
    }

    @Test
    void a_streamed_answer_says_the_same() {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        ChatCompletionCreateParams request = asking(KIMI, "Hello there")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request)) {
            stream.stream().peek(whole::accumulate).forEach(chunks::add);
        }

        String text =
                whole.chatCompletion().choices().getFirst().message().content().orElseThrow();
        assertThat(text)
                .isEqualTo(ask(asking(KIMI, "Hello there"))
                        .choices()
                        .getFirst()
                        .message()
                        .content()
                        .orElseThrow());
        assertThat(whole.chatCompletion().usage().orElseThrow().totalTokens()).isPositive();
        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks)
                .anySatisfy(
                        chunk -> assertThat(chunk.choices().getFirst().delta()._additionalProperties())
                                .containsKey(REASONING));
    }

    @ParameterizedTest
    @ValueSource(strings = {KIMI, "azure-foundry/Kimi-K2.6"})
    void a_tool_conversation_that_carries_the_reasoning_on_reaches_the_host_with_it(String model) {
        ChatCompletionMessage first = firstTurn(model);
        JsonValue reasoning =
                Objects.requireNonNull(first._additionalProperties().get(REASONING));
        ChatCompletionAssistantMessageParam turn = first.toParam().toBuilder()
                .putAdditionalProperty(REASONING, reasoning)
                .build();

        assertThat(secondTurn(model, first, turn)).contains("21 degrees");
        assertThat(sentReasoning()).isEqualTo(reasoning.asString().orElseThrow());
    }

    @Test
    void a_tool_conversation_whose_reasoning_the_client_dropped_gets_it_back_on_moonshot() {
        ChatCompletionMessage first = firstTurn(KIMI);

        assertThat(first.toParam()._additionalProperties()).doesNotContainKey(REASONING);
        assertThat(secondTurn(KIMI, first, first.toParam())).contains("21 degrees");
        assertThat(sentReasoning()).contains("I should call");
    }

    @Test
    void a_tool_conversation_whose_reasoning_the_client_dropped_is_taken_by_foundry() {
        String model = "azure-foundry/Kimi-K2.6";
        ChatCompletionMessage first = firstTurn(model);

        assertThat(secondTurn(model, first, first.toParam())).contains("21 degrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {KIMI, "azure-foundry/Kimi-K2.6"})
    void parallel_calls_arrive_whole_streamed_and_plain(String model) {
        ChatCompletionCreateParams request = asking(model, "Use all tools")
                .addTool(tool("get_weather"))
                .addTool(tool("get_time"))
                .build();
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request)) {
            stream.stream().forEach(whole::accumulate);
        }

        List<ChatCompletionMessageFunctionToolCall> plain = calls(
                client.chat().completions().create(request).choices().getFirst().message());
        List<ChatCompletionMessageFunctionToolCall> streamed =
                calls(whole.chatCompletion().choices().getFirst().message());
        assertThat(plain).extracting(call -> call.function().name()).containsExactly("get_weather", "get_time");
        assertThat(streamed).extracting(call -> call.function().name()).containsExactly("get_weather", "get_time");
        assertThat(plain).extracting(ChatCompletionMessageFunctionToolCall::id).doesNotHaveDuplicates();
        assertThat(streamed)
                .allSatisfy(call ->
                        assertThat(Json.parse(call.function().arguments())).isInstanceOf(JsonObject.class));
    }

    @Test
    void a_refused_key_is_the_clients_own_unauthorized() {
        try (Gateway locked = gateway(Map.of("MOONSHOT_API_KEY", "bad-key"))) {
            OpenAIClient caller = client(locked);

            assertThatThrownBy(() -> caller.chat()
                            .completions()
                            .create(asking(KIMI, "Hello").build()))
                    .isInstanceOf(UnauthorizedException.class)
                    .satisfies(error -> assertThat(error.getMessage() + ((OpenAIServiceException) error).body())
                            .doesNotContain("bad-key"));
            caller.close();
        }
    }

    @Test
    void an_unknown_model_is_the_clients_own_not_found() {
        assertThatThrownBy(() -> ask(asking("moonshot/kimi-k9", "Hello"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ask(asking("nowhere/kimi", "Hello")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void too_many_requests_are_the_clients_own_rate_limit_with_the_time_to_wait() {
        assertThatThrownBy(() -> ask(asking(KIMI, "[[status 429]]")))
                .isInstanceOf(RateLimitException.class)
                .satisfies(error -> assertThat(
                                ((OpenAIServiceException) error).headers().values("retry-after"))
                        .containsExactly("1"));
    }

    @Test
    void a_request_that_the_host_would_refuse_is_the_clients_own_bad_request() {
        assertThatThrownBy(() -> ask(asking(KIMI, "Hello").addTool(tool("f"))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("\"f\"");
    }

    @Test
    void a_stream_that_dies_at_the_host_fails_in_the_client_and_does_not_end_well() {
        ChatCompletionCreateParams request =
                asking(KIMI, "[[cut]] Tell me something").build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request)) {
            assertThatThrownBy(() -> stream.stream().forEach(chunk -> {})).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void the_models_can_be_listed() {
        assertThat(client.models().list().data())
                .extracting(com.openai.models.models.Model::id)
                .contains(KIMI, "azure-foundry/Kimi-K2.6");
    }

    private ChatCompletionMessage firstTurn(String model) {
        ChatCompletion answer = ask(asking(model, "What is the weather?").addTool(tool("get_weather")));
        assertThat(answer.choices().getFirst().finishReason().toString()).isEqualTo("tool_calls");
        return answer.choices().getFirst().message();
    }

    private String secondTurn(String model, ChatCompletionMessage first, ChatCompletionAssistantMessageParam turn) {
        ChatCompletion answer = ask(asking(model, "What is the weather?")
                .addTool(tool("get_weather"))
                .addMessage(turn)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(calls(first).getFirst().id())
                        .content("21 degrees")
                        .build()));
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    /** What the host got as the reasoning of the first turn. */
    private @Nullable String sentReasoning() {
        JsonObject body = (JsonObject) Json.parse(sandbox.received().getLast().body());
        return ((JsonObject) body.elements("messages").get(1)).text(REASONING);
    }

    private ChatCompletion ask(ChatCompletionCreateParams.Builder request) {
        return client.chat().completions().create(request.build());
    }

    private static ChatCompletionCreateParams.Builder asking(String model, String text) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
        return message.toolCalls().orElseThrow().stream()
                .map(ChatCompletionMessageToolCall::asFunction)
                .toList();
    }

    private static ChatCompletionFunctionTool tool(String name) {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(name)
                        .description("Tells something about a city")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                        .build())
                .build();
    }

    private Gateway gateway(Map<String, String> environment) {
        return Gateway.start(
                GatewaySettings.DEFAULT.withPort(0).withLanes(1),
                Providers.sandbox(environment, Catalog.bundled(), sandbox::standIn));
    }

    private static OpenAIClient client(Gateway gateway) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("any")
                .maxRetries(0)
                .build();
    }
}
