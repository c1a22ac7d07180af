package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodeTest {
    private static final String STREAM = """
            data: {"id":"chat-1","model":"kimi-k2.6","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Let me "}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{"reasoning_content":"see."}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{"content":"Once"}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"get_weather:0","type":"function","function":{"name":"get_weather","arguments":""}}]}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"city\\":"}}]}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"Rome\\"}"}}]}}]}

            data: {"id":"chat-1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls","usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,"cached_tokens":3,"completion_tokens_details":{"reasoning_tokens":7}}}]}

            data: [DONE]

            """;

    @Test
    void a_stream_folds_to_the_documented_shape() {
        Outcome outcome = decode(STREAM);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                {
                  "id": "chat-1",
                  "model": "kimi-k2.6",
                  "content": [
                    {
                      "type": "reasoning",
                      "text": "Let me see."
                    },
                    {
                      "type": "text",
                      "text": "Once"
                    },
                    {
                      "type": "tool-call",
                      "id": "get_weather:0",
                      "name": "get_weather",
                      "arguments": {
                        "city": "Rome"
                      }
                    }
                  ],
                  "stop": {
                    "reason": "tool-calls",
                    "raw": "tool_calls"
                  },
                  "usage": {
                    "input": 9,
                    "input-cache-read": 3,
                    "output": 12,
                    "output-reasoning": 7,
                    "raw": {
                      "prompt_tokens": 9,
                      "completion_tokens": 12,
                      "total_tokens": 21,
                      "cached_tokens": 3,
                      "completion_tokens_details": {
                        "reasoning_tokens": 7
                      }
                    }
                  }
                }
                """);
    }

    @Test
    void events_come_one_a_line_in_wire_order() {
        Outcome outcome = Outcome.of(Map.of(), STREAM, "decode", "--model", "moonshot/kimi-k2.6", "--events");

        assertThat(outcome.out().lines())
                .containsExactly(
                        "{\"event\":\"response-started\",\"id\":\"chat-1\",\"model\":\"kimi-k2.6\"}",
                        "{\"event\":\"reasoning-delta\",\"text\":\"Let me \",\"field\":\"reasoning_content\"}",
                        "{\"event\":\"reasoning-delta\",\"text\":\"see.\",\"field\":\"reasoning_content\"}",
                        "{\"event\":\"text-delta\",\"text\":\"Once\"}",
                        "{\"event\":\"tool-call-started\",\"call\":0,\"id\":\"get_weather:0\",\"name\":\"get_weather\"}",
                        "{\"event\":\"tool-call-delta\",\"call\":0,\"arguments\":\"{\\\"city\\\":\"}",
                        "{\"event\":\"tool-call-delta\",\"call\":0,\"arguments\":\"\\\"Rome\\\"}\"}",
                        "{\"event\":\"tool-call-ended\",\"call\":0}",
                        "{\"event\":\"usage-reported\",\"usage\":{\"input\":9,\"input-cache-read\":3,\"output\":12,"
                                + "\"output-reasoning\":7,\"raw\":{\"prompt_tokens\":9,\"completion_tokens\":12,"
                                + "\"total_tokens\":21,\"cached_tokens\":3,\"completion_tokens_details\":{\"reasoning_tokens\":7}}}}",
                        "{\"event\":\"response-stopped\",\"reason\":\"tool-calls\",\"raw\":\"tool_calls\"}");
    }

    @Test
    void the_last_event_of_a_failure_carries_the_error() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "{\"error\":{\"message\":\"No.\"}}",
                "decode",
                "--model",
                "x/y",
                "--status",
                "500",
                "--events");

        assertThat(outcome.out().lines())
                .containsExactly(
                        "{\"event\":\"response-failed\",\"error\":{\"type\":\"server-failed\",\"message\":\"No.\",\"status\":500}}");
    }

    @Test
    void a_stream_cut_short_is_an_error_beside_what_came() {
        Outcome outcome = decode(STREAM.substring(0, STREAM.indexOf("\"content\":\"Once\"")));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().members().keySet()).containsExactly("id", "model", "content", "error");
        assertThat(outcome.object("error").text("type")).isEqualTo("stream-truncated");
    }

    @Test
    void what_the_wire_did_not_carry_is_absent() {
        assertThat(decode("{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}").json())
                .isEqualTo(Json.parse("{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}"));
    }

    @Test
    void an_answer_without_parts_has_no_content() {
        assertThat(decode("{\"id\":\"a\",\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}]}")
                        .json())
                .isEqualTo(Json.parse("{\"id\":\"a\",\"stop\":{\"reason\":\"length\",\"raw\":\"length\"}}"));
    }

    @Test
    void arguments_that_are_no_object_keep_their_text_and_empty_ones_are_an_empty_object() {
        assertThat(call("not json"))
                .isEqualTo(Json.parse(
                        "{\"type\":\"tool-call\",\"name\":\"f\",\"arguments\":{},\"raw-arguments\":\"not json\"}"));
        assertThat(call("[1]"))
                .isEqualTo(Json.parse(
                        "{\"type\":\"tool-call\",\"name\":\"f\",\"arguments\":{},\"raw-arguments\":\"[1]\"}"));
        assertThat(call("")).isEqualTo(Json.parse("{\"type\":\"tool-call\",\"name\":\"f\",\"arguments\":{}}"));
        assertThat(call("{\"n\":1e2}"))
                .isEqualTo(Json.parse("{\"type\":\"tool-call\",\"name\":\"f\",\"arguments\":{\"n\":100}}"));
    }

    @Test
    void an_error_body_prints_the_providers_words_and_how_long_to_wait() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "{\"error\":{\"message\":\"Slow down.\",\"type\":\"rate_limit_reached_error\"}}",
                "decode",
                "--model",
                "moonshot/kimi-k2.6",
                "--status",
                "429",
                "--header",
                "Retry-After-Ms: 1500",
                "-");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json())
                .isEqualTo(
                        Json.parse(
                                "{\"error\":{\"type\":\"rate-limited\",\"message\":\"Slow down.\",\"status\":429,\"retry-after-seconds\":1.5}}"));
    }

    @Test
    void a_host_that_nobody_knows_decodes_too() {
        for (String model : List.of("my-own-box/llama", "llama")) {
            Outcome outcome = Outcome.of(Map.of(), STREAM, "decode", "--model", model, "--dialect", "openai-chat");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.json().text("id")).isEqualTo("chat-1");
        }
    }

    @Test
    void answers_of_forms_that_are_only_read_decode_by_name() {
        Outcome interaction = Outcome.of(
                Map.of(),
                "{\"id\":\"v1\",\"status\":\"completed\",\"steps\":[{\"type\":\"model_output\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}",
                "decode",
                "--model",
                "gemini/gemini-3-flash-preview",
                "--dialect",
                "gemini-interactions");
        Outcome cohere = Outcome.of(
                Map.of(),
                "{\"id\":\"c1\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},\"finish_reason\":\"COMPLETE\"}",
                "decode",
                "--model",
                "cohere/command-a",
                "--dialect",
                "cohere-chat");

        assertThat(interaction.json())
                .isEqualTo(
                        Json.parse(
                                "{\"id\":\"v1\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop\":{\"reason\":\"stop\",\"raw\":\"completed\"}}"));
        assertThat(cohere.json())
                .isEqualTo(
                        Json.parse(
                                "{\"id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop\":{\"reason\":\"stop\",\"raw\":\"COMPLETE\"}}"));
    }

    @Test
    void a_refusal_is_a_part_of_its_own() {
        assertThat(decode("{\"choices\":[{\"message\":{\"refusal\":\"I will not.\"},\"finish_reason\":\"stop\"}]}")
                        .objects("content"))
                .containsExactly(
                        JsonValue.object("type", JsonValue.of("refusal"), "text", JsonValue.of("I will not.")));
    }

    @Test
    void an_unknown_dialect_a_broken_header_and_a_missing_file_are_unusable() {
        Outcome dialect = Outcome.of(Map.of(), STREAM, "decode", "--model", "a/b", "--dialect", "esperanto");
        Outcome header = Outcome.of(Map.of(), STREAM, "decode", "--model", "a/b", "--header", "retry-after");
        Outcome file = Outcome.of("decode", "--model", "a/b", "nowhere.sse");

        assertThat(List.of(dialect.code(), header.code(), file.code())).containsOnly(2);
        assertThat(dialect.err()).contains("esperanto", "openai-chat", "gemini-interactions", "cohere-chat");
        assertThat(header.err()).contains("retry-after", "name: value");
        assertThat(file.err()).contains("nowhere.sse", "no such file");
    }

    private static JsonObject call(String arguments) {
        JsonObject body = JsonValue.object(
                "choices",
                JsonValue.array(JsonValue.object(
                        "message",
                        JsonValue.object(
                                "tool_calls",
                                JsonValue.array(JsonValue.object(
                                        "id",
                                        JsonValue.of(""),
                                        "function",
                                        JsonValue.object(
                                                "name", JsonValue.of("f"), "arguments", JsonValue.of(arguments))))),
                        "finish_reason",
                        JsonValue.of("tool_calls"))));
        return decode(Json.text(body)).objects("content").getFirst();
    }

    private static Outcome decode(String body) {
        return Outcome.of(Map.of(), body, "decode", "--model", "moonshot/kimi-k2.6");
    }
}
