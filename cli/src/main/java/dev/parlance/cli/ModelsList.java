package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.json.ModelRowShape;
import dev.parlance.cli.models.HostModel;
import dev.parlance.cli.models.HostModels;
import dev.parlance.cli.models.ModelRow;
import dev.parlance.cli.models.ModelRows;
import dev.parlance.cli.text.Columns;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import dev.parlance.providers.value.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the models that can be asked for, with what is known about each. */
@Command(
        description = "Lists the models of the providers that can be called; with --online also what their hosts list.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ModelsList implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Only this provider, though it may not be set up; may be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--online", description = "Ask the hosts too. At Azure, hosts do not know deployments.")
    private boolean online;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private boolean failed;

    ModelsList(Console console) {
        this.console = console;
    }

    /** The command with those below it; alone it lists. */
    static CommandLine of(Console console) {
        return new CommandLine(new ModelsList(console))
                .addSubcommand("list", new ModelsList(console))
                .addSubcommand(new ModelsImport(console));
    }

    @Override
    public Integer call() {
        Providers providers = Setup.load(config, console).providers();
        List<ProviderEntry> entries = names.isEmpty()
                ? providers.entries().stream().filter(ProviderEntry::usable).toList()
                : names.stream()
                        .map(name -> ProviderNames.entry(name, providers))
                        .toList();
        Set<String> chosen = new LinkedHashSet<>();
        entries.forEach(entry -> chosen.add(entry.name()));
        ModelRows models = new ModelRows(providers, Catalog.bundled());
        models.addAliases(providers.aliases(), chosen);
        for (ProviderEntry entry : entries) {
            models.add(entry, online ? listed(entry, providers) : null);
        }
        if (json) {
            console.out().println(Json.pretty(ModelRowShape.all(models.rows())));
        } else if (entries.isEmpty()) {
            NothingSetUp.say(console);
        } else {
            table(models.rows());
        }
        return failed ? ExitCode.REFUSED : ExitCode.DONE;
    }

    /** The host's list; one that cannot be had is complained about and does not hinder the others. */
    private @Nullable List<HostModel> listed(ProviderEntry entry, Providers providers) {
        try {
            List<HostModel> listed = HostModels.ask(providers.target(entry.name() + "/models"));
            if (listed == null) {
                remark(entry.name() + " was not asked: Azure lists what could be deployed, not what is. See:"
                        + " az cognitiveservices account deployment list");
            }
            return listed;
        } catch (ParlanceException unasked) {
            failed = true;
            remark(entry.name() + " did not list its models. "
                    + OneLine.of(unasked.failure().sentence()));
            return null;
        }
    }

    private void remark(String words) {
        console.err().println("parlance: " + words);
    }

    private void table(List<ModelRow> rows) {
        Columns columns = new Columns("MODEL", "WINDOW", "MAX OUTPUT", "INPUTS", "THINKS", "ORIGIN", "");
        for (ModelRow row : rows) {
            columns.row(
                    row.id(),
                    number(row.window()),
                    number(row.maxOutput()),
                    row.inputs().isEmpty() ? "-" : String.join(" ", row.inputs()),
                    row.thinking(),
                    row.origins().stream().map(ModelRow.Origin::label).collect(Collectors.joining(" ")),
                    remark(row));
        }
        columns.print(console.out());
    }

    private static String remark(ModelRow row) {
        if (row.aliasOf() != null) {
            return "alias of " + row.aliasOf();
        }
        if (row.deployment() != null) {
            return "deployment " + row.deployment();
        }
        return row.retired() ? "retired" : "";
    }

    private static String number(@Nullable Long number) {
        return number == null ? "-" : number.toString();
    }
}
