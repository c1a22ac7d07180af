package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Sent;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** open-multi-agent: the cases of openai, azure and local servers. */
class OpenMultiAgentOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";

    @Test
    void open_multi_agent_1_sampling_of_an_ordinary_model_goes_as_it_came() {
        Sent sent = Sent.to(
                "openai",
                "gpt-4o",
                "{" + HI
                        + ",\"temperature\":0.7,\"top_p\":0.9,\"frequency_penalty\":1.2,\"presence_penalty\":0.5,\"max_tokens\":100}");

        assertThat(sent.member("max_tokens")).isEqualTo("100");
        assertThat(sent.member("temperature")).isEqualTo("0.7");
        assertThat(sent.member("top_p")).isEqualTo("0.9");
        assertThat(sent.member("frequency_penalty")).isEqualTo("1.2");
        assertThat(sent.member("presence_penalty")).isEqualTo("0.5");
        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
        assertThat(sent.member("stream")).isIn("absent", "false");
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void open_multi_agent_2_a_local_server_gets_top_k_min_p_and_repetition_penalty() {
        Sent sent = Sent.to(
                "openai-compatible", "qwen", "{" + HI + ",\"top_k\":40,\"min_p\":0.05,\"repetition_penalty\":1.1}");

        assertThat(sent.member("top_k")).isEqualTo("40");
        assertThat(sent.member("min_p")).isEqualTo("0.05");
        assertThat(sent.member("repetition_penalty")).isEqualTo("1.1");
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void open_multi_agent_3_azure_and_openai_get_neither_and_say_so() {
        for (String host : new String[] {"azure-foundry", "openai", "moonshot"}) {
            Sent sent = Sent.to(host, "gpt-4o", "{" + HI + ",\"top_k\":40,\"min_p\":0.05}");
            assertThat(sent.member("top_k")).isEqualTo("absent");
            assertThat(sent.member("min_p")).isEqualTo("absent");
            assertThat(sent.adjusted()).as(host).contains("top-k=dropped", "min-p=dropped");
        }
    }

    @Test
    void open_multi_agent_4_the_extra_body_overrides_sampling() {
        Sent sent = Sent.to(
                "openai",
                ChatRequest.builder("gpt-4o")
                        .user("hi")
                        .temperature(0.5)
                        .extra("temperature", RawJson.of(JsonValue.of(0.99)))
                        .build());

        assertThat(sent.member("temperature")).isEqualTo("0.99");
    }

    @Test
    void open_multi_agent_5_the_extra_body_never_touches_the_structure_and_that_is_reported() {
        Sent sent = Sent.to(
                "openai",
                ChatRequest.builder("gpt-4o")
                        .user("hi")
                        .extra("model", RawJson.ofText("\"evil\""))
                        .extra("stream", RawJson.ofText("true"))
                        .extra("messages", RawJson.ofText("[]"))
                        .extra("tools", RawJson.ofText("[]"))
                        .build());

        assertThat(sent.member("model")).isEqualTo("\"gpt-4o\"");
        assertThat(sent.member("stream")).isEqualTo("absent");
        assertThat(sent.body().elements("messages")).hasSize(1);
        assertThat(sent.member("tools")).isEqualTo("absent");
        assertThat(sent.adjusted())
                .containsExactly(
                        "extra-body=dropped", "extra-body=dropped", "extra-body=dropped", "extra-body=dropped");
    }

    @Test
    void open_multi_agent_6_a_stream_asks_for_usage() {
        Sent sent = Sent.to(
                "openai",
                ChatRequest.builder("gpt-4o")
                        .user("hi")
                        .streaming(ChatRequest.Streaming.WITH_USAGE)
                        .extra("stream_options", RawJson.ofText("{}"))
                        .build());

        assertThat(sent.member("stream")).isEqualTo("true");
        assertThat(sent.member("stream_options")).isEqualTo("{\"include_usage\":true}");
    }

    @Test
    void open_multi_agent_7_parallel_tool_calls_unset_false_and_true() {
        assertThat(Sent.to("openai", "gpt-4o", "{" + HI + "," + TOOLS + "}").member("parallel_tool_calls"))
                .isEqualTo("absent");
        for (String value : new String[] {"false", "true"}) {
            assertThat(Sent.to("openai", "gpt-4o", "{" + HI + "," + TOOLS + ",\"parallel_tool_calls\":" + value + "}")
                            .member("parallel_tool_calls"))
                    .isEqualTo(value);
        }
    }

    @Test
    void open_multi_agent_8_parallel_tool_calls_without_tools_is_left_out_and_reported() {
        Sent sent = Sent.to("openai", "gpt-4o", "{" + HI + ",\"parallel_tool_calls\":false}");

        assertThat(sent.member("parallel_tool_calls")).isEqualTo("absent");
        assertThat(sent.adjusted()).containsExactly("parallel-tool-calls=dropped");
    }

    @Test
    void open_multi_agent_9_effort_goes_in_a_plain_and_in_a_streamed_request() {
        for (String stream : new String[] {"", ",\"stream\":true"}) {
            assertThat(Sent.to("openai", "gpt-5", "{" + HI + ",\"reasoning_effort\":\"high\"" + stream + "}")
                            .member("reasoning_effort"))
                    .isEqualTo("\"high\"");
        }
    }

    @Test
    void open_multi_agent_10_a_budget_without_an_effort_sends_no_effort() {
        Sent sent =
                Sent.to("openai", "gpt-5", "{" + HI + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
        assertThat(sent.member("thinking")).isEqualTo("absent");
        assertThat(sent.adjusted()).contains("thinking=mapped");
    }

    @Test
    void open_multi_agent_11_an_effort_in_the_extra_body_wins() {
        Sent sent = Sent.to(
                "openai",
                ChatRequest.builder("gpt-5")
                        .user("hi")
                        .thinking(new Thinking.Effort("low"))
                        .extra("reasoning_effort", RawJson.ofText("\"minimal\""))
                        .build());

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"minimal\"");
    }

    @Test
    void open_multi_agent_12_an_effort_the_model_does_not_know_becomes_the_nearest_and_is_reported() {
        for (String host : new String[] {"openai", "azure-foundry"}) {
            Sent sent = Sent.to(host, "gpt-5", "{" + HI + ",\"reasoning_effort\":\"max\"}");
            assertThat(sent.member("reasoning_effort")).isEqualTo("\"high\"");
            assertThat(sent.adjusted()).containsExactly("thinking=mapped");
        }
    }

    @Test
    void open_multi_agent_15_a_reasoning_model_gets_the_newer_limit_no_sampling_and_the_developer_role() {
        Sent sent = Sent.to(
                "openai",
                "o3-mini",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},{\"role\":\"user\",\"content\":\"hi\"}],"
                        + "\"max_tokens\":500,\"temperature\":0.2,\"top_p\":0.9}");

        assertThat(sent.member("max_completion_tokens")).isEqualTo("500");
        assertThat(sent.member("max_tokens")).isEqualTo("absent");
        assertThat(sent.member("temperature")).isEqualTo("absent");
        assertThat(sent.member("top_p")).isEqualTo("absent");
        assertThat(sent.message(0).text("role")).isEqualTo("developer");
        assertThat(sent.adjusted()).contains("temperature=dropped", "top-p=dropped", "system-role=repaired");
    }

    @Test
    void open_multi_agent_16_sampling_is_allowed_again_when_the_effort_is_none() {
        Sent sent = Sent.to("openai", "gpt-5.1", "{" + HI + ",\"reasoning_effort\":\"none\",\"temperature\":0.2}");

        assertThat(sent.member("temperature")).isEqualTo("0.2");
        assertThat(sent.member("reasoning_effort")).isEqualTo("\"none\"");
        assertThat(sent.adjustments()).isEmpty();

        Sent thinking = Sent.to("openai", "gpt-5.1", "{" + HI + ",\"reasoning_effort\":\"low\",\"temperature\":0.2}");
        assertThat(thinking.member("temperature")).isEqualTo("absent");
    }

    @Test
    void open_multi_agent_17_tools_with_an_effort_on_chat_send_none_and_say_so() {
        Sent sent = Sent.to("openai", "gpt-5.4", "{" + HI + "," + TOOLS + ",\"reasoning_effort\":\"medium\"}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"none\"");
        assertThat(sent.adjustmentsOf(Parameter.THINKING)).isNotEmpty();
    }

    @Test
    void open_multi_agent_18_a_model_that_thinks_by_default_is_told_none_when_tools_are_offered() {
        Sent sent = Sent.to("openai", "gpt-5.6", "{" + HI + "," + TOOLS + "}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"none\"");
        assertThat(sent.adjusted()).containsExactly("thinking=added");
    }

    @Test
    void open_multi_agent_30_tool_calls_in_every_shape_and_ends_of_every_sort() {
        assertThat(stream(
                        delta("{\"tool_calls\":[{\"id\":\"\",\"function\":{\"name\":\"one\"}}]}"),
                        delta("{\"tool_calls\":[{\"function\":{\"name\":\"\",\"arguments\":\"\"}}]}"),
                        end("stop"),
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}",
                        "[DONE]"))
                .satisfies(response -> {
                    assertThat(response.toolCalls()).hasSize(1);
                    assertThat(response.toolCalls().getFirst().name()).isEqualTo("one");
                    assertThat(response.toolCalls().getFirst().arguments().text())
                            .isEqualTo("{}");
                    assertThat(Objects.requireNonNull(response.stop()).kind()).isEqualTo(StopReason.Kind.TOOL_CALLS);
                    assertThat(Objects.requireNonNull(response.usage()).output())
                            .isEqualTo(2);
                });
        assertThat(stream(
                                delta(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"whole\","
                                                + "\"arguments\":\"{\\\"x\\\":1}\"}}]}"),
                                end(""),
                                "[DONE]")
                        .stop())
                .isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, ""));
        assertThat(Objects.requireNonNull(stream(delta("{\"content\":\"x\"}")).error())
                        .kind())
                .isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(Objects.requireNonNull(stream("{\"error\":{\"message\":\"no\",\"type\":\"overloaded_error\"}}")
                                .error())
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
    }

    @Test
    void strict_mode_refuses_what_would_be_lost() {
        Profile profile = Catalog.bundled().resolve("openai", "gpt-4o");
        ChatRequest request = ChatRequest.builder("gpt-4o")
                .user("hi")
                .parameter(Parameter.TOP_K, JsonValue.of(40))
                .build();

        assertThatThrownBy(() -> Sent.to(profile, request, Policy.STRICT)).hasMessageContaining("top-k");
    }

    private static String delta(String delta) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";
    }

    private static String end(String reason) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    private static ChatResponse stream(String... chunks) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            text.append("data: ").append(chunk).append("\n\n");
        }
        return Decoding.fold(Decoding.events(
                text.toString().getBytes(StandardCharsets.UTF_8),
                ResponseHead.OK,
                Catalog.bundled().resolve("openai-compatible", "local"),
                () -> 3));
    }
}
