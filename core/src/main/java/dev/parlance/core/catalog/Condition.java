package dev.parlance.core.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The closed list of facts a rule may depend on. What needs more than one of them is a named transform or check in Java. */
public enum Condition {
    /** Thinking is in effect for this request, asked for or by default. */
    REASONING_ON,
    /** Thinking is not in effect. */
    REASONING_OFF,
    /** Thinking is in effect and tools are offered. */
    REASONING_WITH_TOOLS,
    /** Thinking is in effect, and the caller does not speak the dialect of the host, so that its own words for showing it are missing. */
    REASONING_TRANSLATED,
    /** The history holds reasoning. */
    REASONING_PRESENT,
    /** Tools are offered. */
    TOOLS_PRESENT,
    /** No tools are offered. */
    TOOLS_ABSENT,
    /** The answer is streamed. */
    STREAMING;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For example {@code reasoning-on}. */
    public String label() {
        return label;
    }

    /** The condition with that label, or null. */
    public static @Nullable Condition ofLabel(String label) {
        for (Condition condition : values()) {
            if (condition.label.equals(label)) {
                return condition;
            }
        }
        return null;
    }
}
