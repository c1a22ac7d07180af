package dev.parlance.cli.run;

import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call, understood and checked but not done.
 *
 * @param permission what must be allowed for it, or null for nothing
 * @param headline what it would do, without the tool's name
 * @param details exactly that: the command, the lines, the address
 */
record Deed(@Nullable Permission permission, String headline, List<String> details, Action action) {
    /** Does it. */
    @FunctionalInterface
    interface Action {
        ToolResult perform(ToolContext context) throws Exception;
    }

    Deed {
        details = List.copyOf(details);
    }

    /** A deed that nobody is asked about. */
    static Deed free(Action action) {
        return new Deed(null, "", List.of(), action);
    }
}
