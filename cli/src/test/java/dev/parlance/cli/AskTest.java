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
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked and what is printed; the sandbox answers, over real HTTP. */
@Timeout(120)
class AskTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-stream"})
    void the_answer_stands_alone_on_standard_output(String way) {
        Outcome answer = way.isEmpty() ? Outcome.of("ask", "Say", "hello") : Outcome.of("ask", way, "Say", "hello");

        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .startsWith("You said: “Say hello”.")
                .endsWith("👋🏽.\n")
                .hasLineCount(1);
        assertThat(answer.err())
                .startsWith("parlance: sandbox: ")
                .contains("MOONSHOT_API_KEY")
                .hasLineCount(1);
    }

    @Test
    void standard_input_stands_before_the_question_in_a_block() {
        Outcome answer = Outcome.of(Map.of(), "disk full\n", "ask", "why?");

        assertThat(answer.out()).startsWith("You said: “<input>\ndisk full\n</input>\n\nwhy?”.");
    }

    @Test
    void standard_input_alone_is_the_question() {
        assertThat(Outcome.of(Map.of(), "why?", "ask").out()).startsWith("You said: “why?”.");
        assertThat(Outcome.of(Map.of(), "why?", "ask", "-").out()).startsWith("You said: “why?”.");
    }

    @Test
    void a_question_may_look_like_an_option_behind_two_dashes() {
        assertThat(Outcome.of("ask", "--", "--json", "what is it?").out())
                .startsWith("You said: “--json what is it?”.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-stream"})
    void thinking_is_shown_only_when_it_is_wanted_and_never_on_standard_output(String way) {
        Outcome shown = way.isEmpty()
                ? Outcome.of("ask", "--show-thinking", "hi")
                : Outcome.of("ask", "--show-thinking", way, "hi");

        assertThat(shown.err()).contains("The user asks: “hi”.").endsWith("Let me be brief.\n");
        assertThat(shown.err()).doesNotContain("\u001b");
        assertThat(shown.out()).doesNotContain("The user asks");
        assertThat(Outcome.of("ask", "hi").err()).doesNotContain("The user asks");
    }

    @Test
    void adjustments_and_usage_are_told_when_asked_for() {
        String[] hot = {"ask", "-m", "moonshot/kimi-k2.6", "--temperature", "0.3", "hi"};
        Outcome quiet = Outcome.of(hot);
        Outcome verbose = Outcome.of("ask", "--verbose", "-m", "moonshot/kimi-k2.6", "--temperature", "0.3", "hi");

        assertThat(quiet.err()).doesNotContain("temperature", "usage");
        assertThat(verbose.err())
                .contains("parlance: adjusted: temperature dropped, asked 0.3 (")
                .contains("parlance: model: moonshot/kimi-k2.6\n", "parlance: stop: stop\n")
                .containsPattern("parlance: usage: input [1-9]\\d*, output [1-9]\\d* \\([1-9]\\d* thinking\\)");
        assertThat(verbose.out()).isEqualTo(quiet.out());
    }

    @Test
    void json_is_one_object_with_everything_in_it() {
        Outcome answer = Outcome.of("ask", "--json", "-m", "moonshot/kimi-k2.6", "--temperature", "0.3", "hi");

        assertThat(answer.code()).isZero();
        assertThat(answer.json().members())
                .containsOnlyKeys("model", "sandbox", "answer", "stop", "usage", "adjustments");
        assertThat(answer.json().text("model")).isEqualTo("moonshot/kimi-k2.6");
        assertThat(answer.json().text("answer")).startsWith("You said: “hi”.");
        assertThat(answer.object("stop").text("reason")).isEqualTo("stop");
        assertThat(answer.object("usage").members()).containsKeys("input", "output");
        assertThat(answer.objects("adjustments").getFirst().text("parameter")).isEqualTo("temperature");
    }

    @Test
    void a_schema_is_asked_for_and_its_json_is_printed_as_it_came() throws IOException {
        Outcome plain = Outcome.of("ask", "--schema", schema(), "Which city?");
        Outcome json = Outcome.of("ask", "--json", "--schema", schema(), "Which city?");

        assertThat(plain.code()).isZero();
        assertThat(plain.json().members()).containsOnlyKeys("city");
        assertThat(json.object("value")).isEqualTo(plain.json());
        assertThat(json.json().text("answer")).isEqualTo(plain.out().strip());
    }

    @Test
    void options_reach_the_host() {
        Outcome answer = Outcome.of(
                "ask", "--verbose", "--system", "Be kind.", "--think", "off", "--max-tokens", "4", "hi [[tokens 30]]");

        assertThat(answer.err()).contains("output 4\n").doesNotContain("thinking");
        assertThat(answer.out()).isEqualTo("word word word word\n");
    }

    @Test
    void pictures_go_along_from_files_and_from_standard_input() throws IOException {
        Path picture = Files.write(folder.resolve("photo.png"), PNG);
        Path text = Files.writeString(folder.resolve("photo.txt"), "not a picture");

        assertThat(Outcome.of("ask", "--image", picture.toString(), "what?").code())
                .isZero();
        assertThat(Outcome.of("ask", "--image", text.toString(), "what?").err())
                .contains("photo.txt", "PNG, JPEG, GIF and WebP");
        assertThat(Outcome.of("ask", "--image", text.toString(), "what?").code())
                .isEqualTo(2);
    }

    private String schema() throws IOException {
        return Files.writeString(folder.resolve("schema.json"), """
                {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}
                """).toString();
    }
}
