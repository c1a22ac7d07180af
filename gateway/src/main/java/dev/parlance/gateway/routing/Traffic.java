package dev.parlance.gateway.routing;

import dev.parlance.providers.Capacity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known about all targets together; shared by all lanes. Thread-safe. */
public final class Traffic {
    private final Map<String, TargetHealth> healthOfTarget = new ConcurrentHashMap<>();
    private final Map<String, Turnstile> turnstileOfProvider = new ConcurrentHashMap<>();

    /** How well the model did lately; made up as well when asked for the first time. */
    public TargetHealth health(String model) {
        return healthOfTarget.computeIfAbsent(model, unused -> new TargetHealth());
    }

    /** The turnstile of the provider, or null when it has none. A changed capacity begins anew; open calls leave the one they entered. */
    public @Nullable Turnstile turnstile(String provider, @Nullable Capacity capacity) {
        return capacity == null
                ? null
                : turnstileOfProvider.compute(
                        provider,
                        (name, there) ->
                                there != null && there.capacity().equals(capacity) ? there : new Turnstile(capacity));
    }
}
