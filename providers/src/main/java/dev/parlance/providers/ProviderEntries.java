package dev.parlance.providers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The providers by name. One that the user said nothing about is made when somebody asks for it, and remarks when somebody wants to hear
 * them, for both read files of the catalog; a program that asks one host does not wait for the others. Thread-safe.
 */
final class ProviderEntries {
    /** Makes a provider. */
    interface Maker {
        ProviderEntry make(ProviderSettings settings, boolean said);
    }

    private final Map<String, ProviderSettings> settings;
    private final Maker maker;
    private final UnaryOperator<ProviderEntry> remarks;
    private final Map<String, ProviderEntry> made = new ConcurrentHashMap<>();
    private final Map<String, ProviderEntry> remarked = new ConcurrentHashMap<>();

    /**
     * @param said the names of providers that the user spoke of; they are made at once, with all errors that this brings
     * @param remarks adds what is odd about a provider
     */
    ProviderEntries(
            Map<String, ProviderSettings> settings,
            Set<String> said,
            Maker maker,
            UnaryOperator<ProviderEntry> remarks) {
        this.settings = new LinkedHashMap<>(settings);
        this.maker = maker;
        this.remarks = remarks;
        this.settings.forEach((name, one) -> {
            if (said.contains(name)) {
                made.put(name, maker.make(one, true));
            }
        });
    }

    Set<String> names() {
        return settings.keySet();
    }

    /** The provider without remarks, or null when there is none of that name. */
    @Nullable
    ProviderEntry get(String name) {
        ProviderEntry known = made.get(name);
        ProviderSettings own = settings.get(name);
        if (known != null || own == null) {
            return known;
        }
        ProviderEntry fresh = maker.make(own, false);
        ProviderEntry other = made.putIfAbsent(name, fresh);
        return other == null ? fresh : other;
    }

    /** How long a host may be silent at the most, as far as the user spoke of it. */
    Optional<Duration> longestSilence() {
        return settings.values().stream()
                .map(ProviderSettings::idleTimeout)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /** All of them without remarks. */
    List<ProviderEntry> plain() {
        List<ProviderEntry> all = new ArrayList<>();
        for (String name : settings.keySet()) {
            ProviderEntry entry = get(name);
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    /** Whether any can be called; those that are made already are looked at first, for each other one reads a file. */
    boolean anyUsable() {
        return made.values().stream().anyMatch(ProviderEntry::usable)
                || plain().stream().anyMatch(ProviderEntry::usable);
    }

    /** All of them, with the remarks. */
    List<ProviderEntry> all() {
        List<ProviderEntry> all = new ArrayList<>();
        for (ProviderEntry entry : plain()) {
            all.add(remarked.computeIfAbsent(entry.name(), name -> remarks.apply(entry)));
        }
        return List.copyOf(all);
    }
}
