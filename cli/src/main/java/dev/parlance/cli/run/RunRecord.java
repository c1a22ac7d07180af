package dev.parlance.cli.run;

import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentListener;
import dev.parlance.agent.ToolCall;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tool calls of a run, for {@code --json}. */
public final class RunRecord implements AgentListener {
    private final Map<String, JsonObject> arguments = new HashMap<>();
    private final List<JsonValue> calls = new ArrayList<>();

    /** Nothing was called yet. */
    public RunRecord() {}

    @Override
    public void happened(AgentEvent event) {
        if (event instanceof AgentEvent.ToolStarted(ToolCall call)) {
            arguments.put(call.id(), call.arguments());
        } else if (event instanceof AgentEvent.ToolEnded ended) {
            JsonObject call = JsonValue.object("tool", JsonValue.of(ended.tool()));
            JsonObject given = arguments.remove(ended.id());
            if (given != null) {
                call = call.with("arguments", given);
            }
            call = call.with("failed", JsonValue.of(ended.result().failed()));
            if (ended.cut()) {
                call = call.with("cut", JsonValue.of(true));
            }
            calls.add(call.with("result", JsonValue.of(ended.result().text()))
                    .with("milliseconds", JsonValue.of(ended.time().toMillis())));
        }
    }

    /** Each as {@code {"tool", "arguments", "failed", "cut", "result", "milliseconds"}}, in the order in which they ended. */
    JsonArray calls() {
        return new JsonArray(calls);
    }
}
