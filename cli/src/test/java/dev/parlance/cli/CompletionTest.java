package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

@Timeout(120)
class CompletionTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            parlance a              | ask
            parlance co             | completion config conformance
            parlance config ch      | check
            parlance ask --sch      | --schema
            parlance completion b   | bash
            parlance ask -m moonshot/kimi-k2.6 | moonshot/kimi-k2.6
            parlance run --think x  | xhigh
            parlance run --tools s  | shell
            parlance ask --schema l | lines.err lines.in lines.out lines.sh
            """)
    void bash_completes_words(String typed, String offered) throws Exception {
        Shell.Result result = new Shell(folder).run("""
                source <(parlance completion bash)
                complete -p parlance >&2 || exit 9
                COMP_WORDS=(TYPED)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE='TYPED' COMP_POINT=${#COMP_LINE}
                $(complete -p parlance | sed 's/.*-F \\([^ ]*\\).*/\\1/') parlance "${COMP_WORDS[COMP_CWORD]}" x 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}" | sort | tr '\\n' ' '
                """.replace("TYPED", typed));

        assertThat(result.out().strip()).as(result.err()).isEqualTo(offered);
    }

    @Test
    void models_are_those_that_can_be_called_and_none_where_settings_are_broken() throws Exception {
        assertThat(Outcome.of(Map.of("OPENAI_API_KEY", "not-a-real-key"), "", "completion", "fish")
                        .out())
                .containsPattern("__parlance_at ask' -s m -l model -x -a '[^']*openai/gpt-5")
                .doesNotContainPattern("-a '[^']*moonshot/kimi-k2.6");
        Path broken = Files.writeString(folder.resolve("broken.toml"), "][");
        Outcome outcome = Outcome.of(Map.of("PARLANCE_CONFIG", broken.toString()), "", "completion", "fish");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("__parlance_at ask' -s m -l model -x -d '");
    }

    @Test
    void zsh_gets_the_same_script_which_turns_its_own_switches() {
        String script = Outcome.of("completion", "zsh").out();

        assertThat(script).isEqualTo(Outcome.of("completion", "bash").out());
        assertThat(script).contains("ZSH_VERSION", "bashcompinit", "complete -F _complete_parlance");
    }

    @Test
    void fish_hears_of_every_command() {
        String script = Outcome.of("completion", "fish").out();

        assertThat(script)
                .contains("complete -c parlance -n '__parlance_at' -a 'ask' -d '")
                .contains("complete -c parlance -n '__parlance_at config' -a 'check' -d '")
                .contains("complete -c parlance -n '__parlance_at ask' -l schema -r -F -d '")
                .contains("complete -c parlance -n '__parlance_at completion' -a 'bash zsh fish'");
    }

    private static CommandSpec tool() {
        CommandSpec inner = CommandSpec.create()
                .addOption(OptionSpec.builder("--number")
                        .arity("1")
                        .paramLabel("N")
                        .description("How many.")
                        .build())
                .addOption(OptionSpec.builder("--secret").hidden(true).build())
                .addPositional(PositionalParamSpec.builder().paramLabel("FILES").build());
        inner.usageMessage().description("Inside. More.");
        return CommandSpec.create()
                .name("tool")
                .addOption(OptionSpec.builder("-o", "--out")
                        .arity("1")
                        .paramLabel("FILE")
                        .description("Where it's written to.")
                        .build())
                .addSubcommand("inner", inner);
    }

    @Test
    void the_script_for_fish_is_this() {
        assertThat(new CompletionFish(tool()).script()).isEqualTo("""
                        # Completions of tool for fish.
                        set -g __tool_commands 'inner'

                        # Whether the words before the cursor lead to the command that is named.
                        function __tool_at
                            set -l path ''
                            for word in (commandline -opc)[2..-1]
                                set -l next (string trim -- "$path $word")
                                if contains -- $next $__tool_commands
                                    set path $next
                                end
                            end
                            test "$path" = "$argv"
                        end

                        complete -c tool -n '__tool_at' -f
                        complete -c tool -n '__tool_at' -s o -l out -r -F -d 'Where it\\'s written to.'
                        complete -c tool -n '__tool_at' -a 'inner' -d 'Inside.'
                        complete -c tool -n '__tool_at inner' -l number -x -d 'How many.'
                        """);
    }

    @Test
    void an_unknown_shell_is_told_the_known_ones() {
        Outcome outcome = Outcome.of("completion", "nu");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("'nu' must be bash, zsh or fish");
    }
}
