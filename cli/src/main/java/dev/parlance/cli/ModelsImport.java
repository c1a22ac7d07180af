package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.modelsdev.ConfigurationAppend;
import dev.parlance.cli.modelsdev.DevFile;
import dev.parlance.cli.modelsdev.DevProvider;
import dev.parlance.cli.modelsdev.ModelImport;
import dev.parlance.configuration.ConfigurationFault;
import dev.parlance.configuration.ConfigurationFiles;
import dev.parlance.configuration.Fault;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.value.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes tables of the configuration from a file of models. Offline. */
@Command(
        name = "import",
        description =
                "Makes tables for the configuration from a file such as https://models.dev/api.json, and with --write"
                        + " puts them in. Offline. Takes the providers that are set up here, or those named.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class ModelsImport implements Callable<Integer> {
    private static final int FEW = 20;

    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(
            names = "--provider",
            paramLabel = "[NAME=]ID",
            description = "A provider of the file, and the name it has here; may be repeated.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--all", description = "Also models that the catalog knows; the file's word counts for them then.")
    private boolean all;

    @Option(names = "--write", description = "Append the tables to the configuration file.")
    private boolean write;

    @Parameters(paramLabel = "FILE", description = "A file in the form of models.dev; - for standard input.")
    private String file = "";

    ModelsImport(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Setup setup = Setup.load(config, console);
        List<ProviderSettings> configured = setup.configuration().providers();
        ModelImport tables = new ModelImport(Catalog.bundled(), configured, all);
        List<DevProvider> providers = providers();
        if (wanted.isEmpty()) {
            addKnown(tables, providers, setup.providers());
        } else {
            wanted.forEach(one -> add(tables, one, providers));
        }
        tables.skipped().forEach(line -> console.err().println(line));
        if (tables.count() == 0) {
            console.err().println("There is nothing to import.");
        } else if (write) {
            write(tables, setup.configuration().file());
        } else {
            console.out().print(tables.toml(name()));
        }
        return ExitCode.DONE;
    }

    private List<DevProvider> providers() {
        Input input = Input.read(file, console.in());
        List<DevProvider> providers;
        try {
            providers = DevFile.read(Json.parse(input.bytes()));
        } catch (MalformedJson fault) {
            throw input.at(fault.line(), String.valueOf(fault.getMessage()));
        }
        if (providers.isEmpty()) {
            throw new CommandFailure(name() + ": this names no provider with models. It is to look like"
                    + " https://models.dev/api.json: { \"ID\": { \"models\": { \"MODEL\": { \"limit\": {...} } } } }.");
        }
        return providers;
    }

    /** Without a word from the user: what is set up here. A file with one provider alone is meant as it is. */
    private static void addKnown(ModelImport tables, List<DevProvider> providers, Providers here) {
        for (DevProvider provider : providers) {
            String name = tables.nameOf(provider);
            boolean setUp = here.entries().stream()
                    .filter(ProviderEntry::chosen)
                    .anyMatch(entry -> entry.name().equals(name));
            if (setUp || providers.size() == 1) {
                tables.add(provider, name);
            } else {
                tables.skip(provider, "not set up here; --provider ID takes one in");
            }
        }
    }

    private static void add(ModelImport tables, String wish, List<DevProvider> providers) {
        int equals = wish.indexOf('=');
        String id = wish.substring(equals + 1);
        List<DevProvider> meant =
                providers.stream().filter(provider -> provider.id().equals(id)).toList();
        if (meant.isEmpty() && equals < 0) {
            meant = providers.stream()
                    .filter(provider -> id.equals(tables.nameOf(provider)) || id.equals(tables.hostOf(provider)))
                    .toList();
        }
        if (meant.isEmpty()) {
            String known =
                    providers.stream().map(DevProvider::id).sorted().limit(FEW).collect(Collectors.joining(", "));
            throw new CommandFailure("--provider " + wish + ": the file has no provider \"" + id + "\". It has: "
                    + known + (providers.size() > FEW ? " and " + (providers.size() - FEW) + " more." : "."));
        }
        meant.forEach(
                provider -> tables.add(provider, equals < 0 ? tables.nameOf(provider) : wish.substring(0, equals)));
    }

    private void write(ModelImport tables, @Nullable Path used) {
        Path target =
                used == null ? ConfigurationFiles.places(console.environment()).get(1) : used;
        try {
            ConfigurationAppend.append(target, tables.toml(name()), console.environment());
        } catch (ConfigurationFault fault) {
            throw new CommandFailure("With these tables " + target + " would not load, so it is as it was:\n"
                    + fault.faults().stream()
                            // It was tried in another file.
                            .map(one -> new Fault(
                                            target.toString(),
                                            one.line(),
                                            one.column(),
                                            one.key(),
                                            one.message(),
                                            one.advice())
                                    .toString())
                            .collect(Collectors.joining("\n"))
                    + "\nWithout --write they are printed, to be put in by hand.");
        } catch (IOException unwritable) {
            throw new CommandFailure(target + " cannot be written and is as it was ("
                    + unwritable.getClass().getSimpleName() + "). Make its folder writable, or take out --write.");
        }
        console.out()
                .println("Wrote " + tables.count() + (tables.count() == 1 ? " model" : " models") + " to " + target
                        + ".");
    }

    private String name() {
        return file.equals("-")
                ? "standard input"
                : OneLine.of(file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
    }
}
