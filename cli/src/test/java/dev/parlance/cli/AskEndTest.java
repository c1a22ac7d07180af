package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit codes that scripts rely on, with the line that says why. */
@Timeout(120)
class AskEndTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            [[tokens 5]]                 | 0 | ''
            [[tokens 400]]               | 3 | Raise --max-tokens
            [[content-filter]]           | 3 | content filter
            [[status 400 content-filter]]| 3 | high risk
            [[status 429]]               | 1 | RPM
            [[status 400 context]]       | 1 | token
            [[error-in-stream]]          | 1 | overloaded
            [[cut]]                      | 1 | ended before
            [[done-missing]]             | 1 | ended before
            [[think-only]]               | 1 | only thought
            """)
    void what_becomes_of_the_call_decides_the_code(String question, int code, String words) {
        Outcome plain = Outcome.of("ask", "--max-tokens", "50", question);
        Outcome json = Outcome.of("ask", "--max-tokens", "50", "--json", question);

        assertThat(plain.code()).as(plain.err()).isEqualTo(code);
        assertThat(json.code()).isEqualTo(code);
        assertThat(plain.err()).contains(words).doesNotContain("\tat ");
        assertThat(json.json().members()).containsKeys("model", "adjustments");
        assertThat(json.err().lines())
                .filteredOn(line -> !line.contains("trying again"))
                .hasSize(1);
    }

    @Test
    void an_error_has_the_shape_of_explain_beside_what_came_before_it() {
        Outcome answer = Outcome.of("ask", "--json", "hi [[error-in-stream]]");

        assertThat(answer.json().text("answer")).startsWith("You said");
        assertThat(answer.object("error").text("type")).isEqualTo("overloaded");
        assertThat(answer.object("error").text("message")).contains("overloaded");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no question          | ask                                    | There is no question
            unknown provider     | ask -m nowhere/x hi                    | There is no provider "nowhere"
            no model             | ask -m moonshot hi                     | provider/model
            unreadable schema    | ask --schema nowhere.json hi           | nowhere.json: there is no such file
            unreadable picture   | ask --image nowhere.png hi             | nowhere.png: there is no such file
            no configuration     | ask --config nowhere.toml hi           | nowhere.toml
            no effort            | ask --think ?? hi                      | budget:4000
            no budget            | ask --think budget:0 hi                | budget:4000
            no tokens            | ask --max-tokens 0 hi                  | at least 1 token
            no number            | ask --temperature warm hi              | --temperature
            an unknown option    | ask --jsno hi                          | parlance ask --help
            """)
    void what_cannot_be_used_is_said_before_anything_is_sent(String fault, String line, String words) {
        Outcome outcome = Outcome.of(line.split(" "));

        assertThat(outcome.code()).as(fault).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(words).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": ]      | schema.json:1
            ["object"]      | schema.json:1
            `\n{"a":1,}`    | schema.json:2
            """)
    void a_schema_that_is_none_is_named_with_its_line(String schema, String place) throws IOException {
        Path file = Files.writeString(folder.resolve("schema.json"), schema.replace("\\n", "\n"));

        Outcome outcome = Outcome.of("ask", "--schema", file.toString(), "hi");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(place).doesNotContain("request body");
    }

    @Test
    void strict_refuses_what_would_be_changed() {
        Outcome plain = Outcome.of("ask", "--strict", "--temperature", "0.3", "hi");
        Outcome json = Outcome.of("ask", "--strict", "--temperature", "0.3", "--json", "hi");

        assertThat(plain.code()).isEqualTo(1);
        assertThat(plain.out()).isEmpty();
        assertThat(plain.err()).contains("temperature would be dropped");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.object("error").text("parameter")).isEqualTo("temperature");
    }

    @Test
    void an_answer_that_is_no_json_goes_to_standard_error() throws IOException {
        try (LocalHost host = new LocalHost()) {
            Path schema = Files.writeString(folder.resolve("schema.json"), "{\"type\":\"object\"}");
            host.answers(200, answer("\"content\":\"Gladly: {}\"")).answers(200, answer("\"content\":\"Gladly: {}\""));

            Outcome plain = ask(host, "--no-stream", "--schema", schema.toString(), "hi");
            Outcome json = ask(host, "--no-stream", "--json", "--schema", schema.toString(), "hi");

            assertThat(plain.code()).isEqualTo(1);
            assertThat(plain.out()).isEmpty();
            assertThat(plain.err()).contains("Gladly: {}\n", "The answer is no JSON (line 1");
            assertThat(json.code()).isEqualTo(1);
            assertThat(json.json().text("answer")).isEqualTo("Gladly: {}");
            assertThat(json.object("error").text("type")).isEqualTo("malformed-response");
        }
    }

    @Test
    void an_answer_that_does_not_fit_the_schema_is_named_with_its_place() throws IOException {
        try (LocalHost host = new LocalHost()) {
            Path schema = Files.writeString(
                    folder.resolve("schema.json"),
                    "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
            String misfit = answer("\"content\":\"{\\\"city\\\":5}\"");
            host.answers(200, misfit).answers(200, misfit);

            Outcome plain = ask(host, "--no-stream", "--schema", schema.toString(), "hi");
            Outcome json = ask(host, "--no-stream", "--json", "--schema", schema.toString(), "hi");

            assertThat(plain.code()).isEqualTo(1);
            assertThat(plain.out()).isEmpty();
            assertThat(plain.err())
                    .contains("{\"city\":5}\n", "The answer does not fit the schema: $.city must be of type string");
            assertThat(json.code()).isEqualTo(1);
            assertThat(json.json().get("value")).isNull();
            assertThat(json.object("error").text("type")).isEqualTo("malformed-response");
        }
    }

    @Test
    void a_refusal_and_an_answer_without_text_are_no_answers() throws IOException {
        try (LocalHost host = new LocalHost()) {
            host.answers(200, answer("\"content\":null,\"refusal\":\"I will not.\""))
                    .answers(200, answer("""
                            "content":null,"tool_calls":[{"id":"call_1","type":"function",\
                            "function":{"name":"look","arguments":"{}"}}]"""));

            Outcome refused = ask(host, "--no-stream", "hi");
            Outcome called = ask(host, "--no-stream", "hi");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("The model refused: I will not.");
            assertThat(called.code()).isEqualTo(1);
            assertThat(called.err()).contains("no text");
        }
    }

    @Test
    void a_call_that_is_made_again_says_so() throws IOException {
        try (LocalHost host = new LocalHost()) {
            host.answers(
                            429,
                            Map.of("content-type", "application/json", "retry-after-ms", "1"),
                            "{\"error\":{\"message\":\"Slow down\"}}")
                    .answers(200, answer("\"content\":\"Here I am.\""));

            Outcome outcome = ask(host, "--no-stream", "hi");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.out()).isEqualTo("Here I am.\n");
            assertThat(outcome.err()).isEqualTo("parlance: trying again in 1 s: Slow down\n");
        }
    }

    private Outcome ask(LocalHost host, String... arguments) throws IOException {
        Path file = Files.writeString(
                folder.resolve("config.toml"),
                "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"" + host.url()
                        + "/v1\"\ndefault-model = \"m\"\n");
        String[] line = new String[arguments.length + 3];
        line[0] = "ask";
        line[1] = "--config";
        line[2] = file.toString();
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return Outcome.of(Map.of(), "", line);
    }

    private static String answer(String members) {
        return "{\"id\":\"a\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\"," + members + "}}]}";
    }
}
