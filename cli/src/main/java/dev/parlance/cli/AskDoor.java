package dev.parlance.cli;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.ListedModel;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers a question, and where: at its host or, without any key, in a simulation within this process.
 *
 * @param model {@code provider/model} or an alias
 * @param simulation the hosts in this process, or null when the real ones are called
 */
record AskDoor(Providers providers, String model, @Nullable SandboxServer simulation) implements AutoCloseable {
    private static final String ALIAS = "default";
    private static final String SIMULATED = "moonshot/kimi-k2.6";

    /**
     * The door to that model.
     *
     * @param asked the model that the user named, or null for the default
     * @throws CommandFailure when there is no default
     * @throws ParlanceException when that model cannot be called with these settings
     */
    static AskDoor open(Setup setup, @Nullable String asked) {
        Providers real = setup.providers();
        // As with serve: half a setting is no wish for a simulation.
        if (real.anyUsable() || !real.problems().isEmpty()) {
            return checked(new AskDoor(real, asked == null ? standard(real) : asked, null));
        }
        SandboxServer simulation = SandboxServer.start(0);
        try {
            Providers simulated = setup.sandbox(simulation::standIn);
            return checked(new AskDoor(simulated, asked == null ? simulated(simulated) : asked, simulation));
        } catch (RuntimeException unusable) {
            simulation.close();
            throw unusable;
        }
    }

    /** The model as {@code provider/model}, aliases replaced. */
    String modelName() {
        return providers.target(model).modelName();
    }

    @Override
    public void close() {
        if (simulation != null) {
            simulation.close();
        }
    }

    /** What can be known to be wrong is told before anything is sent. */
    private static AskDoor checked(AskDoor door) {
        door.providers.target(door.model).requireCredential();
        return door;
    }

    private static String simulated(Providers simulated) {
        return simulated.aliases().containsKey(ALIAS) ? ALIAS : SIMULATED;
    }

    private static String standard(Providers providers) {
        if (providers.aliases().containsKey(ALIAS)) {
            return ALIAS;
        }
        List<ProviderEntry> usable =
                providers.entries().stream().filter(ProviderEntry::usable).toList();
        if (usable.isEmpty()) {
            throw new CommandFailure(String.join("\n", providers.problems()));
        }
        if (usable.size() > 1) {
            throw new CommandFailure("Which model? Several providers can be called: "
                    + usable.stream().map(ProviderEntry::name).collect(Collectors.joining(", "))
                    + ". Name one with -m PROVIDER/MODEL, or write the alias default into [aliases] of the"
                    + " configuration. See: parlance models");
        }
        return first(usable.getFirst(), providers);
    }

    private static String first(ProviderEntry provider, Providers providers) {
        return provider.defaultModel() != null
                ? provider.name() + "/" + provider.defaultModel()
                : providers.models().stream()
                        .filter(model -> !model.retired())
                        .map(ListedModel::id)
                        .filter(id -> id.startsWith(provider.name() + "/"))
                        .findFirst()
                        .orElseThrow(() -> new CommandFailure("Which model? " + provider.name()
                                + " has no default model. Name one with -m " + provider.name() + "/MODEL."));
    }
}
