package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.ChatBodies;
import dev.parlance.benchmarks.MessagesBody;
import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Route;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of call.
 *
 * @param name for the option {@code --cases}
 * @param title for the table
 * @param goal how many times nginx's cost the gateway may have at most; 0 for no goal
 * @param size of the request's body in bytes, about
 * @param tools whether the conversation has tools, as an agent's has
 * @param model the upstream's model, whose name decides how fast a stream comes
 */
record Workload(String name, String title, double goal, Route route, int size, boolean tools, String model) {
    private static final String MODEL = "bench";

    /** What a run without {@code --cases} measures. */
    static List<Workload> usual() {
        return List.of(
                of("plain-1k", "1 KB request", 1.8, Route.PLAIN, 1000),
                of("plain-16k", "16 KB request", 0, Route.PLAIN, 16 << 10),
                of("plain-212k", "212 KB request", 1.5, Route.PLAIN, 212 << 10),
                of("plain-2m", "2 MB request", 0, Route.PLAIN, 2 << 20),
                of("stream", "stream of 200 chunks at full speed", 1.5, Route.STREAMED, 1000),
                new Workload(
                        "paced", "stream of 200 chunks, one each ms", 0, Route.STREAMED, 1000, true, Upstream.PACED),
                of("translated-1k", "translated: 1 KB request", 3, Route.PLAIN_TRANSLATED, 1000),
                of("translated-212k", "translated: 212 KB request", 4, Route.PLAIN_TRANSLATED, 212 << 10),
                of(
                        "translated-stream",
                        "translated: stream of 200 chunks at full speed",
                        4,
                        Route.STREAMED_TRANSLATED,
                        1000));
    }

    /** The same conversations without tools. */
    static List<Workload> bare() {
        return usual().stream()
                .filter(usual -> !usual.route.streamed())
                .map(usual -> new Workload(
                        "bare-" + usual.name, usual.title + ", no tools", 0, usual.route, usual.size, false, MODEL))
                .toList();
    }

    private static Workload of(String name, String title, double goal, Route route, int size) {
        return new Workload(name, title, goal, route, size, true, MODEL);
    }

    /** The whole request as bytes, for that door. */
    byte[] request(Door door) {
        byte[] body = ChatBodies.body(door.modelPrefix() + model, size, route.streamed(), tools);
        return Connection.request(door, route.translated() ? MessagesBody.of(body) : body, route.streamed());
    }

    /** Makes two calls and reads their answers as a client would. */
    Expected checked(Door door) throws IOException {
        try (Connection connection = new Connection(door.port())) {
            byte[] request = request(door);
            Answer first = connection.call(request);
            String text = connection.text();
            if (first.status() != 200) {
                throw new IOException("answered " + first.status() + ": " + text);
            }
            Optional<String> usage;
            try {
                usage = door.translates()
                        ? MessagesAnswer.check(text, route.streamed())
                        : ChatAnswer.check(text, route.streamed());
            } catch (IOException | RuntimeException wrong) {
                throw new IOException("changed the answer: " + wrong.getMessage(), wrong);
            }
            return new Expected(first, connection.call(request).same(first), usage);
        }
    }

    /**
     * What each answer must be.
     *
     * @param exact whether all are equal byte for byte; some proxies give each a number of its own
     * @param wrongUsage how the usage differs from the upstream's
     */
    record Expected(Answer answer, boolean exact, Optional<String> wrongUsage) {
        boolean matches(Answer given) {
            return exact ? given.same(answer) : given.near(answer);
        }
    }
}
