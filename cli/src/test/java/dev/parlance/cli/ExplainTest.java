package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    private static final String KIMI = "moonshot/kimi-k2.6";
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String FORGETFUL = """
            {
              "messages": [
                {"role": "user", "content": "What is the weather?"},
                {"role": "assistant", "content": "", "tool_calls": [
                  {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}]},
                {"role": "tool", "tool_call_id": "call_1", "content": "21 degrees"}
              ],
              "tools": [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}}}],
              "temperature": 0.2,
              "top_k": 5,
              "max_tokens": 100
            }
            """;

    @TempDir
    Path folder;

    @Test
    void the_document_has_its_members_in_their_order() {
        Outcome outcome = explain(HELLO);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().members().keySet())
                .containsExactly("model", "dialect", "request", "adjustments", "profile");
        assertThat(outcome.json().text("model")).isEqualTo(KIMI);
        assertThat(outcome.json().text("dialect")).isEqualTo("openai-chat");
        assertThat(outcome.object("request").members().keySet()).containsExactly("method", "url", "headers", "body");
        assertThat(outcome.object("request").text("method")).isEqualTo("POST");
        assertThat(outcome.object("request").text("url")).isEqualTo("https://api.moonshot.ai/v1/chat/completions");
    }

    @Test
    void the_body_is_what_goes_over_the_wire() {
        assertThat(explain(HELLO).object("request", "body"))
                .isEqualTo(
                        Json.parse("{\"model\":\"kimi-k2.6\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
    }

    @Test
    void every_change_of_a_kimi_tool_turn_is_an_adjustment_with_rule_reason_and_evidence() {
        Outcome outcome = explain(FORGETFUL);
        List<JsonObject> adjustments = outcome.objects("adjustments");

        assertThat(adjustments)
                .extracting(one -> one.text("parameter"))
                .containsExactly("temperature", "top-k", "reasoning");
        assertThat(adjustments).extracting(one -> one.text("kind")).containsExactly("dropped", "dropped", "added");
        assertThat(adjustments).allSatisfy(one -> {
            assertThat(one.text("rule")).startsWith("hosts/moonshot.json#");
            assertThat(one.text("reason")).isNotBlank();
            assertThat(one.text("evidence")).isNotBlank();
        });
        assertThat(adjustments.getFirst().get("asked")).isEqualTo(JsonValue.of(0.2));
        assertThat(adjustments.getFirst().members()).doesNotContainKey("sent");
        assertThat(adjustments.getLast().get("sent")).isEqualTo(JsonValue.of(""));
        assertThat(adjustments.getLast().members()).doesNotContainKey("asked");
        JsonObject body = outcome.object("request", "body");
        assertThat(((JsonObject) body.elements("messages").get(1)).get("reasoning_content"))
                .isEqualTo(JsonValue.of(""));
        assertThat(body.get("max_completion_tokens")).isEqualTo(JsonValue.of(100));
        assertThat(body.members()).doesNotContainKeys("temperature", "top_k", "max_tokens");
    }

    @Test
    void a_renamed_member_with_its_value_unchanged_is_no_adjustment() {
        assertThat(explain("{\"max_tokens\":100," + HELLO.substring(1)).objects("adjustments"))
                .isEmpty();
    }

    @Test
    void what_had_to_be_decided_while_reading_comes_first() {
        Outcome outcome =
                explain("{\"temperature\":0.2,\"stream_options\":{\"include_usage\":true}," + HELLO.substring(1));

        assertThat(outcome.objects("adjustments"))
                .extracting(one -> one.text("parameter"))
                .containsExactly("stream-options", "temperature");
    }

    @Test
    void the_profile_names_every_rule_and_setting_with_its_origin() {
        List<JsonObject> rows = explain(HELLO).objects("profile");

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.text("rule")).isNotBlank();
            assertThat(row.text("do")).isNotBlank();
            assertThat(row.text("origin")).endsWith(".json");
        });
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.members())
                        .containsEntry("rule", JsonValue.of("max-output-tokens"))
                        .containsEntry("do", JsonValue.of("rename"))
                        .containsEntry("to", JsonValue.of("max_completion_tokens"))
                        .containsEntry("origin", JsonValue.of("hosts/moonshot.json")));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.members())
                        .containsEntry("rule", JsonValue.of("reasoning.field"))
                        .containsEntry("do", JsonValue.of("set"))
                        .containsEntry("to", JsonValue.of("reasoning_content"))
                        .containsEntry("origin", JsonValue.of("hosts/moonshot.json")));
    }

    @Test
    void equal_requests_print_equal_documents() {
        assertThat(explain(FORGETFUL).out()).isEqualTo(explain(FORGETFUL).out());
    }

    @Test
    void a_streamed_request_asks_for_a_stream() {
        JsonObject headers = explain("{\"stream\":true," + HELLO.substring(1)).object("request", "headers");

        assertThat(headers.text("accept")).isEqualTo("text/event-stream");
    }

    @Test
    void the_key_is_masked_whether_it_is_there_or_not() {
        Outcome with =
                Outcome.of(Map.of("MOONSHOT_API_KEY", "sk-the-secret-of-mine"), HELLO, "explain", "--model", KIMI);

        assertThat(with.object("request", "headers").text("authorization")).isEqualTo("Bearer ***");
        assertThat(with.out() + with.err()).doesNotContain("the-secret-of-mine");
        assertThat(explain(HELLO).out()).isEqualTo(with.out());
    }

    @Test
    void foundry_carries_the_key_in_a_header_of_its_own_and_its_address_is_normalised() {
        Outcome outcome = Outcome.of(
                Map.of("AZURE_FOUNDRY_BASE_URL", "https://my.openai.azure.com/", "AZURE_FOUNDRY_API_KEY", "topsecret"),
                HELLO,
                "explain",
                "--model",
                "azure-foundry/Kimi-K2.6");

        assertThat(outcome.object("request").text("url"))
                .isEqualTo("https://my.openai.azure.com/openai/v1/chat/completions");
        assertThat(outcome.object("request", "headers").text("api-key")).isEqualTo("***");
        assertThat(outcome.object("request", "headers").members()).doesNotContainKey("authorization");
        assertThat(outcome.out()).doesNotContain("topsecret");
    }

    @Test
    void the_model_of_the_command_line_beats_the_body_and_the_body_serves_alone() {
        String named = "{\"model\":\"openai/gpt-5.4\"," + HELLO.substring(1);

        assertThat(explain(named).json().text("model")).isEqualTo(KIMI);
        assertThat(Outcome.of(Map.of(), named, "explain").json().text("model")).isEqualTo("openai/gpt-5.4");
    }

    @Test
    void a_body_without_any_model_is_unusable_when_none_is_given() {
        Outcome outcome = Outcome.of(Map.of(), HELLO, "explain");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("parlance: standard input:1: ").contains("model");
    }

    @Test
    void a_file_is_read_like_standard_input_and_so_is_a_dash() throws IOException {
        Path file = Files.writeString(folder.resolve("request.json"), HELLO);

        assertThat(Outcome.of("explain", "--model", KIMI, file.toString()).out())
                .isEqualTo(explain(HELLO).out());
        assertThat(Outcome.of(Map.of(), HELLO, "explain", "--model", KIMI, "-").out())
                .isEqualTo(explain(HELLO).out());
    }

    @Test
    void strict_mode_refuses_what_would_be_lost() {
        Outcome outcome = Outcome.of(Map.of(), FORGETFUL, "explain", "--strict", "--model", KIMI);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.json().members().keySet()).containsExactly("error");
        assertThat(outcome.object("error").members().keySet()).containsExactly("type", "message", "parameter");
        assertThat(outcome.object("error").text("type")).isEqualTo("unsupported-request");
        assertThat(outcome.object("error").text("parameter")).isEqualTo("temperature");
    }

    @Test
    void strict_mode_allows_what_loses_nothing() {
        String lossless = FORGETFUL.replace("\"temperature\": 0.2,", "").replace("\"top_k\": 5,", "");

        assertThat(Outcome.of(Map.of(), lossless, "explain", "--strict", "--model", KIMI)
                        .code())
                .isZero();
    }

    @Test
    void strict_mode_counts_what_was_lost_while_reading() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "{\"stream_options\":{\"include_usage\":true}," + HELLO.substring(1),
                "explain",
                "--strict",
                "--model",
                KIMI);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.object("error").text("parameter")).isEqualTo("stream-options");
    }

    @Test
    void what_the_host_would_refuse_is_refused_without_strict_mode_too() {
        Outcome outcome =
                explain("{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]," + HELLO.substring(1));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.object("error").text("type")).isEqualTo("unsupported-request");
        assertThat(outcome.object("error").text("parameter")).isEqualTo("tools");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void malformed_json_is_named_with_file_and_line() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\n  \"messages\": [\n    }\n");
        Outcome outcome = Outcome.of("explain", "--model", KIMI, file.toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("parlance: " + file + ":3: ").doesNotContain("\tat ");
    }

    @Test
    void a_wrong_type_is_named_with_the_line_of_its_member() {
        Outcome outcome = explain("{\n  \"temperature\": \"hot\",\n" + HELLO.substring(1));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("parlance: standard input:2: ").contains("temperature must be a number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                        | object
            ''                        | empty
            {} {}                     | end of the JSON
            {"messages":[]}           | at least one message
            {"messages":{}}           | array
            {}                        | messages
            """)
    void input_that_is_no_request_is_unusable_and_says_why(String body, String words) {
        Outcome outcome = explain(body);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("parlance: standard input:1: ").contains(words);
    }

    @Test
    void a_missing_file_is_named() {
        Outcome outcome = Outcome.of(
                "explain", "--model", KIMI, folder.resolve("nowhere.json").toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("nowhere.json", "no such file");
    }

    @Test
    void a_folder_is_no_file() {
        Outcome outcome = Outcome.of("explain", "--model", KIMI, folder.toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder.toString()).doesNotContain("defect");
    }

    @Test
    void an_unknown_host_lists_the_known_ones() {
        Outcome outcome = Outcome.of(Map.of(), HELLO, "explain", "--model", "nowhere/kimi");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("nowhere", "moonshot", "azure-foundry", "openai");
    }

    @Test
    void an_unknown_inbound_dialect_lists_the_known_ones() {
        Outcome outcome = Outcome.of(Map.of(), HELLO, "explain", "--model", KIMI, "--inbound", "esperanto");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--inbound esperanto", "openai-chat");
    }

    @Test
    void a_host_without_its_address_names_the_variable_and_an_example() {
        for (String blank : List.of("", "   ")) {
            Outcome outcome = Outcome.of(
                    Map.of("AZURE_FOUNDRY_BASE_URL", blank), HELLO, "explain", "--model", "azure-foundry/Kimi-K2.6");

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.err()).contains("AZURE_FOUNDRY_BASE_URL", "https://", "base-url");
        }
    }

    @Test
    void a_configuration_file_says_where_a_model_is_and_what_it_is_called_there() throws IOException {
        Path there = Files.writeString(folder.resolve("config.toml"), """
                [aliases]
                fast = "foundry/gpt-5"

                [providers.foundry]
                host = "azure-openai"
                base-url = "https://ex.openai.azure.com"
                api-key = "${env:MARKED_KEY}"
                headers = { "X-Secret" = "marked-header" }

                [providers.foundry.deployments]
                "gpt-5" = "production-gpt5"
                """);
        Outcome outcome = Outcome.of(
                Map.of("MARKED_KEY", "marked-key"), HELLO, "explain", "--model", "fast", "--config", there.toString());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("https://ex.openai.azure.com/openai/v1/", "\"production-gpt5\"", "\"x-secret\": \"***\"")
                .doesNotContain("marked");
    }

    @Test
    void a_configuration_that_cannot_be_used_is_told_with_all_its_faults() throws IOException {
        Path there = Files.writeString(folder.resolve("config.toml"), """
                [providers.moonshot]
                regoin = "cn"
                base-url = 7
                """);
        Outcome outcome = Outcome.of(Map.of(), HELLO, "explain", "--model", KIMI, "--config", there.toString());
        Outcome missing = Outcome.of(Map.of(), HELLO, "explain", "--model", KIMI, "--config", "nowhere.toml");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("config.toml:2", "regoin", "region", "config.toml:3", "base-url");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere.toml");
    }

    private static Outcome explain(String body) {
        return Outcome.of(Map.of(), body, "explain", "--model", KIMI);
    }
}
