package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code chat} line by line, as in a pipe; the sandbox answers, over real HTTP. */
@Timeout(120)
class ChatPipeTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

    @TempDir
    Path folder;

    private static Outcome chat(String input, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "chat";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return Outcome.of(Map.of(), input, arguments);
    }

    @Test
    void each_line_is_a_question_or_a_command_and_nothing_is_coloured() {
        Outcome talk = chat("hello **you**\n/usage\n\nand now?\n/quit\nnever asked\n");

        assertThat(talk.code()).isZero();
        assertThat(talk.out())
                .startsWith("You said: “hello **you**”.")
                .containsPattern("last turn: input \\d+, output \\d+ \\(\\d+ thinking\\)\n")
                .contains("You said: “and now?”.")
                .doesNotContain("never asked", "\u001b");
        assertThat(talk.err())
                .startsWith("parlance: sandbox: ")
                .doesNotContain("\u001b", "The user asks")
                .hasLineCount(1);
    }

    @Test
    void the_conversation_goes_along_with_its_reasoning() {
        Outcome talk = chat("first\nsecond\n/explain\n", "--system", "Be kind.");

        String body = talk.out().substring(talk.out().indexOf("{"));
        JsonObject explained = (JsonObject) Json.parse(body);
        JsonObject request = Objects.requireNonNull(explained.object("request"));
        JsonObject sent = Objects.requireNonNull(request.object("body"));
        List<JsonObject> messages =
                sent.elements("messages").stream().map(JsonObject.class::cast).toList();
        assertThat(messages.stream().map(message -> message.text("role")))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(messages.get(2).text("reasoning_content")).contains("The user asks: “first”");
        assertThat(explained.text("model")).isEqualTo("moonshot/kimi-k2.6");
        assertThat(sent.members()).containsKey("stream");
    }

    @Test
    void wishes_change_and_adjustments_are_one_line_for_each_turn() {
        Outcome talk = chat("/think off\n/system Be brief.\n/explain what?\none\ntwo\n", "--temperature", "0.3");

        assertThat(talk.out()).contains("Be brief.", "\"what?\"", "disabled");
        assertThat(talk.err()).contains("parlance: thinking: off\n", "parlance: instructions: Be brief.\n");
        assertThat(talk.err().split("adjusted: ", -1)).hasSize(3);
    }

    @Test
    void a_failed_question_is_not_kept_and_gives_its_exit_code() {
        Outcome talk = chat("broken [[status 400]]\nfine\n/explain\n");

        assertThat(talk.code()).isEqualTo(1);
        assertThat(talk.err()).contains("parlance: Invalid request: the sandbox was asked for status 400");
        assertThat(talk.out()).startsWith("You said: “fine”.").doesNotContain("broken");
        assertThat(chat("cut [[tokens 50]]\n", "--max-tokens", "4", "--think", "off")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void the_model_changes_within_a_conversation() {
        Outcome talk = chat("one\n/model openai/gpt-5\ntwo\n");

        assertThat(talk.code()).isZero();
        assertThat(talk.out()).contains("simulated answer of kimi-k2.6", "simulated answer of gpt-5");
        assertThat(talk.err()).contains("parlance: model: openai/gpt-5\n");
    }

    @Test
    void usage_that_no_host_told_stays_unknown() {
        assertThat(chat("/usage\n").out()).isEqualTo("nothing was asked yet\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/foo, There is no command /foo. /help lists them.",
        "/model nowhere/m, There is no provider \"nowhere\"",
        "/model kimi, provider/model",
        "/think 12, say off",
        "/image, name a file",
        "/image nothing.png, nothing.png: there is no such file.",
        "/image DIR, this is a folder",
        "/save DIR/there, there is such a file already",
        "/save DIR/no/such, there is no such folder"
    })
    void a_command_that_cannot_be_done_says_why(String command, String words) throws IOException {
        Files.writeString(folder.resolve("there"), "mine");

        Outcome talk = chat(command.replace("DIR", folder.toString()) + "\n");

        assertThat(talk.code()).isEqualTo(2);
        assertThat(talk.err().lines().skip(1)).singleElement().asString().contains(words);
        assertThat(Files.readString(folder.resolve("there"))).isEqualTo("mine");
    }

    @Test
    void a_picture_goes_with_the_next_question_alone() throws IOException {
        Path picture = Files.write(folder.resolve("photo.png"), PNG);

        Outcome talk = chat("/image " + picture + "\nwhat is it?\n/explain\nand?\n/explain\n");

        assertThat(talk.code()).isZero();
        assertThat(talk.err()).contains("photo.png goes with the next question");
        assertThat(talk.out().split("data:image/png;base64,", -1)).hasSize(3);
    }

    @Test
    void a_conversation_is_saved_and_forgotten() throws IOException {
        Path file = folder.resolve("talk.md");

        Outcome talk = chat("one\\\ntwo\n/save " + file + "\n/clear\n/explain three\n");

        assertThat(talk.code()).isZero();
        assertThat(Files.readString(file)).startsWith("## Question\n\none\ntwo\n\n## Answer\n\nYou said: “one\ntwo”.");
        assertThat(talk.out()).contains("three").doesNotContain("\"one");
    }

    @Test
    void secrets_are_masked() throws IOException {
        String config = Files.writeString(
                        folder.resolve("config.toml"),
                        "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"http://127.0.0.1:1/v1\"\n"
                                + "default-model = \"m\"\napi-key = \"CANARY-of-mine\"\n")
                .toString();

        Outcome talk = chat("/explain hi\n", "--config", config);

        assertThat(talk.out()).contains("http://127.0.0.1:1/v1/chat/completions", "***");
        assertThat(talk.out() + talk.err()).doesNotContain("CANARY", "sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "-m nowhere/m, nowhere",
        "--config no/such/file.toml, no/such/file.toml",
        "--think !, must be off",
        "--max-tokens 0, at least 1 token"
    })
    void wrong_usage_is_told_before_anything_is_asked(String arguments, String words) {
        Outcome talk = chat("hi\n", arguments.split(" ", -1));

        assertThat(talk.code()).isEqualTo(2);
        assertThat(talk.err()).contains(words).doesNotContain("\tat ");
        assertThat(talk.out()).isEmpty();
    }

    @Test
    void an_input_that_cannot_be_read_is_told_in_a_line() throws Exception {
        Shell.Result result = new Shell(folder).run("parlance chat < .; echo $?");

        assertThat(result.out()).isEqualTo("2\n");
        assertThat(result.err())
                .contains("Standard input cannot be read (Is a directory)")
                .doesNotContain("defect");
    }

    @Test
    void a_reader_that_leaves_ends_it_quietly() throws Exception {
        Shell.Result result = new Shell(folder)
                .run(
                        "printf 'a [[tokens 20000]]\\nb\\n' | parlance chat 2>errors | head -c 9; echo \" ${PIPESTATUS[1]}\"");

        assertThat(result.out()).isEqualTo("word word 0\n");
        assertThat(Files.readString(folder.resolve("errors"))).hasLineCount(1);
    }

    @Test
    void every_option_and_command_stands_on_the_page() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "command-line.md"));
        List<String> names = Pattern.compile("--[a-z-]+|(?m)^/[a-z]+")
                .matcher(Outcome.of("chat", "--help").out() + chat("/help\n").out())
                .results()
                .map(MatchResult::group)
                .filter(name -> !List.of("--help", "--version").contains(name))
                .toList();

        assertThat(names).contains("--no-history", "/model", "/quit");
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name));
    }
}
