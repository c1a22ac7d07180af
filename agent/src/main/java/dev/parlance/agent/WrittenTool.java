package dev.parlance.agent;

import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A tool whose parts were given one by one. What is wrong with its arguments is for its body to say. */
record WrittenTool(
        String name,
        String description,
        RawJson parameters,
        @Nullable Duration deadline,
        Body body) implements Tool {
    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        return body.call(call, context);
    }
}
