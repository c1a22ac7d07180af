package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers that a host keeps, the latest ones only: at most 500 and at most 32 MB of requests. Thread-safe. */
final class ResponseStore {
    private static final int MOST_ANSWERS = 500;
    private static final long MOST_BYTES = 32L << 20;

    /**
     * One kept answer.
     *
     * @param response the response object
     * @param input what the request added to the conversation
     * @param context the whole conversation up to this answer, the answer included
     * @param bytes the length of the request
     */
    record Kept(JsonObject response, List<JsonObject> input, List<JsonObject> context, int bytes) {}

    private final LinkedHashMap<String, Kept> answers = new LinkedHashMap<>();
    private final Map<String, JsonObject> items = new HashMap<>();
    private long bytes;

    /** Keeps an answer; an equal request overwrites what it left before. */
    synchronized void keep(String id, Kept answer) {
        remove(id);
        answers.put(id, answer);
        bytes += answer.bytes();
        for (JsonObject item : output(answer)) {
            items.put(id(item), item);
        }
        while (answers.size() > MOST_ANSWERS || bytes > MOST_BYTES && answers.size() > 1) {
            remove(answers.firstEntry().getKey());
        }
    }

    /** The answer of that id, or null. */
    synchronized @Nullable Kept find(String id) {
        return answers.get(id);
    }

    /** The output item of that id, or null. */
    synchronized @Nullable JsonObject item(String id) {
        return items.get(id);
    }

    /** Forgets an answer; whether there was one. */
    synchronized boolean remove(String id) {
        Kept old = answers.remove(id);
        if (old == null) {
            return false;
        }
        bytes -= old.bytes();
        for (JsonObject item : output(old)) {
            items.remove(id(item));
        }
        return true;
    }

    private static List<JsonObject> output(Kept answer) {
        return ResponsesBody.objects(answer.response().elements("output"));
    }

    private static String id(JsonObject item) {
        String id = item.text("id");
        return id == null ? "" : id;
    }
}
