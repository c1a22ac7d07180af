package dev.parlance.configuration;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** What the TOML reader complains about, in our form. */
final class SyntaxFaults {
    private static final Pattern TWICE =
            Pattern.compile("(.*?) (?:is not an array \\()?previously defined at line (\\d+), column (\\d+)\\)?");

    private final Reading reading;
    private final List<String> lines;

    SyntaxFaults(Reading reading, String text) {
        this.reading = reading;
        this.lines = text.lines().toList();
    }

    /**
     * Reports them all.
     *
     * @return whether the rest of the file can be judged: not when a header is broken, for what follows it belongs to another table then
     */
    boolean say(TomlParseResult toml) {
        boolean sound = true;
        for (TomlParseError error : toml.errors()) {
            String message = String.valueOf(error.getMessage());
            int line = error.position().line();
            Matcher twice = TWICE.matcher(message);
            if (twice.matches()) {
                twice(toml, twice, line, error.position().column());
            } else {
                reading.fault(line, error.position().column(), null, lowered(message), advice(message, line));
                reading.lacksLines();
                sound &= !line(line).startsWith("[");
            }
        }
        return sound;
    }

    private void twice(TomlTable root, Matcher twice, int line, int column) {
        int first = Integer.parseInt(twice.group(2));
        Place earlier = find(Place.root(reading, root), first, Integer.parseInt(twice.group(3)));
        boolean header = line(line).startsWith("[");
        reading.fault(
                line,
                column,
                earlier == null ? twice.group(1) : earlier.key(),
                "line " + first + " has this " + (header ? "table" : "key") + " already; TOML wants each once",
                header
                        ? "Put the lines below this header to those of line " + first + "."
                        : "Keep one of the two lines.");
    }

    private static @Nullable Place find(Place from, int line, int column) {
        if (!from.key().isEmpty() && from.line() == line && from.column() == column && !nests(from, line, column)) {
            return from;
        }
        if (from.value() instanceof TomlTable table) {
            for (String name : table.keySet()) {
                Place found = find(from.member(table, name, Set.of()), line, column);
                if (found != null) {
                    return found;
                }
            }
        }
        if (from.value() instanceof TomlArray array) {
            for (int index = 0; index < array.size(); index++) {
                Place found = find(from.element(array, index), line, column);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Whether a table within was named by the same header: {@code [a.b]} makes both a and b. */
    private static boolean nests(Place from, int line, int column) {
        if (from.value() instanceof TomlTable table) {
            for (String name : table.keySet()) {
                Place inner = from.member(table, name, Set.of());
                if (inner.line() == line && inner.column() == column) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable String advice(String message, int line) {
        String text = line(line);
        int equals = text.indexOf('=');
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (text.startsWith("[")) {
            return "A header is [name.of.table], alone in its line.";
        }
        if (equals < 0 && !text.isEmpty()) {
            return "A line is key = value, a header [table] or a comment that begins with #.";
        }
        if (message.contains("expected a value") && !value.isEmpty() && Character.isLetter(value.charAt(0))) {
            return "Texts stand in quotes: key = \"value\".";
        }
        if (message.contains("expected a value") && value.isEmpty()) {
            return "Write a value, or take the line out; \"\" counts as not set.";
        }
        if (message.contains("escape")) {
            return "In double quotes a backslash is written twice; in single quotes, 'C:\\path', as it is.";
        }
        return null;
    }

    private String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1).strip() : "";
    }

    private static String lowered(String message) {
        return "this is no TOML: " + Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
