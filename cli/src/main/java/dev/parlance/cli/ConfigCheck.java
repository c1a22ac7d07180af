package dev.parlance.cli;

import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.ConfigurationFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says that the configuration can be used, or everything that is wrong with it. Sends nothing. */
@Command(
        name = "check",
        description = "Says that the configuration can be used, or everything that is wrong with it. Sends nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ConfigCheck implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The file; default: the one that is found.")
    private @Nullable Path config;

    ConfigCheck(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Setup setup = Setup.load(config, console);
        List<String> problems = setup.providers().problems();
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("\n", problems));
        }
        setup.warnings().forEach(warning -> console.err().println("parlance: " + warning));
        console.out().println("ok: " + summary(setup.configuration()));
        return ExitCode.DONE;
    }

    private String summary(Configuration read) {
        if (read.file() == null) {
            return "no configuration file, the environment alone; looked for "
                    + ConfigurationFiles.places(console.environment()).stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(" and "));
        }
        return read.file() + ": " + count(read.settings().size(), "setting", "settings") + ", "
                + count(read.providers().size(), "provider", "providers") + ", "
                + count(read.aliases().size(), "alias", "aliases");
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
