package dev.parlance.cli.terminal;

import java.util.Map;

/** Whether a terminal is to be coloured. Plain ones get the same words with the marks of Markdown, so that nothing is lost. */
public enum Look {
    COLOURED,
    PLAIN;

    /** As the environment wishes: plain with {@code NO_COLOR} (no-color.org) or on a terminal that can only print. */
    public static Look of(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                ? COLOURED
                : PLAIN;
    }
}
