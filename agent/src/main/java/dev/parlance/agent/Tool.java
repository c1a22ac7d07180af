package dev.parlance.agent;

import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something the model may have done. Must be thread-safe: one answer may call it several times at once. */
public interface Tool {
    /** What the model calls it by. */
    String name();

    /** What it does, for the model. */
    String description();

    /** JSON Schema of the arguments. */
    RawJson parameters();

    /** How long one call may take, or null for the deadline of the settings. */
    default @Nullable Duration deadline() {
        return null;
    }

    /**
     * Does it, on a virtual thread of its own, which is interrupted when the deadline passes or the run is cancelled. An exception becomes a
     * result that tells the model its message. The call's id is the same when an unfinished call is done again after a resume.
     */
    ToolResult call(ToolCall call, ToolContext context) throws Exception;

    /** What a tool does, without its description. */
    @FunctionalInterface
    interface Body {
        /** See {@link Tool#call}. */
        ToolResult call(ToolCall call, ToolContext context) throws Exception;
    }

    /** A tool built by hand. */
    static Tool of(String name, String description, RawJson parameters, Body body) {
        return new WrittenTool(name, description, parameters, null, body);
    }

    /** A tool built by hand, with a deadline of its own. */
    static Tool of(String name, String description, RawJson parameters, Duration deadline, Body body) {
        return new WrittenTool(name, description, parameters, deadline, body);
    }
}
