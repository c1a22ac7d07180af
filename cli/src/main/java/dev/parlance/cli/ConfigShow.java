package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.json.SettingShape;
import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.ConfigurationFault;
import dev.parlance.configuration.EffectiveSetting;
import dev.parlance.configuration.EffectiveSettings;
import dev.parlance.core.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows every setting that counts and where it was made. Secrets are masked and no command is run. */
@Command(
        name = "show",
        description = "Shows every setting that counts and where it was made. Secrets are masked; no command is run.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ConfigShow implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The file; default: the one that is found.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    ConfigShow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Configuration read = read();
        List<EffectiveSetting> settings = EffectiveSettings.of(read, console.environment(), Catalog.bundled());
        if (json) {
            console.out().println(Json.pretty(SettingShape.all(read, settings)));
            return ExitCode.DONE;
        }
        read.warnings().forEach(warning -> console.err().println("parlance: " + warning));
        console.out().println("# " + (read.file() == null ? "no configuration file" : read.file()));
        for (EffectiveSetting setting : settings) {
            console.out()
                    .println(setting.key() + " = " + setting.value().replace("\n", "\\n") + "  # " + setting.origin());
        }
        return ExitCode.DONE;
    }

    private Configuration read() {
        try {
            return Configuration.inspect(config, console.environment(), Catalog.bundled());
        } catch (ConfigurationFault fault) {
            throw Setup.failure(fault);
        }
    }
}
