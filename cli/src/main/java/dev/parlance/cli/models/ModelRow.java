package dev.parlance.cli.models;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One model that can be asked for.
 *
 * @param id what to ask for, {@code provider/model} or an alias
 * @param aliasOf what the alias stands for, or null
 * @param deployment the deployment that serves it, or null when it is its own
 * @param window tokens of input and output together, or null when nobody says
 * @param maxOutput largest output in tokens, or null when nobody says
 * @param inputs kinds of input; empty when nobody says
 * @param thinking when it thinks
 * @param origins who knows it
 * @param retired whether the host has switched it off or announced so
 */
public record ModelRow(
        String id,
        String provider,
        @Nullable String aliasOf,
        @Nullable String deployment,
        @Nullable Long window,
        @Nullable Long maxOutput,
        Set<String> inputs,
        String thinking,
        Set<Origin> origins,
        boolean retired) {
    /** Who knows a model. */
    public enum Origin {
        /** The catalog that comes with Parlance. */
        CATALOG,
        /** The user's configuration or environment. */
        CONFIGURED,
        /** The host itself, which was asked. */
        HOST;

        /** For example {@code catalog}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ModelRow {
        inputs = Collections.unmodifiableSet(new TreeSet<>(inputs));
        origins = Collections.unmodifiableSet(EnumSet.copyOf(origins));
    }

    /** The same, known to the host too, whose numbers count where there were none. */
    ModelRow and(HostModel listed) {
        Set<Origin> all = EnumSet.copyOf(origins);
        all.add(Origin.HOST);
        return new ModelRow(
                id,
                provider,
                aliasOf,
                deployment,
                window == null ? listed.window() : window,
                maxOutput == null ? listed.maxOutput() : maxOutput,
                inputs,
                thinking,
                all,
                retired);
    }
}
