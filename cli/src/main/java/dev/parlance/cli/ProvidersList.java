package dev.parlance.cli;

import dev.parlance.cli.json.ProviderShape;
import dev.parlance.cli.text.Columns;
import dev.parlance.cli.text.ShownUrl;
import dev.parlance.core.wire.Json;
import dev.parlance.providers.Endpoint;
import dev.parlance.providers.ProviderEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the providers: where they are, what lets callers in, whether they can be called. Offline. */
@Command(
        name = "providers",
        description = "Lists the providers that are set up, and with --all what to set for the others. Offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ProvidersList implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--all", description = "Also those that nothing is set for.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    ProvidersList(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<ProviderEntry> entries = Setup.load(config, console).providers().entries().stream()
                .filter(entry -> all || entry.chosen())
                .toList();
        if (json) {
            console.out().println(Json.pretty(ProviderShape.all(entries)));
        } else if (entries.isEmpty()) {
            NothingSetUp.say(console);
        } else {
            table(entries);
        }
        return ExitCode.DONE;
    }

    private void table(List<ProviderEntry> entries) {
        Columns columns =
                new Columns("PROVIDER", "HOST", "USABLE", "DEPLOYMENTS", "DEFAULT MODEL", "CREDENTIAL", "BASE URL");
        for (ProviderEntry entry : entries) {
            Endpoint endpoint = entry.endpoint();
            columns.row(
                    entry.name(),
                    entry.host().name(),
                    entry.chosen() ? entry.usable() ? "yes" : "no" : "not set up",
                    endpoint == null
                            ? "-"
                            : Integer.toString(endpoint.deployments().byModel().size()),
                    entry.defaultModel() == null ? "-" : entry.defaultModel(),
                    credential(entry),
                    endpoint == null ? address(entry) : ShownUrl.of(endpoint.baseUrl()));
        }
        columns.print(console.out());
        entries.stream()
                .filter(ProviderEntry::chosen)
                .forEach(entry -> ProviderShape.remark(entry)
                        .ifPresent(words -> console.out().println(entry.name() + ": " + words)));
    }

    private static String address(ProviderEntry entry) {
        List<String> variables = entry.host().baseUrlVariables();
        return entry.chosen() || variables.isEmpty() ? "-" : "none; set " + variables.getFirst();
    }

    private static String credential(ProviderEntry entry) {
        Endpoint endpoint = entry.endpoint();
        if (endpoint != null && endpoint.credential() != null) {
            return endpoint.credential().description();
        }
        if (endpoint == null && entry.chosen()) {
            return "-";
        }
        if (!entry.host().keyRequired()) {
            return "none is needed";
        }
        return entry.chosen() || entry.host().keyVariables().isEmpty()
                ? "none"
                : "none; set " + entry.host().keyVariables().getFirst();
    }
}
