package dev.parlance.agent.mcp;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to deal with servers.
 *
 * @param startDeadline how long a server may take to start, introduce itself and list its tools
 * @param callDeadline how long one call of a tool may take
 * @param closeGrace how long a server may take to end before it is killed
 * @param listener hears every fault as it happens, on any thread, several at once; must be short and not throw
 */
public record McpSettings(
        Duration startDeadline, Duration callDeadline, Duration closeGrace, Consumer<McpFault> listener) {

    /** 30 seconds to start, which leaves npx time to fetch a package; 2 minutes for a call; 2 seconds to end. */
    public static McpSettings defaults() {
        return new McpSettings(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(2), fault -> {});
    }

    /** With another time to start. */
    public McpSettings withStartDeadline(Duration time) {
        return new McpSettings(time, callDeadline, closeGrace, listener);
    }

    /** With another time for a call. */
    public McpSettings withCallDeadline(Duration time) {
        return new McpSettings(startDeadline, time, closeGrace, listener);
    }

    /** With another time to end. */
    public McpSettings withCloseGrace(Duration time) {
        return new McpSettings(startDeadline, callDeadline, time, listener);
    }

    /** With someone who hears faults. */
    public McpSettings withListener(Consumer<McpFault> own) {
        return new McpSettings(startDeadline, callDeadline, closeGrace, own);
    }
}
