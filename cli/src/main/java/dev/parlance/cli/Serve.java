package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.configuration.ConfigurationWatch;
import dev.parlance.configuration.GatewayTable;
import dev.parlance.configuration.Ticker;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway, in front of real hosts or, without any key or when asked to, of the sandbox in the same process. */
@Command(
        name = "serve",
        description = "Runs the gateway. Without any key every host is simulated.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Serve implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "N", description = "The port, 0 for any free one. Default: 4680.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on. Default: 127.0.0.1, this machine alone.")
    private @Nullable String host;

    @Option(
            names = "--sandbox",
            description = "Simulate all hosts even though keys are set. Nothing leaves this machine.")
    private boolean sandbox;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "The largest request body, in bytes or as 64MiB. Default: 64MiB.")
    private @Nullable ByteSize maxBody;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "A key that clients must send, for example '$${env:PARLANCE_KEY}' or '$${file:/run/key}'; may be"
                            + " repeated. Without one, only this machine may call.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "Where a line of JSON for each call goes: a file, - for standard error (the default), or off.")
    private @Nullable String log;

    @Option(names = "--debug", description = "Log where each call goes, its deployment and what was adjusted.")
    private boolean debug;

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (debug) {
            DebugLog.on();
        }
        Setup setup = Setup.load(config, console);
        try (CallLog log = CallLog.open(logAsked(setup.configuration().gateway()), console)) {
            return serve(setup, log);
        }
    }

    private Integer serve(Setup setup, CallLog log) throws InterruptedException {
        GatewaySettings settings = new ServeSettings(setup, log, console).of(host, port, maxBody, keys);
        Providers real = setup.providers();
        if (sandbox || isNothingSet(real)) {
            serveSandbox(settings, setup);
        } else {
            serve(settings, setup, real, Setup::providers, null);
        }
        return ExitCode.DONE;
    }

    /**
     * Somebody who set a key means the real host: with half a setting, calls fail and say why, and nothing is simulated behind their back.
     */
    private static boolean isNothingSet(Providers real) {
        return !real.anyUsable() && real.problems().isEmpty();
    }

    private String logAsked(GatewayTable table) {
        return log != null ? log : table.log() == null ? "-" : table.log();
    }

    private void serveSandbox(GatewaySettings settings, Setup setup) throws InterruptedException {
        SandboxServer simulation = SandboxServer.start(0);
        try {
            serve(
                    settings,
                    setup,
                    setup.sandbox(simulation::standIn),
                    changed -> changed.sandbox(simulation::standIn),
                    simulation);
        } finally {
            simulation.close();
        }
    }

    private void serve(
            GatewaySettings settings,
            Setup setup,
            Providers providers,
            Function<Setup, Providers> again,
            @Nullable SandboxServer simulation)
            throws InterruptedException {
        Gateway gateway =
                Gateway.start(settings, providers, setup.configuration().aliases());
        console.out().println("listening on " + gateway.url());
        Stream.of(setup.warnings(), providers.problems(), gateway.warnings())
                .flatMap(List::stream)
                .forEach(this::remark);
        new Banner(Catalog.bundled(), providers, gateway.url(), sandbox).print(console.err());
        console.flush();
        ConfigurationWatch watch = ConfigurationWatch.start(
                setup.configuration(),
                console.environment(),
                Catalog.bundled(),
                new Reload(gateway, setup, again, this::remark),
                Ticker.every(Duration.ofSeconds(1)));
        Shutdown.await(console, () -> {
            watch.close();
            remark("stopping; open answers may finish within "
                    + settings.listening().drain().toSeconds() + " s");
            gateway.close();
            if (simulation != null) {
                simulation.close();
            }
        });
    }

    private void remark(String words) {
        console.err().println("parlance: " + words);
        console.flush();
    }
}
