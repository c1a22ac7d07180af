package dev.parlance.cli;

import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that teaches a shell to complete the commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that teaches bash, zsh or fish to complete commands and options.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class,
        footer = {
            "",
            "In ~/.bashrc:  source <(parlance completion bash)",
            "In ~/.zshrc:   source <(parlance completion zsh)",
            "Once for fish:",
            "  parlance completion fish > ~/.config/fish/completions/parlance.fish"
        })
final class Completion implements Callable<Integer> {
    private final Console console;

    /** The shells; picocli reads the names. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything is called.
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            converter = Shells.class,
            completionCandidates = Shells.Names.class,
            description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // It must be given.
    private Shell shell;

    Completion(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        String name = program.getCommandName();
        CompletionWords.now(console).addTo(program.getCommandSpec());
        console.out()
                .print(
                        switch (shell) {
                            // One script: in zsh it loads the part of zsh that understands bash's completions.
                            case BASH, ZSH -> AutoComplete.bash(name, program);
                            case FISH -> new CompletionFish(program.getCommandSpec()).script();
                        });
        return ExitCode.DONE;
    }

    /** Shells as they are written: in lower case. */
    static final class Shells implements CommandLine.ITypeConverter<Shell> {
        @Override
        public Shell convert(String written) {
            for (Shell shell : Shell.values()) {
                if (written.equals(name(shell))) {
                    return shell;
                }
            }
            throw new CommandLine.TypeConversionException("'" + written + "' must be bash, zsh or fish");
        }

        private static String name(Shell shell) {
            return shell.name().toLowerCase(Locale.ROOT);
        }

        /** For picocli. */
        static final class Names extends ArrayList<String> {
            private static final long serialVersionUID = 1L;

            Names() {
                for (Shell shell : Shell.values()) {
                    add(name(shell));
                }
            }
        }
    }
}
