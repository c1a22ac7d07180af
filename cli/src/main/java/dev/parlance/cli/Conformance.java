package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.json.CellShape;
import dev.parlance.conformance.Cell;
import dev.parlance.conformance.ConformanceSuite;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Outcome;
import dev.parlance.conformance.RepresentativeModels;
import dev.parlance.conformance.Settings;
import dev.parlance.core.wire.Json;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds a gateway to what clients of the four dialects expect, feature by feature; without an address, our own in front of the sandbox. */
@Command(
        name = "conformance",
        description = "Asks a gateway for every feature through every dialect and prints what came back."
                + " Without --base-url: Parlance itself in front of its sandbox.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Conformance implements Callable<Integer> {
    /** Hosts whose reasoning has a form of its own, so that carrying it elsewhere can go wrong. */
    static final List<String> FOREIGN = List.of("moonshot/kimi-k2.6", "anthropic/claude-sonnet-4-5");

    private final Console console;

    @Option(names = "--base-url", paramLabel = "URL", description = "The gateway, for example http://127.0.0.1:4680.")
    private @Nullable String baseUrl;

    @Option(names = "--key", paramLabel = "K", description = "The gateway's key, sent as clients of each dialect do.")
    private @Nullable String key;

    @Option(
            names = "--inbound",
            paramLabel = "D",
            split = ",",
            description = "Only these dialects of clients. Default: all.")
    private List<String> inbound = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "M",
            split = ",",
            description = "The models to ask, as the gateway names them. Without --base-url: one of every host.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--foreign-model",
            paramLabel = "M",
            split = ",",
            description = "Models of other hosts behind the same gateway, to carry their reasoning over.")
    private List<String> foreignModels = new ArrayList<>();

    @Option(names = "--features", paramLabel = "F", split = ",", description = "Only these features. Default: all.")
    private List<String> features = new ArrayList<>();

    @Option(
            names = "--sandbox-markers",
            description = "The gateway stands before Parlance's sandbox: ask for its faults too.")
    private boolean markers;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long one request may take. Default: ${DEFAULT-VALUE}.")
    private int deadline;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many requests at once. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    Conformance(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Door> doors = doors();
        List<Feature> asked = features();
        if (deadline < 1 || parallel < 1) {
            throw new CommandFailure("--deadline and --parallel are 1 or more.");
        }
        if (baseUrl == null) {
            return ownGateway(doors, asked);
        }
        if (models.isEmpty()) {
            throw new CommandFailure("--model is missing: which of the gateway's models shall be asked?");
        }
        return run(settings(baseUrl, markers, foreignModels), models, doors, asked);
    }

    private int ownGateway(List<Door> doors, List<Feature> asked) {
        // Without a memory, for a cell must not depend on those before it.
        GatewaySettings quick =
                GatewaySettings.DEFAULT.withPort(0).withDrain(Duration.ZERO).with(MemorySettings.OFF);
        try (SandboxServer sandbox = SandboxServer.start(0);
                Gateway gateway = Gateway.start(
                        quick, Providers.sandbox(console.environment(), Catalog.bundled(), sandbox::standIn))) {
            List<String> foreign = foreignModels.isEmpty() ? FOREIGN : foreignModels;
            return run(
                    settings(gateway.url(), true, foreign), models.isEmpty() ? oneOfEachHost() : models, doors, asked);
        }
    }

    private int run(Settings settings, List<String> asked, List<Door> doors, List<Feature> rows) {
        List<Cell> cells;
        try (ConformanceSuite suite = new ConformanceSuite(settings)) {
            cells = suite.run(asked, doors, rows);
        }
        if (json) {
            console.out().println(Json.pretty(CellShape.all(settings.baseUrl(), cells)));
        } else {
            new ConformanceTable(cells, doors).print(console.out());
        }
        boolean failed = cells.stream().anyMatch(cell -> cell.outcome() instanceof Outcome.Failed);
        return failed ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private Settings settings(String address, boolean withMarkers, List<String> foreign) {
        try {
            return new Settings(URI.create(address), key, Duration.ofSeconds(deadline), parallel, withMarkers, foreign);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("--base-url " + address + ": " + wrong.getMessage());
        }
    }

    private List<Door> doors() {
        if (inbound.isEmpty()) {
            return Door.all();
        }
        List<Door> doors = new ArrayList<>();
        for (String name : inbound) {
            Door door = Door.of(name);
            if (door == null) {
                throw new CommandFailure("--inbound " + name + ": there is no such dialect. Known: "
                        + Door.all().stream().map(Door::dialect).collect(Collectors.joining(", ")) + ".");
            }
            doors.add(door);
        }
        return doors;
    }

    private List<Feature> features() {
        if (features.isEmpty()) {
            return List.of(Feature.values());
        }
        List<Feature> rows = new ArrayList<>();
        for (String label : features) {
            Feature feature = Feature.ofLabel(label);
            if (feature == null) {
                throw new CommandFailure("--features " + label + ": there is no such feature. Known: "
                        + Arrays.stream(Feature.values()).map(Feature::label).collect(Collectors.joining(", ")) + ".");
            }
            rows.add(feature);
        }
        return rows;
    }

    private static List<String> oneOfEachHost() {
        List<String> models = new ArrayList<>();
        RepresentativeModels.byHost().forEach((host, names) -> models.add(host + "/" + names.getFirst()));
        return models;
    }
}
