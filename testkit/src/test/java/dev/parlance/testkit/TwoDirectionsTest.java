package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.Dialects;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one direction of the dialect writes, the other reads as the same thing; and a stream says what a plain answer says. */
class TwoDirectionsTest {
    private static final InboundRequest REQUEST = new InboundRequest(
            ChatRequest.builder("model")
                    .message(Message.user("hi"))
                    .streaming(ChatRequest.Streaming.WITH_USAGE)
                    .build(),
            List.of());

    /** Answers of dialects with two directions, with a finish reason: one that has none (an audio answer) gets one, as clients demand it. */
    static List<Exchange> successes() {
        return Recordings.all().stream()
                .filter(exchange -> Dialects.inbound(exchange.dialect()) != null)
                .filter(exchange -> {
                    ChatResponse response = Decoding.whole(exchange, profile(exchange.dialect()));
                    return response.error() == null
                            && response.stop() != null
                            && response.stop().raw() != null;
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("successes")
    void an_answer_written_as_a_stream_reads_as_it_was(Exchange exchange) {
        ChatResponse recorded = Decoding.whole(exchange, profile(exchange.dialect()));

        assertThat(comparable(readStream(exchange))).isEqualTo(comparable(recorded));
    }

    @ParameterizedTest
    @MethodSource("successes")
    void an_answer_written_plain_reads_as_it_was_with_its_parts_in_the_order_of_the_dialect(Exchange exchange) {
        ChatResponse recorded = Decoding.whole(exchange, profile(exchange.dialect()));

        assertThat(comparable(readPlain(exchange, recorded)))
                .isEqualTo(comparable(readPlain(exchange, readStream(exchange))));
        assertThat(readPlain(exchange, recorded).text()).isEqualTo(recorded.text());
        assertThat(readPlain(exchange, recorded).toolCalls()).isEqualTo(recorded.toolCalls());
    }

    @ParameterizedTest
    @MethodSource("successes")
    void plain_and_streamed_answers_take_one_path(Exchange exchange) {
        ChatResponse plain = readPlain(exchange, Decoding.whole(exchange, profile(exchange.dialect())));
        JsonWriter stream = new JsonWriter(1024);
        StreamEncoder encoder = inbound(exchange).streamEncoder(REQUEST, new Origin("host", exchange.dialect()));
        byte[] body = inbound(exchange).encodeResponse(plain, REQUEST, new Origin("host", exchange.dialect()));
        Decoding.events(body, ResponseHead.OK, profile(exchange.dialect()), () -> Integer.MAX_VALUE)
                .forEach(event -> encoder.encode(event, stream));

        ChatResponse streamed = Decoding.fold(Decoding.events(
                stream.toBytes(), ResponseHead.OK, profile(exchange.dialect()), () -> Integer.MAX_VALUE));

        assertThat(comparable(streamed)).isEqualTo(comparable(plain));
    }

    private static ChatResponse readStream(Exchange exchange) {
        List<ChatEvent> events = Decoding.events(
                exchange.response(), exchange.head(), profile(exchange.dialect()), () -> Integer.MAX_VALUE);
        StreamEncoder encoder = inbound(exchange).streamEncoder(REQUEST, new Origin("host", exchange.dialect()));
        JsonWriter out = new JsonWriter(1024);
        events.forEach(event -> encoder.encode(event, out));
        return Decoding.fold(Decoding.events(out.toBytes(), ResponseHead.OK, profile(exchange.dialect()), () -> 64));
    }

    private static ChatResponse readPlain(Exchange exchange, ChatResponse response) {
        byte[] body = inbound(exchange).encodeResponse(response, REQUEST, new Origin("host", exchange.dialect()));
        return Decoding.fold(
                Decoding.events(body, ResponseHead.OK, profile(exchange.dialect()), () -> Integer.MAX_VALUE));
    }

    private static InboundDialect inbound(Exchange exchange) {
        return Objects.requireNonNull(Dialects.inbound(exchange.dialect()));
    }

    private static Profile profile(String dialect) {
        return Profile.unknown("host", "model", dialect);
    }

    /** Without what a rewritten answer cannot keep: the raw words of usage and stop, and an id or model nobody gave. */
    private static String comparable(ChatResponse response) {
        JsonObject shaped = DecodedAnswer.of(response).without("id").without("model");
        JsonObject stop = shaped.object("stop");
        JsonObject usage = shaped.object("usage");
        shaped = stop == null ? shaped : shaped.with("stop", Objects.requireNonNull(stop.get("reason")));
        shaped = usage == null ? shaped : shaped.with("usage", usage.without("raw"));
        return Json.pretty(shaped);
    }
}
