package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs to their end: over the sandbox, and over a host that says what it is told. */
@Timeout(120)
class RunTest {
    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void folders() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.writeString(root.resolve("sandbox.txt"), "a sandbox, 你好\n");
    }

    @Test
    void without_a_key_the_model_is_simulated_and_the_tools_are_real() {
        Outcome run = run("--tools", "files", "--root", root.toString(), "look");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("The tools answered: read_file → a sandbox, 你好. That is all I need ✅.\n");
        assertThat(run.err()
                        .lines()
                        .map(line -> line.replaceAll("\\d+\\.\\d s", "T").replaceAll("\\d+ tokens", "N")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("parlance: sandbox: ")
                                .contains("MOONSHOT_API_KEY"),
                        line -> assertThat(line).isEqualTo("parlance: step 1"),
                        line -> assertThat(line).isEqualTo("parlance: read_file sandbox.txt"),
                        line -> assertThat(line).isEqualTo("parlance: read_file: done, T"),
                        line -> assertThat(line).isEqualTo("parlance: step 2"),
                        line -> assertThat(line).isEqualTo("parlance: 2 steps, N, T"));
    }

    @Test
    void what_changes_or_sends_something_is_denied_where_nobody_can_be_asked() {
        Outcome run = run("--tools", "files,shell,http", "--root", root.toString(), "all tools");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("read_file → a sandbox", "write_file → Denied", "shell → Denied");
        assertThat(run.err()).contains("--allow write would allow it", "--allow shell would allow it");
        assertThat(root.resolve("sandbox.txt")).hasContent("a sandbox, 你好");
    }

    @Test
    void json_tells_all_of_it() {
        Outcome run = run(
                "--json",
                "--quiet",
                "--tools",
                "files,shell",
                "--allow",
                "all",
                "--root",
                root.toString(),
                "all tools");

        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("parlance: sandbox: ").hasLineCount(1);
        assertThat(run.json().members())
                .containsOnlyKeys(
                        "model",
                        "sandbox",
                        "answer",
                        "stop",
                        "steps",
                        "usage",
                        "milliseconds",
                        "tool-calls",
                        "adjustments");
        assertThat(run.json().text("stop")).isEqualTo("stop");
        assertThat(run.json().get("steps")).isEqualTo(JsonValue.of(2));
        assertThat(run.object("usage").members()).containsKeys("input", "output");
        JsonObject shell = run.objects("tool-calls").stream()
                .filter(call -> "shell".equals(call.text("tool")))
                .findFirst()
                .orElseThrow();
        assertThat(shell.members()).containsOnlyKeys("tool", "arguments", "failed", "result", "milliseconds");
        assertThat(shell.text("result")).isEqualTo("exit code 0\nsandbox\n");
        assertThat(root.resolve("sandbox.txt")).hasContent("sample content");
    }

    @Test
    void commands_do_not_see_the_keys_of_providers() throws IOException {
        try (ToolCallHost host = new ToolCallHost()
                .calls("shell", "command", JsonValue.of("echo $PLAIN $MOONSHOT_API_KEY $OWN_NAME end"))
                .says("Done.")) {
            Path file = Path.of(host.configuration(folder));
            Files.writeString(file, Files.readString(file) + "api-key = \"${env:OWN_NAME}\"\n");
            Outcome run = Outcome.of(
                    Map.of("PATH", "/usr/bin:/bin", "PLAIN", "plain", "OWN_NAME", "not-a-key", "MOONSHOT_API_KEY", "x"),
                    "",
                    "run",
                    "--config",
                    file.toString(),
                    "-m",
                    "mine",
                    "--tools",
                    "shell",
                    "--allow",
                    "shell",
                    "--json",
                    "go");

            assertThat(run.objects("tool-calls").getFirst().text("result")).isEqualTo("exit code 0\nplain end\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            steps  | --max-steps 1        | Raise --max-steps
            tokens | --max-tokens-total 5 | Raise --max-tokens-total
            time   | --max-time 1s        | Raise --max-time
            """)
    void a_budget_that_is_used_up_is_exit_code_3(String stop, String option, String words) throws IOException {
        try (ToolCallHost host = new ToolCallHost()
                .calls("shell", "command", JsonValue.of(stop.equals("time") ? "sleep 100" : "true"))) {
            String[] plain = (option + " --tools shell --allow shell --json --config " + host.configuration(folder)
                            + " --save " + folder.resolve("run.json") + " go")
                    .split(" ", -1);
            Outcome run = run(plain);

            assertThat(run.code()).as(run.err()).isEqualTo(3);
            assertThat(run.json().text("stop")).isEqualTo(stop);
            assertThat(run.err()).contains(words, "Go on with --resume " + folder.resolve("run.json"));
        }
    }

    @Test
    void a_run_that_was_stopped_goes_on_where_it_was() throws IOException {
        String saved = folder.resolve("run.json").toString();
        try (ToolCallHost host = new ToolCallHost()
                .calls("shell", "command", JsonValue.of("echo once >> log"))
                .says("First.")
                .says("Second.")) {
            String config = host.configuration(folder);
            String where = root.toString();
            Outcome first = run(
                    "--config",
                    config,
                    "--root",
                    where,
                    "--tools",
                    "shell",
                    "--allow",
                    "shell",
                    "--save",
                    saved,
                    "--max-steps",
                    "1",
                    "go");
            Outcome second = run("--config", config, "--resume", saved, "--save", saved);
            Outcome finished = run("--config", config, "--resume", saved);
            Outcome third = run("--config", config, "--resume", saved, "and now?");

            assertThat(first.code()).isEqualTo(3);
            assertThat(second.out()).isEqualTo("First.\n");
            assertThat(finished.code()).isEqualTo(2);
            assertThat(finished.err()).contains("this run is finished");
            assertThat(third.out()).isEqualTo("Second.\n");
            assertThat(host.asked()).isEqualTo(3);
            assertThat(root.resolve("log")).hasContent("once\n");
        }
    }

    @Test
    void a_host_that_refuses_is_exit_code_1() throws IOException {
        try (ToolCallHost host = new ToolCallHost().refuses(400).refuses(400)) {
            Outcome plain = run("--config", host.configuration(folder), "go");
            Outcome json = run("--json", "--config", host.configuration(folder), "go");

            assertThat(plain.code()).isEqualTo(1);
            assertThat(plain.err()).contains("not with me").doesNotContain("\tat ");
            assertThat(json.code()).isEqualTo(1);
            assertThat(json.json().text("stop")).isEqualTo("failed");
            assertThat(json.object("error").text("message")).contains("not with me");
        }
    }

    @Test
    void an_answer_that_is_cut_is_exit_code_3() {
        Outcome run = run("--max-tokens", "50", "Tell [[tokens 400]]");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).matches("(word ?){20,50}\n");
        assertThat(run.err()).contains("Raise --max-tokens");
    }

    @Test
    void an_adjustment_is_remarked_once_however_many_steps_make_it() {
        String[] line = {
            "--think", "xhigh", "-m", "moonshot/kimi-k2.6", "--tools", "files", "--root", root.toString(), "x"
        };
        Outcome run = run(line);
        Outcome quiet = run(with(line, "--quiet"));

        assertThat(run.code()).isZero();
        List<String> remarks =
                run.err().lines().filter(words -> words.contains("adjusted:")).toList();
        assertThat(remarks).isNotEmpty().doesNotHaveDuplicates();
        assertThat(quiet.err()).doesNotContain("adjusted:");
    }

    @Test
    void a_temperature_is_asked_for_as_with_ask() {
        Outcome run = run("-m", "moonshot/kimi-k2.6", "--temperature", "0.3", "hi");
        Outcome impossible = run("--temperature", "NaN", "hi");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("adjusted: temperature dropped, asked 0.3 (");
        assertThat(impossible.code()).isEqualTo(2);
        assertThat(impossible.err()).contains("--temperature NaN: this must be a number");
    }

    @Test
    void the_task_may_come_from_a_pipe() {
        assertThat(Outcome.of(Map.of(), "disk full\n", "run", "why?").out())
                .startsWith("You said: “<input>\ndisk full\n</input>\n\nwhy?”.");
        assertThat(Outcome.of(Map.of(), "why?", "run").out()).startsWith("You said: “why?”.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no task              | run                                   | There is no task
            unknown provider     | run -m nowhere/x hi                   | There is no provider "nowhere"
            no model             | run -m moonshot hi                    | provider/model
            no configuration     | run --config nowhere.toml hi          | nowhere.toml
            unknown tool         | run --tools files,telnet hi           | --tools telnet
            unknown permission   | run --allow reading hi                | --allow reading
            no root              | run --root nowhere hi                 | --root nowhere
            no steps             | run --max-steps 0 hi                  | at least 1 step
            no time              | run --max-time soon hi                | 90s, 10m or 1h
            no tokens            | run --max-tokens-total 0 hi           | at least 1 token
            no transcript        | run --resume nowhere.json hi          | nowhere.json: there is no such file
            unwritable           | run --save no/where/run.json hi       | --save no/where/run.json
            no server            | run --mcp name= hi                    | --mcp
            two servers          | run --mcp a=x --mcp a=y hi            | two servers are called a
            an unknown option    | run --jsno hi                         | parlance run --help
            """)
    void what_cannot_be_used_is_said_before_anything_is_sent(String fault, String line, String words) {
        Outcome outcome = Outcome.of(line.split(" "));

        assertThat(outcome.code()).as(fault).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void what_is_no_transcript_is_not_taken_up() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        Outcome run = run("--resume", file.toString(), "go");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("other.json", "transcript cannot be read");
    }

    @Test
    void an_mcp_server_that_does_not_start_is_remarked_and_survived() {
        Outcome run = run("--mcp", "broken=no-such-program-anywhere", "hi");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("MCP server broken");
    }

    @Test
    void tools_of_an_mcp_server_ask_like_all_others() throws IOException {
        Path server = Files.writeString(folder.resolve("server.sh"), """
                while read -r line; do
                  id=$(printf '%s' "$line" | sed -n 's/.*"id":\\("[^"]*"\\|[0-9]*\\).*/\\1/p')
                  case "$line" in
                    *'"initialize"'*) result='{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}' ;;
                    *'"tools/list"'*) result='{"tools":[{"name":"greet","description":"Greets.","inputSchema":{"type":"object","properties":{"who":{"type":"string"}},"required":["who"]}}]}' ;;
                    *'"tools/call"'*) result='{"content":[{"type":"text","text":"hello from the server"}]}' ;;
                    *) result='{}' ;;
                  esac
                  [ -z "$id" ] || echo '{"jsonrpc":"2.0","id":'$id',"result":'$result'}'
                done
                """);
        String mcp = "greeter=sh '" + server + "'";

        Outcome denied = run("--mcp", mcp, "hi");
        Outcome allowed = run("--mcp", mcp, "--allow", "mcp", "hi");

        assertThat(denied.out()).contains("greet → Denied");
        assertThat(denied.err()).contains("--allow mcp would allow it");
        assertThat(allowed.out()).contains("greet → hello from the server");
        assertThat(allowed.err()).doesNotContain("denied", "SLF4J");
    }

    @Test
    void every_option_stands_on_the_page() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "command-line.md"));
        List<String> options = Pattern.compile("--[a-z-]+")
                .matcher(Outcome.of("run", "--help").out())
                .results()
                .map(MatchResult::group)
                .filter(option -> !List.of("--help", "--version").contains(option))
                .toList();

        assertThat(options).contains("--mcp", "--max-tokens-total");
        assertThat(options).allSatisfy(option -> assertThat(page).contains(option));
    }

    private static Outcome run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(List.of(arguments));
        return Outcome.of(Map.of("PATH", "/usr/bin:/bin"), "", line.toArray(String[]::new));
    }

    private static String[] with(String[] line, String option) {
        List<String> longer = new ArrayList<>(List.of(option));
        longer.addAll(List.of(line));
        return longer.toArray(String[]::new);
    }
}
