package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts chunks into the frames of a server-sent event stream and breaks the stream where a fault asks for it. */
public final class EventStream {
    private static final String DONE = "data: [DONE]\n\n";

    private EventStream() {}

    /**
     * A streamed answer.
     *
     * @param chunks the JSON chunks up to the end marker
     * @param inBandError the host's error object inside a stream
     */
    public static SandboxAnswer of(List<JsonObject> chunks, JsonValue inBandError, Faults faults) {
        List<JsonValue> events = new ArrayList<>(chunks);
        if (faults.errorInStream()) {
            events = new ArrayList<>(chunks.subList(0, (chunks.size() + 1) / 2));
            events.add(inBandError);
        }
        List<Chunk> frames = new ArrayList<>();
        for (JsonValue event : events) {
            frames.add(new Chunk(Duration.ZERO, "data: " + Json.text(event) + "\n\n"));
        }
        if (!faults.errorInStream() && !faults.doneMissing()) {
            frames.add(new Chunk(Duration.ZERO, DONE));
        }
        return new SandboxAnswer(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache"),
                frames,
                Ending.COMPLETE);
    }
}
