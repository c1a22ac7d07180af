package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.error.Retry;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure OpenAI as its bytes come over a socket. Numbers name the oracle cases of Amplifier. */
class AzureWireTest {
    private static final ChatRequest HELLO = ChatRequest.builder("").user("hi").build();
    private static final String CHAT = "azure-openai/gpt-4o";

    /** Served by Responses alone. */
    private static final String RESPONSES = "azure-openai/gpt-5-codex";

    private final ScriptedHost host = new ScriptedHost();
    private final List<Adjustment> adjustments = new CopyOnWriteArrayList<>();
    private final Parlance door = ScriptedHost.door(host.asAzure())
            .listener((model, made) -> adjustments.addAll(made))
            .open();

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    private ChatResponse generated(String model) {
        return door.model(model).generate(HELLO);
    }

    private ChatResponse streamed(String model, String... chunks) {
        host.streams(chunks);
        try (ChatStream stream = door.model(model).stream(HELLO)) {
            return stream.response();
        }
    }

    private ParlanceException failure(int status, Map<String, String> headers, String body) {
        host.answers(status, headers, body);
        return Objects.requireNonNull(catchThrowableOfType(ParlanceException.class, () -> generated(CHAT)));
    }

    private ParlanceException failure(int status, String body) {
        return failure(status, Map.of("content-type", "application/json"), body);
    }

    private static String response(String item) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[" + item + "]}";
    }

    @Test
    void amplifier_3_and_7_the_dated_route_and_the_key_as_the_socket_sees_them() {
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}");
        Map<String, String> environment = Map.of(
                "AZURE_OPENAI_ENDPOINT",
                host.url() + "/",
                "AZURE_OPENAI_API_VERSION",
                "2024-10-21",
                "AZURE_OPENAI_KEY",
                "azure-key",
                "AZURE_USE_MANAGED_IDENTITY",
                "true");
        try (Parlance dated = ScriptedHost.door(environment).open()) {
            dated.model("azure-openai/d 1").generate(HELLO);
        }

        assertThat(host.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.target()).isEqualTo("/openai/deployments/d%201/chat/completions?api-version=2024-10-21");
            assertThat(asked.headers()).containsEntry("api-key", "azure-key").doesNotContainKey("authorization");
        });
    }

    @Test
    void amplifier_5_without_an_address_nothing_is_sent() {
        try (Parlance nowhere =
                ScriptedHost.door(Map.of("AZURE_OPENAI_API_KEY", "azure-key")).open()) {
            assertThatThrownBy(() -> nowhere.model(CHAT).generate(HELLO))
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining("AZURE_OPENAI_ENDPOINT");
        }
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void amplifier_13_a_refused_parameter_is_named_and_not_tried_again() {
        ParlanceException error = failure(
                400,
                "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                        + " 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\","
                        + "\"code\":\"unsupported_parameter\"}}");

        assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED_REQUEST);
        assertThat(error.failure().parameter()).isEqualTo("max_tokens");
        assertThat(host.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}",
                "{\"type\":\"tool_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"f\",\"input\":{\"a\":1}}",
                "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":{\"a\":1}}",
                "{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"f\",\"input\":\"{\\\"a\\\":1}\"}",
            })
    void amplifier_15_calls_of_either_name_with_arguments_in_either_form(String item) {
        host.answers(200, response(item));
        Content.ToolCall plain = generated(RESPONSES).toolCalls().getFirst();
        Content.ToolCall streamed = streamed(
                        RESPONSES,
                        "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"in_progress\"}}",
                        "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + item + "}",
                        "{\"type\":\"response.completed\",\"response\":" + response(item) + "}")
                .toolCalls()
                .getFirst();

        assertThat(plain.id()).isEqualTo("call_1");
        assertThat(plain.name()).isEqualTo("f");
        assertThat(plain.arguments()).isEqualTo(RawJson.ofText("{\"a\":1}"));
        assertThat(streamed.id()).isEqualTo("call_1");
        assertThat(streamed.arguments()).isEqualTo(plain.arguments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"arguments\":\"not json\" | not json",
                ",\"arguments\":\"[1]\" | [1]",
                ",\"arguments\":null | {}",
                ",\"arguments\":\"\" | {}",
                "'' | {}",
            })
    void amplifier_16_arguments_that_are_no_object_keep_their_text(String member, String kept) {
        host.answers(
                        200,
                        response("{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"f\""
                                + member + "}"))
                .answers(
                        200,
                        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\"" + member + "}}]},\"finish_reason\":\"tool_calls\"}]}");
        for (String model : List.of(RESPONSES, CHAT)) {
            ChatResponse answer = generated(model);
            assertThat(answer.toolCalls().getFirst().arguments().text())
                    .as(model)
                    .isEqualTo(kept);
            assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.TOOL_CALLS);
        }
    }

    @Test
    void amplifier_16_arguments_that_are_no_text_and_no_object_are_kept_as_json() {
        host.answers(
                200, response("{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":[1]}"));

        assertThat(generated(RESPONSES).toolCalls().getFirst().arguments().text())
                .isEqualTo("[1]");
    }

    @Test
    void amplifier_17_the_first_chunk_brings_the_prompts_filter_and_nothing_else() {
        host.streams(
                "{\"id\":\"\",\"model\":\"\",\"created\":0,\"object\":\"\",\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0,"
                        + "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}",
                "{\"id\":\"chatcmpl-7\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}",
                "{\"id\":\"chatcmpl-7\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "[DONE]");
        try (ChatStream stream = door.model(CHAT).stream(HELLO)) {
            List<ChatEvent> events = new CopyOnWriteArrayList<>();
            stream.forEach(events::add);

            assertThat(events)
                    .filteredOn(ChatEvent.TextDelta.class::isInstance)
                    .containsExactly(new ChatEvent.TextDelta("hi"));
            assertThat(stream.response().id()).isEqualTo("chatcmpl-7");
            assertThat(stream.response().opaque())
                    .extracting(ChatEvent.OpaqueReceived::name)
                    .contains("prompt_filter_results");
        }
    }

    @Test
    void amplifier_17_responses_keep_their_filter_results_too() {
        String filters =
                "[{\"blocked\":false,\"source_type\":\"prompt\",\"content_filter_results\":{\"hate\":{\"filtered\":false}}}]";
        host.answers(
                200,
                "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"content_filters\":" + filters
                        + ",\"output\":[{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":"
                        + "[{\"type\":\"output_text\",\"text\":\"hi\",\"annotations\":[]}]}]}");

        assertThat(generated(RESPONSES).opaque())
                .filteredOn(received -> received.name().equals("content_filters"))
                .singleElement()
                .satisfies(received -> assertThat(received.json()).isEqualTo(RawJson.ofText(filters)));
    }

    @Test
    void amplifier_18_a_late_filter_note_without_delta_leaves_the_stop_alone() {
        ChatResponse answer = streamed(
                CHAT,
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}",
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"id\":\"\",\"model\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":null,\"content_filter_results\":"
                        + "{\"hate\":{\"filtered\":false}},\"content_filter_offsets\":{\"check_offset\":1,\"start_offset\":1,\"end_offset\":2}}]}",
                "[DONE]");

        assertThat(answer.orThrow().stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "stop"));
        assertThat(answer.id()).isEqualTo("a");
        assertThat(answer.opaque()).extracting(ChatEvent.OpaqueReceived::name).contains("content_filter_offsets");
    }

    @Test
    void amplifier_19_an_asynchronous_block_ends_as_filtered_with_its_category() {
        ChatResponse answer = streamed(
                CHAT,
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}",
                "{\"id\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":\"content_filter\",\"content_filter_results\":"
                        + "{\"protected_material_text\":{\"filtered\":true,\"detected\":true}}}]}",
                "[DONE]");

        assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.CONTENT_FILTER);
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.opaque())
                .anySatisfy(received -> assertThat(received.json().text()).contains("protected_material_text"));
    }

    @Test
    void amplifier_19_an_answer_emptied_by_the_filter_is_filtered_and_not_empty() {
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null},"
                        + "\"finish_reason\":\"content_filter\",\"content_filter_results\":{\"violence\":{\"filtered\":true}}}]}");

        assertThatThrownBy(() -> generated(CHAT)).isInstanceOf(ParlanceException.ContentFiltered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"hate\":{\"filtered\":false},"
                        + "\"violence\":{\"filtered\":true,\"severity\":\"medium\"}}},",
                ""
            })
    void amplifier_20_a_blocked_prompt_is_content_filtered_with_its_categories(String inner) {
        ParlanceException error = failure(
                400,
                "{\"error\":{" + inner
                        + "\"message\":\"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.\","
                        + "\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400}}");

        assertThat(error).isInstanceOf(ParlanceException.ContentFiltered.class);
        assertThat(Retry.canHelp(error.kind())).isFalse();
        assertThat(Objects.requireNonNull(error.failure().body()).contains("violence"))
                .isEqualTo(!inner.isEmpty());
        assertThat(host.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after-ms | 1500 | x-other | 1 | 1500",
                "x-ms-retry-after-ms | 3000 | x-other | 1 | 3000",
                "retry-after | 10 | x-ms-retry-after-ms | 3000 | 3000",
                "retry-after | 120 | x-other | 1 | 120000",
                "retry-after | not-a-number | x-other | 1 |",
            })
    void amplifier_21_the_wait_that_the_host_asks_for_is_part_of_the_error(
            String header, String value, String other, String otherValue, @Nullable Long millis) {
        ParlanceException error = failure(
                429,
                Map.of(header, value, other, otherValue),
                "{\"error\":{\"code\":\"429\",\"message\":\"Rate limit is exceeded.\"}}");

        assertThat(error).isInstanceOf(ParlanceException.RateLimited.class);
        assertThat(error.failure().retryAfter()).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void amplifier_22_a_page_is_not_the_service_and_a_missing_deployment_is_named() {
        ParlanceException page =
                failure(403, Map.of("content-type", "text/html"), "<html><body>Forbidden</body></html>");
        assertThat(Retry.canHelp(page.kind())).isTrue();

        ParlanceException denied = failure(403, "{\"error\":{\"code\":\"403\",\"message\":\"Access denied\"}}");
        assertThat(denied).isInstanceOf(ParlanceException.NotPermitted.class);

        ParlanceException missing = failure(
                404,
                "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}");
        assertThat(missing).isInstanceOf(ParlanceException.ModelNotFound.class);
        assertThat(Retry.canHelp(missing.kind())).isFalse();
        assertThat(missing.failure().model()).isEqualTo("gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void amplifier_23_nothing_below_asks_again(int status) {
        failure(status, "{\"error\":{\"code\":\"x\",\"message\":\"no\"}}");

        assertThat(host.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, RESPONSES})
    void amplifier_26_a_missing_result_is_put_in_reported_once_and_not_into_the_callers_list(String model) {
        ChatRequest broken = HELLO.toBuilder()
                .message(Message.assistant(new Content.ToolCall("call_1", "f", RawJson.EMPTY_OBJECT)))
                .user("and now?")
                .tool(new Tool.Function("f", "", RawJson.EMPTY_OBJECT))
                .build();
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                        + "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"x\"}]}],"
                        + "\"status\":\"completed\"}");
        try (Parlance mending = ScriptedHost.door(host.asAzure())
                .policy(Policy.ADAPT.withRepairedToolResults())
                .listener((name, made) -> adjustments.addAll(made))
                .open()) {
            mending.model(model).generate(broken);
        }

        List<JsonValue> sent = host.asked().getFirst().body().elements(model.equals(CHAT) ? "messages" : "input");
        assertThat(sent).hasSize(4);
        assertThat(Json.text(sent.get(1))).contains("call_1").contains("\"f\"");
        assertThat(Json.text(sent.get(2))).contains("call_1").contains("missing");
        assertThat(Json.text(sent.get(3))).contains("and now?");
        assertThat(adjustments)
                .filteredOn(adjustment -> adjustment.parameter().equals("tool-results"))
                .singleElement()
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind);
        assertThat(broken.messages()).hasSize(3);
    }

    @Test
    void amplifier_26_without_the_policy_the_request_is_refused_before_it_is_sent() {
        ChatRequest broken = HELLO.toBuilder()
                .message(Message.assistant(new Content.ToolCall("call_1", "f", RawJson.EMPTY_OBJECT)))
                .user("and now?")
                .build();

        assertThatThrownBy(() -> door.model(CHAT).generate(broken))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining("call_1");
        assertThat(host.asked()).isEmpty();
    }
}
