package dev.parlance.cli;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.credential.CopilotLogin;
import dev.parlance.providers.credential.GitHubAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Logs in where a key is not enough. Nothing is kept before the login is complete. */
@Command(
        name = "login",
        description = "Logs in at a service that has logins instead of keys: " + Login.COPILOT + ".",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Login implements Callable<Integer> {
    static final String COPILOT = "github-copilot";

    private final Console console;
    private final GitHubAddresses gitHub;
    private final CopilotLogin.Pause pause;

    @Parameters(paramLabel = "SERVICE", description = COPILOT)
    private String service = "";

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file, for the proxy it names.")
    private @Nullable Path config;

    Login(Console console) {
        // Nobody ever counts down: this waits, and an interruption ends it.
        this(
                console,
                GitHubAddresses.PUBLIC,
                length -> new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS));
    }

    Login(Console console, GitHubAddresses gitHub, CopilotLogin.Pause pause) {
        this.console = console;
        this.gitHub = gitHub;
        this.pause = pause;
    }

    @Override
    public Integer call() {
        if (!service.equals(COPILOT)) {
            throw new CommandFailure("There is no login at \"" + service + "\". There is one at " + COPILOT
                    + "; everywhere else set a key, see: parlance providers --all");
        }
        List<ProviderSettings> configured =
                Setup.load(config, console).configuration().providers();
        Path file;
        try {
            file = new CopilotLogin(console.environment(), proxy(configured), gitHub).run(this::show, pause);
        } catch (ParlanceException.Misconfigured unwritable) {
            throw unwritable;
        } catch (ParlanceException refused) {
            console.err().println("parlance: " + refused.failure().sentence());
            return ExitCode.REFUSED;
        }
        console.out().println("Logged in. The login is kept in " + file + ", which only you can read.");
        console.out()
                .println("Models are named " + COPILOT + "/MODEL, for example " + COPILOT + "/gpt-5.4; see:"
                        + " parlance models --provider " + COPILOT);
        console.out().println("Check it with: parlance doctor " + COPILOT);
        return ExitCode.DONE;
    }

    private void show(String code, URI address, Duration validity) {
        console.out()
                .println("Open " + address + " and type the code " + code + " within " + validity.toMinutes()
                        + " minutes.");
        console.out().println("Waiting for you; Ctrl-C gives up.");
        console.flush();
    }

    private static @Nullable URI proxy(List<ProviderSettings> configured) {
        return configured.stream()
                .filter(provider -> provider.host().equals(COPILOT))
                .map(ProviderSettings::proxy)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
