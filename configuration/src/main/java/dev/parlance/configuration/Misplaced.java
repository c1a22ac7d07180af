package dev.parlance.configuration;

/** A setting of the table around, written after the header of an inner table: TOML counts it to the inner one, people do not. */
final class Misplaced {
    private Misplaced() {}

    private static String owner(Place table) {
        int dot = table.key().lastIndexOf('.');
        return dot < 0 ? "the file" : table.key().substring(0, dot);
    }

    static void say(Place table, Place at, String name) {
        at.fault(
                name + " is a setting of the table around " + table.name() + ", but it stands inside " + table.name()
                        + ", which begins in line " + table.line()
                        + ": in TOML every key below a table's header belongs to that table",
                "Move it up to the other settings of " + owner(table) + ", above line " + table.line() + ".");
    }
}
