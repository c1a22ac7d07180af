package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.error.ParlanceException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file anew when its content changes, and all or nothing of it counts: a file that is wrong, gone or half written leaves
 * the running configuration as it is and is complained about once for each content. Looks at the content itself and not at events or times, so
 * that it sees whatever way the file was replaced, swapped links such as those of Kubernetes included; a new content counts when two looks in a
 * row have seen it. Thread-safe.
 */
public final class ConfigurationWatch implements AutoCloseable {
    /** Who wants to know. Called on the ticker's thread, never twice at once. */
    public interface Listener {
        /** The new configuration. May throw {@link ParlanceException} when it cannot be used after all; then the old one stays. */
        void changed(Configuration configuration);

        /** The file is not usable and the old configuration stays; the text says why, without secrets. */
        void refused(String message);
    }

    private final Path file;
    private final Map<String, String> environment;
    private final Catalog catalog;
    private final Listener listener;
    private @Nullable String running;
    private String judged;
    private String seen;
    private Ticker.@Nullable Ticking ticking;

    private ConfigurationWatch(
            Path file, String running, Map<String, String> environment, Catalog catalog, Listener listener) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.catalog = catalog;
        this.listener = listener;
        this.running = running;
        this.judged = running;
        this.seen = running;
    }

    /**
     * Watches the file of a running configuration; one that came from no file is never changed.
     *
     * @param ticker when to look, usually {@link Ticker#every} second
     */
    public static ConfigurationWatch start(
            Configuration running, Map<String, String> environment, Catalog catalog, Listener listener, Ticker ticker) {
        Path file = running.file();
        ConfigurationWatch watch = new ConfigurationWatch(
                file == null ? Path.of("") : file, running.fingerprint(), environment, catalog, listener);
        if (file != null) {
            watch.ticking = ticker.start(watch::look);
        }
        return watch;
    }

    /** Looks once. */
    void look() {
        String text = null;
        ConfigurationFault unreadable = null;
        try {
            text = ConfigurationFiles.text(file);
        } catch (ConfigurationFault fault) {
            unreadable = fault;
        }
        String now = text == null ? String.valueOf(unreadable) : Configuration.fingerprint(text);
        synchronized (this) {
            boolean settled = now.equals(seen);
            seen = now;
            if (!settled || now.equals(judged)) {
                return;
            }
            judged = now;
            if (!now.equals(running)) {
                judge(text, unreadable, now);
            }
        }
    }

    private void judge(@Nullable String text, @Nullable ConfigurationFault unreadable, String now) {
        try {
            if (text == null) {
                throw Objects.requireNonNull(unreadable);
            }
            listener.changed(Configuration.of(file, text, environment, catalog, true));
            running = now;
        } catch (ConfigurationFault fault) {
            listener.refused(String.valueOf(fault.getMessage()));
        } catch (ParlanceException unusable) {
            listener.refused(file + ": " + unusable.failure().sentence());
        } catch (RuntimeException defect) {
            // Whatever it is, the watch goes on; its text might hold anything.
            listener.refused(file + ": unexpected " + defect.getClass().getName());
        }
    }

    @Override
    public void close() {
        Ticker.Ticking started = ticking;
        if (started != null) {
            started.close();
        }
    }
}
