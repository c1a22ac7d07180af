package dev.parlance.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another dialect's host thought comes back to it through a client of this one, word for word and in its place. */
class ForeignReasoningTest {
    private static final InboundDialect INBOUND = Objects.requireNonNull(Dialects.inbound(GeminiHost.DIALECT));
    private static final RequestTarget TARGET = new RequestTarget("any/m", true, true, Map.of());
    private static final String HI = "{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}";

    static List<Exchange> thoughtful() {
        return Recordings.all().stream()
                .filter(exchange -> !exchange.dialect().equals(GeminiHost.DIALECT))
                .filter(exchange -> {
                    ChatResponse response = Decoding.whole(exchange, profile(exchange));
                    return response.error() == null && response.message().reasons();
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("thoughtful")
    void it_returns_from_a_plain_answer(Exchange exchange) {
        ChatResponse answered = Decoding.whole(exchange, profile(exchange));
        JsonObject body = (JsonObject) Json.parse(INBOUND.encodeResponse(answered, asking(), origin(exchange)));

        assertThat(said(returned(List.of(body)))).isEqualTo(said(answered.content(), exchange.provider()));
    }

    @ParameterizedTest
    @MethodSource("thoughtful")
    void it_returns_from_a_stream_that_the_client_keeps_piece_by_piece(Exchange exchange) {
        StreamEncoder encoder = INBOUND.streamEncoder(asking(), origin(exchange));
        JsonWriter out = new JsonWriter(1024);
        List<ChatEvent> events =
                Decoding.events(exchange.response(), exchange.head(), profile(exchange), () -> Integer.MAX_VALUE);
        events.forEach(event -> encoder.encode(event, out));
        List<JsonObject> pieces = new ArrayList<>();
        for (String piece : new String(out.toBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", -1)) {
            if (piece.startsWith("data: ")) {
                pieces.add((JsonObject) Json.parse(piece.substring("data: ".length())));
            }
        }

        assertThat(said(returned(pieces)))
                .containsAll(said(Decoding.fold(events).content(), exchange.provider()).stream()
                        .filter(line -> !line.startsWith("text"))
                        .toList());
    }

    /** The last turn of a request that hands the contents of those answers back, each as its own. */
    private static List<Content> returned(List<JsonObject> answers) {
        StringBuilder contents = new StringBuilder(HI);
        for (JsonObject answer : answers) {
            JsonObject candidate = (JsonObject) answer.elements("candidates").getFirst();
            JsonValue content = Objects.requireNonNull(candidate.get("content"));
            contents.append(',').append(Json.text(content));
        }
        byte[] body = ("{\"contents\":[" + contents + "]}").getBytes(StandardCharsets.UTF_8);
        return INBOUND.decodeRequest(body, TARGET)
                .request()
                .messages()
                .getLast()
                .content();
    }

    private static List<String> said(List<Content> content) {
        return said(content, null);
    }

    private static List<String> said(List<Content> content, @Nullable String host) {
        List<String> lines = new ArrayList<>();
        for (Content part : content) {
            switch (part) {
                case Content.Reasoning(String text, String origin, String field, Members payload) ->
                    lines.add("reasoning " + (host == null ? origin : host) + " " + field + " " + text + " "
                            + new TreeMap<>(payload.byName()));
                case Content.ToolCall call -> lines.add("call " + call.name());
                case Content.Text text -> lines.add("text " + text.text());
                case Content.Refusal refusal -> lines.add("text " + refusal.text());
                case Content.Media media -> lines.add("media");
                case Content.Opaque opaque -> {}
            }
        }
        return lines;
    }

    private static InboundRequest asking() {
        return INBOUND.decodeRequest(("{\"contents\":[" + HI + "]}").getBytes(StandardCharsets.UTF_8), TARGET);
    }

    private static Origin origin(Exchange exchange) {
        return new Origin(exchange.provider(), exchange.dialect());
    }

    private static Profile profile(Exchange exchange) {
        return Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
    }
}
