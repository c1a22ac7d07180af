package dev.parlance.benchmarks.latency;

import dev.parlance.benchmarks.ChatBodies;
import dev.parlance.benchmarks.MessagesBody;
import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What is asked of a proxy again and again, and how a right answer is told from a wrong one. Immutable. */
public final class Call {
    /** The text that begins every stream. */
    public static final String FIRST_WORD = StampingUpstream.FIRST_WORD;

    private static final int SIZE = 1000;

    private final String who;
    private final Route route;
    private final Door door;
    private final byte[] body;
    private final byte[] request;
    private final List<byte[]> expected;

    private Call(String who, Route route, Door door) {
        this.who = who;
        this.route = route;
        this.door = door;
        String model = door.modelPrefix() + "bench";
        byte[] chat = ChatBodies.body(model, SIZE, route.streamed());
        body = route.translated() ? MessagesBody.of(chat) : chat;
        request = bytes(door, body, route.streamed());
        String end = end(route.translated() && door.translates(), route.streamed());
        String text = route.streamed() ? StampingUpstream.FIRST_WORD : StampingUpstream.TEXT;
        expected = List.of(Received.ascii(text), Received.ascii(end));
    }

    /** A request of 1 KB on that route. */
    public static Call of(String who, Route route, Door door) {
        return new Call(who, route, door);
    }

    /** The same bytes straight to the upstream, which answers in its own dialect. */
    static Call direct(Route route, int upstream) {
        return new Call(
                "upstream alone",
                route,
                new Door(upstream, OptionalInt.empty(), "/v1/chat/completions", List.of(), "", false));
    }

    /** Whom an error is about. */
    public String who() {
        return who;
    }

    /** How it is called. */
    public Door door() {
        return door;
    }

    /** What is sent, without its head. */
    public byte[] body() {
        return body.clone();
    }

    Route route() {
        return route;
    }

    /** Not to be changed. */
    byte[] request() {
        return request;
    }

    void check(Received answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException(who + " answered " + answer.status() + ": " + answer.text());
        }
        for (byte[] words : expected) {
            if (!answer.contains(words)) {
                throw new IOException(who + " answered without " + new String(words, StandardCharsets.US_ASCII) + ": "
                        + answer.text());
            }
        }
    }

    private static String end(boolean messages, boolean streamed) {
        if (messages) {
            return streamed ? "\"message_stop\"" : "\"end_turn\"";
        }
        return streamed ? "data: [DONE]\n\n" : "\"finish_reason\":\"stop\"";
    }

    private static byte[] bytes(Door door, byte[] body, boolean streamed) {
        StringBuilder head = new StringBuilder("POST " + door.path()
                + " HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\naccept: "
                + (streamed ? "text/event-stream" : "application/json")
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n");
        door.headers().forEach(header -> head.append(header).append("\r\n"));
        byte[] start = Received.ascii(head.append("\r\n").toString());
        byte[] request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }
}
