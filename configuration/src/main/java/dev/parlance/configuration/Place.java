package dev.parlance.configuration;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A value of the file and where it stands.
 *
 * @param key the way to it
 * @param value as tomlj has it
 * @param outer the names that the table around it knows, to tell a setting that slipped into this one
 */
record Place(Reading reading, String key, Object value, int line, int column, Set<String> outer) {
    private static final String BARE = "[A-Za-z0-9_-]+";

    /** The whole file. */
    static Place root(Reading reading, TomlTable table) {
        return new Place(reading, "", table, 1, 1, Set.of());
    }

    /** A member of a table. */
    Place member(TomlTable table, String name, Set<String> known) {
        TomlPosition position = table.inputPositionOf(List.of(name));
        Object value = table.get(List.of(name));
        return new Place(
                reading,
                key.isEmpty() ? quoted(name) : key + "." + quoted(name),
                value == null ? "" : value,
                position == null ? line : position.line(),
                position == null ? column : position.column(),
                known);
    }

    /** A member of this table that stands in it for certain. */
    Place member(String name) {
        return value instanceof TomlTable table ? member(table, name, Set.of()) : this;
    }

    /** An element of an array. */
    Place element(TomlArray array, int index) {
        TomlPosition position = array.inputPositionOf(index);
        return new Place(
                reading,
                key + "[" + index + "]",
                array.get(index),
                position == null ? line : position.line(),
                position == null ? column : position.column(),
                Set.of());
    }

    /** The same value under another way to it, for arrays whose elements have names. */
    Place renamed(String newKey) {
        return new Place(reading, newKey, value, line, column, outer);
    }

    /** A key as TOML wants it written. */
    static String quoted(String name) {
        return name.matches(BARE) ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The last piece of the way, as the file spells it. */
    String name() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    String origin() {
        return reading.originOf(line);
    }

    void fault(String message, @Nullable String advice) {
        reading.fault(line, column, key.isEmpty() ? null : key, message, advice);
    }

    /** Says that something is missing here. */
    void missing(String message, String advice) {
        if (reading.isWhole()) {
            fault(message, advice);
        }
    }

    void warn(String message) {
        reading.warn(line, key + ": " + message);
    }

    void show(String text) {
        reading.show(new EffectiveSetting(key, text, origin()));
    }
}
