package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of one file: what it may ask, and everything it found. Not thread-safe. */
final class Reading {
    /** Fills the places of a template. */
    interface Values {
        /** The text, or null when it is not to be known now. @throws ParlanceException.Misconfigured when a place cannot be filled */
        @Nullable
        String read(Template template);
    }

    private final String file;
    private final String origin;
    private final Path folder;
    private final Map<String, String> environment;
    private final Catalog catalog;
    private final Values values;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<EffectiveSetting> settings = new ArrayList<>();
    private boolean holdsSecret;
    private boolean lacksLines;

    Reading(Path file, Map<String, String> environment, Catalog catalog, Values values) {
        Path name = file.getFileName();
        Path parent = file.toAbsolutePath().getParent();
        this.file = file.toString();
        this.origin = name == null ? file.toString() : name.toString();
        this.folder = parent == null ? file.toAbsolutePath() : parent;
        this.environment = environment;
        this.catalog = catalog;
        this.values = values;
    }

    /** The folder of the file, from which relative paths in it go out. */
    Path folder() {
        return folder;
    }

    /** The file's name for overrides, which put it before their complaints. */
    String fileName() {
        return origin;
    }

    Catalog catalog() {
        return catalog;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** That variable, or null when it is not set or blank. */
    @Nullable
    String variable(String name) {
        String text = environment.getOrDefault(name, "").strip();
        return text.isEmpty() ? null : text;
    }

    /** The text of a template whose value is needed now; null when it is not to be known, or a fault has been said. */
    @Nullable
    String resolve(Template template, Place at) {
        try {
            return values.read(template);
        } catch (ParlanceException wrong) {
            at.fault(wrong.failure().message(), wrong.failure().advice());
            return null;
        }
    }

    String originOf(int line) {
        return origin + ":" + line;
    }

    void fault(int line, int column, @Nullable String key, String message, @Nullable String advice) {
        faults.add(new Fault(file, line, column, key, message, advice));
    }

    void warn(int line, String message) {
        warnings.add(file + ":" + line + ": " + message);
    }

    void warnAboutFile(String message) {
        warnings.add(file + ": " + message);
    }

    void show(EffectiveSetting setting) {
        settings.add(setting);
    }

    /** Lines of the file could not be read, so that nothing can be said to be missing. */
    void lacksLines() {
        lacksLines = true;
    }

    boolean isWhole() {
        return !lacksLines;
    }

    void holdSecret() {
        holdsSecret = true;
    }

    /** Whether a key stands in the file itself. */
    boolean holdsSecret() {
        return holdsSecret;
    }

    List<Fault> faults() {
        return faults.stream().sorted(Fault.BY_PLACE).distinct().toList();
    }

    List<String> warnings() {
        return warnings;
    }

    List<EffectiveSetting> settings() {
        return settings;
    }
}
