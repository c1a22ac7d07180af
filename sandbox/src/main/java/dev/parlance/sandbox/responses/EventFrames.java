package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts events into frames. The event line repeats the type; the last event is the end marker of the dialect. */
final class EventFrames {
    private EventFrames() {}

    static SandboxAnswer of(List<JsonObject> events, Turn turn) {
        boolean endless = turn.faults().doneMissing() && !turn.faults().errorInStream();
        List<Chunk> frames = new ArrayList<>();
        if (turn.has(Habit.COMMENTS)) {
            frames.add(frame(": OPENROUTER PROCESSING\n\n"));
        }
        for (JsonObject event : endless ? events.subList(0, events.size() - 1) : events) {
            String line = turn.has(Habit.NO_EVENT_LINES) ? "" : "event: " + event.text("type") + "\n";
            frames.add(frame(line + "data: " + Json.text(event) + "\n\n"));
        }
        if (turn.has(Habit.DONE_MARKER) && !endless) {
            frames.add(frame("data: [DONE]\n\n"));
        }
        return new SandboxAnswer(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache"),
                frames,
                Ending.COMPLETE);
    }

    private static Chunk frame(String text) {
        return new Chunk(Duration.ZERO, text);
    }
}
