package dev.parlance.sandbox.gemini;

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
import org.jspecify.annotations.Nullable;

/** Puts answers into their frames: events with the line ends of the web, one JSON array, or a plain document. */
enum GeminiStream {
    /** One document. */
    PLAIN("application/json; charset=UTF-8"),
    /** Events, with {@code alt=sse}. */
    EVENTS("text/event-stream"),
    /** One array that grows, without it. */
    ARRAY("application/json; charset=UTF-8");

    private final String contentType;

    GeminiStream(String contentType) {
        this.contentType = contentType;
    }

    /** An answer that worked. */
    SandboxAnswer answer(List<JsonObject> chunks, @Nullable JsonObject error) {
        List<String> frames = new ArrayList<>();
        for (JsonObject chunk : chunks) {
            frames.add(
                    switch (this) {
                        case PLAIN -> Json.pretty(chunk) + "\n";
                        case EVENTS -> "data: " + Json.text(chunk) + "\r\n\r\n";
                        case ARRAY -> (frames.isEmpty() ? "[" : ",\r\n") + Json.pretty(chunk);
                    });
        }
        // Within events the error stands bare, without the name of the field (recorded:
        // FirebaseExtended/vertexai-sdk-test-data).
        if (error != null) {
            frames.add((this == ARRAY ? ",\r\n" : "") + Json.pretty(error) + "\n");
        }
        if (this == ARRAY) {
            frames.add("]\n");
        }
        return framed(200, frames);
    }

    /** A refusal: within an array where an array was asked for, else bare (recorded: Mirascope/mirascope, stream wraps API errors). */
    SandboxAnswer refusal(int status, JsonObject error) {
        String text = Json.pretty(this == ARRAY ? JsonValue.array(error) : error) + "\n";
        return framed(status, List.of(text));
    }

    private SandboxAnswer framed(int status, List<String> frames) {
        List<Chunk> chunks = new ArrayList<>();
        frames.forEach(frame -> chunks.add(new Chunk(Duration.ZERO, frame)));
        return new SandboxAnswer(status, Map.of("content-type", contentType), chunks, Ending.COMPLETE);
    }
}
