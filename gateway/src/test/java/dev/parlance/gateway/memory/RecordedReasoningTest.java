package dev.parlance.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.dialects.shared.SealedReasoning;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded answers, through clients of every dialect that throw their reasoning away, and back. */
class RecordedReasoningTest {
    private static final Providers PROVIDERS =
            Providers.sandbox(Map.of(), Catalog.bundled(), host -> "http://127.0.0.1:1/" + host);

    /** Who stands for the hosts of a dialect. */
    private static final Map<String, String> HOSTS = Map.of(
            "openai-chat", "moonshot/kimi-k2.6",
            "openai-responses", "openai/gpt-5-pro",
            "anthropic-messages", "anthropic/claude-sonnet-4-5",
            "gemini", "gemini/gemini-3-pro-preview");

    /** Encrypted reasoning that led to a search of the host's own, which other dialects have no place for: it would be refused alone. */
    private static final String LED_ELSEWHERE = "openai-responses/pydantic-openai-native-tool-search-gpt-5-6/01";

    static Stream<Arguments> clientsAndRecordings() {
        return Client.DIALECTS.stream()
                .flatMap(dialect -> HOSTS.keySet().stream()
                        .flatMap(host -> Recordings.of(host).stream()
                                .filter(RecordedReasoningTest::isThoughtful)
                                .map(exchange -> Arguments.of(dialect, exchange.name(), exchange))));
    }

    /** Whether the answer is whole and holds reasoning that its host takes back. */
    private static boolean isThoughtful(Exchange exchange) {
        Target target = target(exchange, "openai-chat");
        ChatResponse answer = Decoding.whole(exchange, target.profile());
        return exchange.status() == 200
                && !exchange.name().equals(LED_ELSEWHERE)
                && answer.error() == null
                && sequence(answer.content(), target).stream().anyMatch(part -> part.startsWith("thought"))
                && answer.content().stream().anyMatch(RecordedReasoningTest::speaks);
    }

    private static boolean speaks(Content part) {
        return part instanceof Content.ToolCall
                || part instanceof Content.Text(String text, var extra) && !text.isBlank();
    }

    private static Target target(Exchange exchange, String client) {
        return PROVIDERS.target(Objects.requireNonNull(HOSTS.get(exchange.dialect())), client);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("clientsAndRecordings")
    void the_reasoning_stands_where_it_stood(String dialect, String name, Exchange exchange) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound(dialect));
        Target target = target(exchange, dialect);
        RequestTarget asked = dialect.equals("gemini")
                ? new RequestTarget(target.modelName(), false, true, Map.of())
                : RequestTarget.NONE;
        ReasoningMemory memory = new ReasoningMemory(MemorySettings.DEFAULT, Ticker.systemTicker());
        Client client = Client.of(dialect, false);
        client.user("What now?");
        InboundRequest first = inbound.decodeRequest(client.body(target.modelName(), false), asked);
        PreparedRequest prepared = target.prepare(first.request(), Policy.ADAPT);
        Rememberer rememberer = Objects.requireNonNull(memory.rememberer("me", first::request, target, prepared));
        List<ChatEvent> events =
                Decoding.events(exchange.response(), exchange.head(), prepared.profile(), () -> Integer.MAX_VALUE);
        events.forEach(rememberer);

        client.take(answer(inbound, first, prepared.origin(), events), "11 degrees");
        client.user("And then?");
        InboundRequest next = inbound.decodeRequest(client.body(target.modelName(), false), asked);
        Restored restored = memory.restore("me", next, target, Policy.ADAPT);

        List<Content> came = new ArrayList<>();
        for (Message message : restored.request().request().messages()) {
            if (message instanceof Message.Assistant turn) {
                came.addAll(turn.content());
            }
        }
        assertThat(sequence(came, target))
                .isEqualTo(sequence(Decoding.whole(exchange, prepared.profile()).content(), target));
    }

    private static JsonObject answer(
            InboundDialect inbound, InboundRequest request, Origin origin, List<ChatEvent> events) {
        ResponseFold fold = new ResponseFold(origin.issuer());
        boolean own = origin.dialect().equals(inbound.name());
        events.forEach(event -> fold.accept(own ? SealedReasoning.sealed(event, origin) : event));
        return (JsonObject) Json.parse(inbound.encodeResponse(fold.response(), request, origin));
    }

    /** The thoughts that the host takes back and what they led to. */
    private static List<String> sequence(List<Content> content, Target target) {
        Issuer issuer = Objects.requireNonNull(Issuer.of("any", target.profile()));
        List<String> sequence = new ArrayList<>();
        for (Content part : content) {
            switch (part) {
                case Content.Reasoning thought -> {
                    if (!issuer.seals() || Seals.sealed(thought)) {
                        sequence.add("thought " + thought.text() + " "
                                + thought.payload().byName());
                    }
                }
                case Content.ToolCall call -> sequence.add("call " + call.name());
                case Content.Text text -> {
                    boolean goesOn = !sequence.isEmpty() && sequence.getLast().equals("text");
                    if (!text.text().isBlank() && !goesOn) {
                        sequence.add("text");
                    }
                }
                case Content.Refusal refusal -> {}
                case Content.Media media -> {}
                case Content.Opaque opaque -> {}
            }
        }
        return sequence;
    }
}
