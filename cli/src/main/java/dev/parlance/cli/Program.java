package dev.parlance.cli;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Version;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: knows the commands and turns every outcome into one message and one exit code. */
@Command(
        name = "parlance",
        description = "Speaks every model provider's dialect exactly.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class,
        footer = {"", "Start with: parlance serve"})
final class Program implements Runnable, CommandLine.IVersionProvider {
    private static final String DEFECT_HINT =
            "This is a defect of Parlance. Please report it with the command and, if you can share it, its input.";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything is called.
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command. Never throws. */
    static int run(Console console, String... arguments) {
        try {
            return commandLine(console, arguments).execute(arguments);
        } catch (RuntimeException | Error defect) {
            return defect(console, defect);
        }
    }

    private static CommandLine commandLine(Console console, String... arguments) {
        CommandLine program = new CommandLine(new Program());
        Commands.add(program, console, arguments);
        program.setOut(writer(console.out()));
        program.setErr(writer(console.err()));
        program.setParameterExceptionHandler((wrong, given) -> wrongUsage(console, wrong));
        program.setExecutionExceptionHandler((fault, command, parsed) -> failed(console, fault));
        return program;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"parlance " + Version.text()};
    }

    private static int wrongUsage(Console console, CommandLine.ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName(" ");
        StringBuilder message = new StringBuilder(String.valueOf(wrong.getMessage()));
        if (wrong.getCommandLine().getParent() == null) {
            message.append(" Commands: ")
                    .append(String.join(
                            ", ", wrong.getCommandLine().getSubcommands().keySet()))
                    .append('.');
        }
        return unusable(console, message + " See: " + command + " --help");
    }

    private static int failed(Console console, Exception fault) {
        return switch (fault) {
            case CommandFailure failure -> unusable(console, String.valueOf(failure.getMessage()));
            case ParlanceException failure ->
                unusable(console, failure.failure().sentence());
            default -> defect(console, fault);
        };
    }

    private static int unusable(Console console, String message) {
        console.err().println("parlance: " + message);
        console.flush();
        return ExitCode.UNUSABLE;
    }

    private static int defect(Console console, Throwable defect) {
        console.err().println("parlance: unexpected " + defect);
        console.err().println(DEFECT_HINT);
        console.flush();
        return ExitCode.DEFECT;
    }
}
