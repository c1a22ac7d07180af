package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** open-multi-agent: cases 28 and 29 and what else it knows of Anthropic, Gemini and Responses. */
class SignedReasoningOracleTest {
    private static final Tool WEATHER = new Tool.Function(
            "weather",
            "The weather",
            RawJson.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));

    private static ChatRequest.Builder claude(String model) {
        return ChatRequest.builder(model).user("hi").maxOutputTokens(4096);
    }

    @Test
    void open_multi_agent_28_thinking_without_a_number_gets_a_budget_within_the_limits() {
        Sent sent = Sent.to(
                "anthropic",
                claude("claude-sonnet-4-5").thinking(new Thinking.On()).build());

        assertThat(Member.of(sent.body(), "thinking/type")).isEqualTo("\"enabled\"");
        assertThat(Long.parseLong(Member.of(sent.body(), "thinking/budget_tokens")))
                .isBetween(1024L, 4095L);
        assertThat(sent.member("max_tokens")).isEqualTo("4096");
    }

    /** The case wants an error; here the number moves into the range that is taken, and that is reported, or refused in strict mode. */
    @ParameterizedTest
    @ValueSource(ints = {1023, 4096, 9000})
    void open_multi_agent_28_a_budget_out_of_range_never_reaches_the_host(int budget) {
        Sent sent = Sent.to(
                "anthropic",
                claude("claude-sonnet-4-5")
                        .thinking(new Thinking.Budget(budget))
                        .build());

        assertThat(Long.parseLong(Member.of(sent.body(), "thinking/budget_tokens")))
                .isBetween(1024L, 4095L);
        assertThat(sent.adjusted()).contains("thinking=clamped");
        assertThatThrownBy(() -> Sent.to(
                        Catalog.bundled().resolve("anthropic", "claude-sonnet-4-5"),
                        claude("claude-sonnet-4-5")
                                .thinking(new Thinking.Budget(budget))
                                .build(),
                        Policy.STRICT))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("thinking");
    }

    @Test
    void open_multi_agent_28_newer_claudes_think_adaptively_and_take_no_sampling() {
        Sent sent = Sent.to(
                "anthropic",
                claude("claude-opus-4-7")
                        .thinking(new Thinking.Effort("high"))
                        .temperature(0.2)
                        .topP(0.9)
                        .parameter(Parameter.TOP_K, JsonValue.of(40))
                        .build());

        assertThat(Member.of(sent.body(), "thinking/type")).isEqualTo("\"adaptive\"");
        assertThat(Member.of(sent.body(), "output_config/effort")).isEqualTo("\"high\"");
        assertThat(sent.body().members().keySet()).doesNotContain("temperature", "top_p", "top_k");
        assertThat(sent.adjusted()).contains("temperature=dropped", "top-p=dropped", "top-k=dropped");
    }

    private static Message own(ChatResponse answer, String host) {
        List<Content> content = answer.content().stream()
                .map(part -> part instanceof Content.Reasoning(String text, String origin, String field, var payload)
                        ? new Content.Reasoning(text, host, field, payload)
                        : part)
                .toList();
        return answer.message().withContent(content);
    }

    private static ChatResponse answer(String host, String model, int status, String body) {
        return Decoding.fold(Decoding.events(
                body.getBytes(StandardCharsets.UTF_8),
                new ResponseHead(status, Map.of()),
                Catalog.bundled().resolve(host, model),
                () -> 13));
    }

    private static String events(String... events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            String type = ((JsonObject) Json.parse(event)).text("type");
            text.append("event: ").append(type).append("\ndata: ").append(event).append("\n\n");
        }
        return text.toString();
    }

    private static List<JsonObject> parts(Sent sent, int turn) {
        return ((JsonObject) sent.body().elements("contents").get(turn))
                .elements("parts").stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void open_multi_agent_29_a_signature_goes_back_beside_the_call_that_it_came_with() {
        ChatResponse first = answer(
                "gemini",
                "gemini-3-pro-preview",
                200,
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}},"
                        + "\"thoughtSignature\":\"c2lnbmVk\"},{\"functionCall\":{\"name\":\"weather\"}}]},\"finishReason\":\"STOP\"}]}");
        List<Content.ToolCall> calls = first.toolCalls();
        Sent sent = Sent.to(
                "gemini",
                ChatRequest.builder("gemini-3-pro-preview")
                        .user("weather?")
                        .message(own(first, "gemini"))
                        .message(Message.toolResult(calls.get(0).id(), "sunny"))
                        .message(Message.toolResult(calls.get(1).id(), "cloudy"))
                        .tool(WEATHER)
                        .build());

        List<JsonObject> replayed = parts(sent, 1);
        assertThat(replayed).hasSize(2);
        assertThat(replayed.get(0).text("thoughtSignature")).isEqualTo("c2lnbmVk");
        assertThat(Member.of(replayed.get(0), "functionCall/name")).isEqualTo("\"weather\"");
        assertThat(replayed.get(1).get("thoughtSignature")).isNull();
        assertThat(Member.of(replayed.get(1), "functionCall/args")).isIn("{}", "absent");
        assertThat(calls.get(1).arguments().text()).isEqualTo("{}");
        assertThat(Objects.requireNonNull(first.stop()).kind()).isEqualTo(StopReason.Kind.TOOL_CALLS);
    }

    @Test
    void open_multi_agent_29_a_foreign_call_gets_the_word_that_skips_the_check_on_the_first_only() {
        Sent sent = Sent.to(
                "gemini",
                ChatRequest.builder("gemini-3-pro-preview")
                        .user("weather?")
                        .message(Message.assistant(
                                new Content.ToolCall("call_1", "weather", RawJson.ofText("{\"city\":\"Rome\"}")),
                                new Content.ToolCall("call_2", "weather", RawJson.EMPTY_OBJECT)))
                        .message(Message.toolResult("call_1", "sunny"))
                        .message(Message.toolResult("call_2", "cloudy"))
                        .tool(WEATHER)
                        .build());

        List<JsonObject> replayed = parts(sent, 1);
        assertThat(replayed.get(0).text("thoughtSignature")).isEqualTo("skip_thought_signature_validator");
        assertThat(replayed.get(1).get("thoughtSignature")).isNull();
        assertThat(Member.of(replayed.get(1), "functionCall/args")).isIn("{}", "absent");
    }

    @Test
    void open_multi_agent_further_geminis_output_includes_its_thoughts() {
        ChatResponse answer = answer(
                "gemini",
                "gemini-3-pro-preview",
                200,
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hi\"}]},\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":29,\"candidatesTokenCount\":15,\"thoughtsTokenCount\":804,\"totalTokenCount\":848}}");

        Usage usage = Objects.requireNonNull(answer.usage());
        assertThat(usage.input()).isEqualTo(29);
        assertThat(usage.output()).isEqualTo(819);
        assertThat(usage.outputReasoning()).isEqualTo(804);
    }

    @Test
    void open_multi_agent_further_geminis_wait_stands_in_the_details_of_its_error() {
        ChatResponse answer = answer(
                "gemini",
                "gemini-3-pro-preview",
                429,
                "{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota.\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34.4s\"}]}}");

        assertThat(Objects.requireNonNull(answer.error()).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(answer.error().failure().retryAfter()).isEqualTo(Duration.ofMillis(34_400));
    }

    @Test
    void open_multi_agent_further_the_last_count_of_a_message_stream_counts() {
        ChatResponse answer = answer(
                "anthropic",
                "claude-sonnet-4-5",
                200,
                events(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\","
                                + "\"content\":[],\"usage\":{\"input_tokens\":43,\"output_tokens\":1}}}",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}",
                        "{\"type\":\"content_block_stop\",\"index\":0}",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":61,\"output_tokens\":9}}",
                        "{\"type\":\"message_stop\"}"));

        Usage usage = Objects.requireNonNull(answer.usage());
        assertThat(usage.input()).isEqualTo(61);
        assertThat(usage.output()).isEqualTo(9);
    }

    @Test
    void open_multi_agent_further_sealed_reasoning_goes_back_before_its_call_while_nothing_is_stored() {
        String item = "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"sealed\"}";
        ChatResponse first = answer(
                "openai",
                "gpt-5-codex",
                200,
                "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[" + item
                        + ",{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"weather\",\"arguments\":\"{}\"}]}");
        Sent sent = Sent.to(
                "openai",
                ChatRequest.builder("gpt-5-codex")
                        .user("weather?")
                        .message(own(first, "openai"))
                        .message(Message.toolResult("call_1", "sunny"))
                        .tool(WEATHER)
                        .build());

        List<JsonValue> input = sent.body().elements("input");
        assertThat(sent.member("store")).isEqualTo("false");
        assertThat(sent.member("include")).isEqualTo("[\"reasoning.encrypted_content\"]");
        assertThat(input).hasSize(4);
        JsonObject reasoning = (JsonObject) input.get(1);
        assertThat(reasoning.text("type")).isEqualTo("reasoning");
        assertThat(reasoning.text("encrypted_content")).isEqualTo("sealed");
        assertThat(reasoning.elements("summary")).isEmpty();
        assertThat(((JsonObject) input.get(2)).text("call_id")).isEqualTo("call_1");
        assertThat(((JsonObject) input.get(3)).text("call_id")).isEqualTo("call_1");
    }

    @Test
    void open_multi_agent_further_items_are_told_apart_by_their_place_for_their_ids_may_change() {
        ChatResponse answer = answer(
                "github-copilot",
                "gpt-5.3-codex",
                200,
                events(
                        "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"in_progress\"}}",
                        "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":\"function_call\",\"id\":\"a1\",\"call_id\":\"call_1\",\"name\":\"one\",\"arguments\":\"\"}}",
                        "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"id\":\"b1\",\"call_id\":\"call_2\",\"name\":\"two\",\"arguments\":\"\"}}",
                        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"item_id\":\"b2\",\"delta\":\"{\\\"y\\\":\"}",
                        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":0,\"item_id\":\"a2\",\"delta\":\"{\\\"x\\\":1}\"}",
                        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"item_id\":\"b3\",\"delta\":\"2}\"}",
                        "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"function_call\",\"id\":\"a4\",\"call_id\":\"call_1\",\"name\":\"one\",\"arguments\":\"{\\\"x\\\":1}\"}}",
                        "{\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"id\":\"b4\",\"call_id\":\"call_2\",\"name\":\"two\",\"arguments\":\"{\\\"y\\\":2}\"}}",
                        "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[]}}"));

        assertThat(answer.error()).isNull();
        assertThat(answer.toolCalls())
                .extracting(call -> call.id() + call.name() + call.arguments().text())
                .containsExactly("call_1one{\"x\":1}", "call_2two{\"y\":2}");
    }
}
