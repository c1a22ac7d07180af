package dev.parlance.cli.run;

import java.util.Locale;

/** What is asked about before it is done. */
public enum Permission {
    /** Files are made or changed. */
    WRITE,
    /** A command is run. */
    SHELL,
    /** Something is sent to an address. */
    HTTP,
    /** A tool of an MCP server is called; what it does, only the server knows. */
    MCP;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As {@code --allow} says it. */
    String word() {
        return word;
    }
}
