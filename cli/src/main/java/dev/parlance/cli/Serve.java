package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway, in front of real hosts or, without any key or when asked to, of the sandbox in the same process. */
@Command(
        name = "serve",
        description = "Runs the gateway. Without a key in the environment every host is simulated.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Serve implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "4680",
            description = "The port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}, this machine alone.")
    private String host = "127.0.0.1";

    @Option(
            names = "--sandbox",
            description = "Simulate all hosts even though keys are set. Nothing leaves this machine.")
    private boolean sandbox;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            converter = ByteSize.Converter.class,
            description = "The largest request body, in bytes or as 64MiB. Default: ${DEFAULT-VALUE}.")
    private @Nullable ByteSize maxBody;

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Ports.require("--port", port);
        GatewaySettings settings = GatewaySettings.DEFAULT.withHost(host).withPort(port);
        if (maxBody != null) {
            settings = settings.withMaxBodyBytes(maxBody.bytes());
        }
        Providers real = Providers.fromEnvironment(console.environment(), Catalog.bundled());
        // Somebody who set a key means the real host: with half a setting, calls fail and say why, and nothing is
        // simulated behind their back.
        boolean nothingSet = !real.anyUsable() && real.problems().isEmpty();
        if (sandbox || nothingSet) {
            serveSandbox(settings);
        } else {
            serve(settings, real, null);
        }
        return ExitCode.DONE;
    }

    private void serveSandbox(GatewaySettings settings) throws InterruptedException {
        SandboxServer simulation = SandboxServer.start(0);
        try {
            Providers simulated = Providers.sandbox(console.environment(), Catalog.bundled(), simulation::standIn);
            serve(settings, simulated, simulation);
        } finally {
            simulation.close();
        }
    }

    private void serve(GatewaySettings settings, Providers providers, @Nullable SandboxServer simulation)
            throws InterruptedException {
        Gateway gateway = Gateway.start(settings, providers);
        console.out().println("listening on " + gateway.url());
        Stream.concat(providers.problems().stream(), gateway.warnings().stream())
                .forEach(remark -> console.err().println("parlance: " + remark));
        new Banner(Catalog.bundled(), providers, gateway.url(), sandbox).print(console.err());
        console.flush();
        Shutdown.await(console, () -> {
            console.err()
                    .println("parlance: stopping; open answers may finish within "
                            + settings.drain().toSeconds() + " s");
            console.flush();
            gateway.close();
            if (simulation != null) {
                simulation.close();
            }
        });
    }
}
