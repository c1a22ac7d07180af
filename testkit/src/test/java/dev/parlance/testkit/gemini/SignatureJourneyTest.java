package dev.parlance.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature that Gemini put on a call stands there again in the next request, whichever dialect the client between them speaks. */
class SignatureJourneyTest {
    private static final Origin GEMINI = new Origin(GeminiHost.DIALECT, GeminiHost.DIALECT);
    private static final String HI = "{\"role\":\"user\",\"content\":\"hi\"}";

    /** Recorded answers in which a call is signed. */
    static List<Exchange> signedCalls() {
        return Recordings.of(GeminiHost.DIALECT).stream()
                .filter(exchange -> !signatures(
                                Decoding.whole(exchange, profile()).message())
                        .isEmpty())
                .filter(exchange ->
                        !Decoding.whole(exchange, profile()).toolCalls().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("signedCalls")
    void through_a_client_of_its_own_dialect(Exchange exchange) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound(GeminiHost.DIALECT));
        RequestTarget target = new RequestTarget("gemini/m", true, true, Map.of());
        InboundRequest asking =
                inbound.decodeRequest(bytes("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}"), target);
        StreamEncoder encoder = inbound.streamEncoder(asking, GEMINI);
        JsonWriter out = new JsonWriter(1024);
        events(exchange).forEach(event -> encoder.encode(event, out));
        List<JsonValue> parts = new ArrayList<>();
        for (String piece : new String(out.toBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", -1)) {
            if (piece.startsWith("data: ")) {
                JsonObject body = (JsonObject) Json.parse(piece.substring("data: ".length()));
                JsonObject candidate = (JsonObject) body.elements("candidates").getFirst();
                parts.addAll(Objects.requireNonNull(candidate.object("content")).elements("parts"));
            }
        }
        JsonObject content = JsonValue.object("role", JsonValue.of("model"), "parts", new JsonArray(parts));

        assertSentAgain(
                exchange,
                inbound.decodeRequest(
                        bytes("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}," + Json.text(content) + "]}"), target));
    }

    @ParameterizedTest
    @MethodSource("signedCalls")
    void through_a_client_of_chat_completions(Exchange exchange) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound("openai-chat"));
        InboundRequest asking = inbound.decodeRequest(bytes("{\"model\":\"gemini/m\",\"messages\":[" + HI + "]}"));
        byte[] answer = inbound.encodeResponse(Decoding.whole(exchange, profile()), asking, GEMINI);
        JsonObject choice = (JsonObject)
                ((JsonObject) Json.parse(answer)).elements("choices").getFirst();
        String message = Json.text(Objects.requireNonNull(choice.object("message")));

        assertSentAgain(
                exchange,
                inbound.decodeRequest(bytes("{\"model\":\"gemini/m\",\"messages\":[" + HI + "," + message + "]}")));
    }

    @ParameterizedTest
    @MethodSource("signedCalls")
    void through_a_client_of_messages(Exchange exchange) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound("anthropic-messages"));
        String asking = "{\"model\":\"gemini/m\",\"max_tokens\":9,\"messages\":[" + HI;
        byte[] answer = inbound.encodeResponse(
                Decoding.whole(exchange, profile()), inbound.decodeRequest(bytes(asking + "]}")), GEMINI);
        JsonValue content = Objects.requireNonNull(((JsonObject) Json.parse(answer)).get("content"));
        JsonObject turn = JsonValue.object("role", JsonValue.of("assistant"), "content", content);

        assertSentAgain(exchange, inbound.decodeRequest(bytes(asking + "," + Json.text(turn) + "]}")));
    }

    @ParameterizedTest
    @MethodSource("signedCalls")
    void through_a_client_of_responses(Exchange exchange) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound("openai-responses"));
        String asking = "{\"model\":\"gemini/m\",\"include\":[\"reasoning.encrypted_content\"],\"input\":[" + HI;
        byte[] answer = inbound.encodeResponse(
                Decoding.whole(exchange, profile()), inbound.decodeRequest(bytes(asking + "]}")), GEMINI);
        StringBuilder items = new StringBuilder();
        for (JsonValue item : ((JsonObject) Json.parse(answer)).elements("output")) {
            items.append(',').append(Json.text(item));
        }

        assertSentAgain(exchange, inbound.decodeRequest(bytes(asking + items + "]}")));
    }

    private static void assertSentAgain(Exchange exchange, InboundRequest returned) {
        JsonObject body = (JsonObject) Preparation.prepare(
                        returned.request(),
                        profile(),
                        Objects.requireNonNull(Dialects.outbound(GeminiHost.DIALECT)),
                        Policy.ADAPT)
                .wire()
                .body()
                .value();
        JsonObject turn = (JsonObject) body.elements("contents").getLast();
        List<String> sent = new ArrayList<>();
        for (JsonValue part : turn.elements("parts")) {
            JsonObject object = (JsonObject) part;
            if (object.get("functionCall") != null) {
                sent.add(String.valueOf(object.text("thoughtSignature")));
            }
        }

        assertThat(sent).isEqualTo(signaturesOfCalls(exchange));
    }

    /** The signature before each call, or null. */
    private static List<String> signaturesOfCalls(Exchange exchange) {
        List<String> found = new ArrayList<>();
        Content before = new Content.Text("");
        for (Content part : Decoding.whole(exchange, profile()).content()) {
            if (part instanceof Content.ToolCall) {
                JsonObject payload = before instanceof Content.Reasoning reasoning
                                && reasoning.payload().get("thoughtSignature") != null
                        ? JsonValue.object(
                                "s",
                                Objects.requireNonNull(reasoning.payload().get("thoughtSignature"))
                                        .value())
                        : JsonObject.EMPTY;
                found.add(String.valueOf(payload.text("s")));
            }
            before = part;
        }
        return found;
    }

    private static List<Content> signatures(Message turn) {
        return turn.content().stream()
                .filter(part -> part instanceof Content.Reasoning reasoning
                        && reasoning.payload().get("thoughtSignature") != null)
                .toList();
    }

    private static List<ChatEvent> events(Exchange exchange) {
        return Decoding.events(exchange.response(), exchange.head(), profile(), () -> Integer.MAX_VALUE);
    }

    private static Profile profile() {
        return GeminiHost.byLevel();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
