package dev.parlance.cli;

import dev.parlance.sandbox.SandboxServer;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulated hosts alone, for programs that are to be tested without a key. */
@Command(
        name = "sandbox",
        description = "Runs the simulated hosts alone: no key, no network, and they refuse what the real ones refuse.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Sandbox implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "4681",
            description = "The port on 127.0.0.1, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    Sandbox(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Ports.require("--port", port);
        SandboxServer sandbox = start(port);
        console.out().println("listening on http://127.0.0.1:" + sandbox.port());
        for (String host : SandboxServer.hosts()) {
            console.out().println("  " + sandbox.baseUrl(host) + "  " + String.join(", ", sandbox.models(host)));
        }
        console.flush();
        Shutdown.await(console, sandbox::close);
        return ExitCode.DONE;
    }

    private static SandboxServer start(int port) {
        try {
            return SandboxServer.start(port);
        } catch (UncheckedIOException portInUse) {
            throw new CommandFailure(String.valueOf(portInUse.getMessage()));
        }
    }
}
