package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.dialects.Dialects;
import dev.parlance.gateway.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a client heard. Ends are judged by the marks on the wire, content by reading it as a client of the dialect does. */
record Heard(ClientDoor door, boolean stream, Caller.Reply reply) {
    /** Whether the client takes it for a whole answer. */
    boolean succeeded() {
        return reply.status() == 200 && (!stream || reply.body().contains(door.successEnd()));
    }

    /** What the client makes of it. */
    ChatResponse read() {
        Map<String, List<String>> headers = new HashMap<>();
        reply.head().headers().forEach((name, value) -> headers.put(name, List.of(value)));
        ResponseDecoder decoder = Objects.requireNonNull(Dialects.outbound(door.dialect()))
                .decoder(
                        new ResponseHead(reply.status(), headers), Profile.unknown("the gateway", "m", door.dialect()));
        ResponseFold fold = new ResponseFold("the gateway");
        decoder.feed(ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), fold);
        decoder.end(fold);
        return fold.response();
    }

    /** A whole answer, and nothing but one. */
    ChatResponse whole() {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain(door.errorEvent());
        if (stream) {
            assertThat(occurrences(reply.body(), door.successEnd()))
                    .as(reply.body())
                    .isOne();
        }
        ChatResponse read = read();
        assertThat(read.error()).isNull();
        return read;
    }

    /** A failure of that class: before the stream began with that status, else as the dialect's own error event behind what came before. */
    void failed(ErrorKind kind, int status) {
        if (stream && reply.status() == 200) {
            failedWithin(kind);
        } else {
            refused(kind, status);
        }
    }

    /** An error body with a status. */
    void refused(ErrorKind kind, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("x-request-id")).isNotEmpty();
        assertThat(reply.body()).startsWith(door.errorStart()).contains(door.word(kind));
    }

    /** An error within a stream that had begun, and no end of success. */
    void failedWithin(ErrorKind kind) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body())
                .contains(door.errorEvent())
                .contains(door.word(kind))
                .doesNotContain(door.successEnd());
        assertThat(occurrences(reply.body(), door.errorEvent())).isOne();
        assertThat(read().error()).isNotNull();
    }

    /** The answer's price stands in it, whether it is whole or not. */
    void cost() {
        Usage usage = read().usage();
        assertThat(usage).as(reply.body()).isNotNull();
        assertThat(usage.input()).as(reply.body()).isEqualTo(11);
        assertThat(usage.output()).as(reply.body()).isEqualTo(7);
    }

    /** The text of the answer so far. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Content part : read().content()) {
            if (part instanceof Content.Text said) {
                text.append(said.text());
            }
        }
        return text.toString();
    }

    private static int occurrences(String text, String word) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }
}
