package dev.parlance.agent.mcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes out of words what a server was given in confidence. */
final class Secrets {
    /** Shorter values, such as {@code 1} or {@code yes}, are no secrets and would be found everywhere. */
    private static final int SHORTEST = 4;

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static Secrets of(McpServer server) {
        List<String> values = new ArrayList<>();
        switch (server) {
            case McpServer.Command command ->
                values.addAll(command.environment().values());
            case McpServer.Remote remote -> {
                remote.headers().values().forEach(value -> {
                    values.add(value);
                    // The key alone, without "Bearer".
                    values.add(value.substring(value.indexOf(' ') + 1));
                });
                String query = remote.uri().getRawQuery();
                if (query != null) {
                    values.add(query);
                }
            }
        }
        return new Secrets(values);
    }

    String hiddenIn(String words) {
        String hidden = words;
        for (String value : values) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }
}
