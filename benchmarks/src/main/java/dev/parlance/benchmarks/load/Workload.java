package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.ChatBodies;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of call, and what a right answer to it is. Immutable. */
final class Workload {
    private static final String MODEL = "openai-compatible/bench";

    private final String name;
    private final String title;
    private final int goal;
    private final boolean streaming;
    private final byte[] request;

    private Workload(String name, String title, int goal, boolean streaming, byte[] request) {
        this.name = name;
        this.title = title;
        this.goal = goal;
        this.streaming = streaming;
        this.request = request;
    }

    static List<Workload> all() {
        return List.of(
                of("plain-1k", "1 KB request, plain answer", 4, 1000, false, MODEL),
                of("plain-212k", "212 KB request, plain answer", 0, 212 * 1024, false, MODEL),
                of("stream", "stream of 200 chunks at full speed", 8, 1000, true, MODEL),
                of("paced", "stream of 200 chunks, one each ms", 0, 1000, true, "openai-compatible/" + Upstream.PACED));
    }

    private static Workload of(String name, String title, int goal, int size, boolean streaming, String model) {
        return new Workload(
                name, title, goal, streaming, Connection.request(ChatBodies.body(model, size, streaming), streaming));
    }

    /** For the option {@code --cases}. */
    String name() {
        return name;
    }

    /** For the table. */
    String title() {
        return title;
    }

    /** How many times nginx's cost is wanted at most; 0 for no goal. */
    int goal() {
        return goal;
    }

    boolean streaming() {
        return streaming;
    }

    /** The whole request as bytes; not to be changed. */
    byte[] request() {
        return request;
    }

    /** Makes one call and reads its answer as a client would; every later one must be equal to it, byte for byte. */
    Answer checked(int port, String who) throws IOException {
        try (Connection connection = new Connection(port)) {
            Answer answer = connection.call(request);
            String text = connection.text();
            if (answer.status() != 200) {
                throw new IOException(who + " answered " + answer.status() + " to " + name + ": " + text);
            }
            if (streaming) {
                stream(text, who);
            } else {
                plain(text, who);
            }
            return answer;
        }
    }

    private void plain(String text, String who) throws IOException {
        JsonObject given = (JsonObject) Json.parse(text);
        JsonObject wanted = ConstantAnswer.plainBody();
        JsonObject choice = first(given);
        JsonObject wantedChoice = first(wanted);
        require(who, "text", content(choice, "message"), content(wantedChoice, "message"));
        require(who, "finish_reason", choice.text("finish_reason"), wantedChoice.text("finish_reason"));
        require(who, "usage", given.get("usage"), wanted.get("usage"));
    }

    private void stream(String text, String who) throws IOException {
        String[] events = text.split("\n\n", -1);
        int words = 0;
        String finish = null;
        JsonValue usage = null;
        for (String event : events) {
            if (!event.startsWith("data: {")) {
                continue;
            }
            JsonObject chunk = (JsonObject) Json.parse(event.substring("data: ".length()));
            usage = chunk.get("usage") instanceof JsonObject reported ? reported : usage;
            if (!chunk.elements("choices").isEmpty()) {
                JsonObject choice = first(chunk);
                words += ConstantAnswer.WORD.equals(content(choice, "delta")) ? 1 : 0;
                finish = choice.text("finish_reason") == null ? finish : choice.text("finish_reason");
            }
        }
        require(who, "number of chunks with text", words, ConstantAnswer.TEXT_CHUNKS);
        require(who, "finish_reason", finish, "stop");
        require(who, "usage", usage, ConstantAnswer.streamUsage());
        require(who, "end of the stream", text.endsWith("data: [DONE]\n\n"), true);
    }

    private static JsonObject first(JsonObject body) throws IOException {
        if (body.get("choices") instanceof JsonArray(var choices)
                && !choices.isEmpty()
                && choices.getFirst() instanceof JsonObject choice) {
            return choice;
        }
        throw new IOException("There are no choices in " + Json.text(body));
    }

    private static @Nullable String content(JsonObject choice, String member) {
        JsonObject message = choice.object(member);
        return message == null ? null : message.text("content");
    }

    private void require(String who, String what, @Nullable Object given, @Nullable Object wanted) throws IOException {
        if (given == null || !given.equals(wanted)) {
            throw new IOException(
                    who + " changed the answer to " + name + ": " + what + " is " + given + " and not " + wanted);
        }
    }
}
