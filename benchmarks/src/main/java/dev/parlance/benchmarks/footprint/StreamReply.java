package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.Call;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One stream as its client reads it. Written by the event loop; {@link #check} may be called by any thread when it has ended. */
final class StreamReply {
    private final Runnable afterBegin;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Buffer text = Buffer.buffer(0);
    private int status;

    /** @param afterBegin done once, when the first text is there or none can come any more */
    StreamReply(Runnable afterBegin) {
        this.afterBegin = afterBegin;
    }

    void status(int given) {
        status = given;
    }

    void data(Buffer more) {
        text.appendBuffer(more);
        if (!begun.isDone() && text.toString(StandardCharsets.UTF_8).contains(Call.FIRST_WORD)) {
            begun.complete(null);
            afterBegin.run();
        }
    }

    void end() {
        if (begun.completeExceptionally(
                new IOException("The stream ended before its first word: " + status + " " + text))) {
            afterBegin.run();
        }
        ended.complete(null);
    }

    void fail(Throwable cause) {
        if (begun.completeExceptionally(cause)) {
            afterBegin.run();
        }
        ended.completeExceptionally(cause);
    }

    /** Done when the first text is there. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Done at the end. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * Whether all of it came: as many words as the usage says, a finish and the dialect's last event.
     *
     * @param counted whether usage must be told and right
     */
    void check(boolean counted) throws IOException {
        int words = 0;
        long told = -1;
        boolean finished = false;
        String whole = text.toString(StandardCharsets.UTF_8);
        for (String event : whole.split("\n\n", -1)) {
            int data = event.indexOf("data: {");
            if (data >= 0) {
                JsonObject chunk = object(event.substring(data + "data: ".length()), whole);
                words += Words.in(chunk);
                told = Math.max(told, Words.told(chunk));
                finished |= Words.finishes(chunk);
            }
        }
        boolean last = whole.endsWith("data: [DONE]\n\n") || whole.contains("event: message_stop");
        if (status != 200 || words == 0 || counted && words != told || !finished || !last) {
            throw new IOException("A stream is not complete: status " + status + ", " + words + " words of " + told
                    + ", finish " + finished + ", last event " + last + ": " + whole);
        }
    }

    private static JsonObject object(String json, String whole) throws IOException {
        try {
            if (Json.parse(json.strip()) instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJson broken) {
            throw new IOException("A stream holds broken JSON: " + whole, broken);
        }
        throw new IOException("A stream holds something else than objects: " + whole);
    }
}
