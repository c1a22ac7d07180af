package dev.parlance.sandbox.host;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host answers: status, headers, the body in the pieces in which it leaves, and how the body ends.
 *
 * @param headers names in lower case
 */
public record SandboxAnswer(int status, Map<String, String> headers, List<Chunk> chunks, Ending ending) {

    /**
     * One piece of the body, sent and flushed by itself.
     *
     * @param delay how long to wait before it
     */
    public record Chunk(Duration delay, String text) {}

    /** How the body ends. */
    public enum Ending {
        /** As HTTP demands. */
        COMPLETE,
        /** The connection closes in the middle of the body. */
        CUT
    }

    public SandboxAnswer {
        headers = Map.copyOf(headers);
        chunks = List.copyOf(chunks);
    }

    /** A plain JSON answer. */
    public static SandboxAnswer json(int status, JsonValue body) {
        return text(status, "application/json", Json.text(body));
    }

    /** A plain answer. */
    public static SandboxAnswer text(int status, String contentType, String body) {
        return new SandboxAnswer(
                status, Map.of("content-type", contentType), List.of(new Chunk(Duration.ZERO, body)), Ending.COMPLETE);
    }

    /** The same answer with one more header. */
    public SandboxAnswer withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** The same answer with more headers; those it has already win. */
    public SandboxAnswer withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(headers);
        return new SandboxAnswer(status, all, chunks, ending);
    }

    /** The same answer that waits before every piece. */
    public SandboxAnswer slowedBy(Duration delay) {
        List<Chunk> slowed = new ArrayList<>();
        for (Chunk chunk : chunks) {
            slowed.add(new Chunk(delay, chunk.text()));
        }
        return new SandboxAnswer(status, headers, slowed, ending);
    }

    /** The same answer whose body breaks off halfway, in the middle of a piece. */
    public SandboxAnswer cut() {
        int kept = chunks.size() / 2;
        List<Chunk> start = new ArrayList<>(chunks.subList(0, kept));
        if (kept < chunks.size()) {
            Chunk torn = chunks.get(kept);
            int half = torn.text()
                    .offsetByCodePoints(
                            0, torn.text().codePointCount(0, torn.text().length()) / 2);
            start.add(new Chunk(torn.delay(), torn.text().substring(0, half)));
        }
        return new SandboxAnswer(status, headers, start, Ending.CUT);
    }

    /** The same stream with a comment before every eighth piece, as servers send them to keep a connection open. */
    public SandboxAnswer withKeepAlives() {
        List<Chunk> more = new ArrayList<>();
        for (int index = 0; index < chunks.size(); index++) {
            if (index % 8 == 0) {
                more.add(new Chunk(Duration.ZERO, ": keep-alive\n\n"));
            }
            more.add(chunks.get(index));
        }
        return new SandboxAnswer(status, headers, more, ending);
    }

    /** Whether the body leaves piece by piece, with no length announced. */
    public boolean streamed() {
        return ending == Ending.CUT
                || chunks.size() > 1
                || headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    }

    /** The whole body. */
    public String body() {
        StringBuilder all = new StringBuilder();
        chunks.forEach(chunk -> all.append(chunk.text()));
        return all.toString();
    }
}
