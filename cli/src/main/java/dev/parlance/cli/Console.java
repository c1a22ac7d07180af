package dev.parlance.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** What a command reads from and prints to. Answers go to {@code out}, everything meant for people alone to {@code err}. */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    Console {
        environment = Map.copyOf(environment);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
