package dev.parlance.testkit.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that a host of Chat gave, as a client of Responses gets it and hands it back: nothing is lost on the way, reasoning least of all. */
class CarriedThroughResponsesTest {
    private static final InboundRequest ASKING = new InboundRequest(
            ChatRequest.builder("a/b")
                    .user("x")
                    .streaming(ChatRequest.Streaming.WITH_USAGE)
                    .build(),
            List.of());

    static List<Exchange> answers() {
        return Recordings.of("openai-chat").stream()
                .filter(exchange -> answer(exchange).error() == null)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_stream_says_what_was_said(Exchange exchange) {
        assertThat(said(read(streamed(exchange)))).isEqualTo(said(answer(exchange)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_plain_answer_says_what_was_said(Exchange exchange) {
        assertThat(said(read(plain(exchange)))).isEqualTo(said(answer(exchange)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void the_items_that_come_back_hold_the_reasoning_as_its_host_issued_it(Exchange exchange) {
        JsonObject written = (JsonObject) Json.parse(plain(exchange));
        JsonObject next =
                JsonValue.object("model", JsonValue.of("a/b"), "input", Objects.requireNonNull(written.get("output")));

        ChatRequest returned = ResponsesHost.INBOUND
                .decodeRequest(Json.text(next).getBytes(StandardCharsets.UTF_8))
                .request();

        assertThat(reasoning(returned.messages().stream()
                        .map(Message::content)
                        .flatMap(List::stream)
                        .toList()))
                .isEqualTo(reasoning(answer(exchange).content()));
    }

    private static List<Content> reasoning(List<Content> content) {
        return content.stream().filter(Content.Reasoning.class::isInstance).toList();
    }

    private static List<ChatEvent> events(Exchange exchange) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
        return Decoding.events(exchange.response(), exchange.head(), profile, () -> Integer.MAX_VALUE);
    }

    private static ChatResponse answer(Exchange exchange) {
        ResponseFold fold = new ResponseFold(exchange.provider());
        events(exchange).forEach(fold);
        return fold.response();
    }

    private static Origin origin(Exchange exchange) {
        return new Origin(exchange.provider(), exchange.dialect());
    }

    private static byte[] streamed(Exchange exchange) {
        StreamEncoder encoder = ResponsesHost.INBOUND.streamEncoder(ASKING, origin(exchange));
        JsonWriter out = new JsonWriter(1024);
        events(exchange).forEach(event -> encoder.encode(event, out));
        return out.toBytes();
    }

    private static byte[] plain(Exchange exchange) {
        return ResponsesHost.INBOUND.encodeResponse(answer(exchange), ASKING, origin(exchange));
    }

    private static ChatResponse read(byte[] written) {
        return Decoding.fold(Decoding.events(
                written, ResponseHead.OK, Profile.unknown("host", "model", ResponsesHost.NAME), () -> 100));
    }

    /** What a person would take from it, in order, and why it ended. */
    private static List<String> said(ChatResponse response) {
        List<String> said = new ArrayList<>();
        for (Content part : response.content()) {
            said.add(
                    switch (part) {
                        case Content.Text text -> "text " + text.text();
                        case Content.Refusal refusal -> "refusal " + refusal.text();
                        case Content.Reasoning reasoning -> "reasoning " + reasoning.text();
                        case Content.ToolCall call -> "call " + call.name() + call.arguments();
                        case Content.Media media -> "media " + media.url();
                        case Content.Opaque opaque -> "opaque";
                    });
        }
        StopReason stop = response.stop();
        StopReason.Kind kind = stop == null ? StopReason.Kind.STOP : stop.kind();
        // The dialect has no word for reasons of other hosts' own; calls are seen from the items.
        boolean calls = !response.toolCalls().isEmpty();
        boolean cut = kind == StopReason.Kind.LENGTH || kind == StopReason.Kind.CONTENT_FILTER;
        said.add(cut ? kind.label() : calls ? "calls" : "done");
        return said;
    }
}
