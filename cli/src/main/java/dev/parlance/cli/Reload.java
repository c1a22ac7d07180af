package dev.parlance.cli;

import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.ConfigurationWatch;
import dev.parlance.gateway.Gateway;
import dev.parlance.providers.Providers;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes a changed configuration over while the gateway runs: providers, aliases and defaults. What the gateway listens on and how long it
 * waits stays until the next start, and is said to.
 *
 * @param started what the gateway was started with
 * @param again makes providers of a setup: real ones or simulated ones, as at the start
 */
record Reload(Gateway gateway, Setup started, Function<Setup, Providers> again, Consumer<String> remark)
        implements ConfigurationWatch.Listener {
    @Override
    public void changed(Configuration configuration) {
        Setup changed = started.with(configuration);
        Providers providers = again.apply(changed);
        gateway.use(providers, configuration.aliases());
        remark.accept("read " + configuration.file() + " again; new calls go by it");
        if (!configuration.gateway().equals(started.configuration().gateway())) {
            remark.accept("the table [gateway] changed too, which needs a new start");
        }
        providers.problems().forEach(remark);
    }

    @Override
    public void refused(String message) {
        remark.accept("the configuration changed and cannot be used, so the one before goes on:\n" + message);
    }
}
