package dev.parlance.cli;

import dev.parlance.configuration.ConfigurationSchema;
import dev.parlance.core.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of the configuration, for editors. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the configuration, for editors.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ConfigSchema implements Callable<Integer> {
    private final Console console;

    ConfigSchema(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(Json.pretty(ConfigurationSchema.document()));
        return ExitCode.DONE;
    }
}
