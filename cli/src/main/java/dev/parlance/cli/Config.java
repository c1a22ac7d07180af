package dev.parlance.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What stands in the configuration file, and whether it may. */
@Command(
        name = "config",
        description = "Checks or shows the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Config implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything is called.
    private CommandLine.Model.CommandSpec spec;

    /** The command with those below it. */
    static CommandLine of(Console console) {
        return new CommandLine(new Config())
                .addSubcommand(new ConfigCheck(console))
                .addSubcommand(new ConfigShow(console))
                .addSubcommand(new ConfigSchema(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which command? There are "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
