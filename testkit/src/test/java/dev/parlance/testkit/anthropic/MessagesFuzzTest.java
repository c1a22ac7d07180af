package dev.parlance.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Generator;
import dev.parlance.testkit.Mutation;
import dev.parlance.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a client of any dialect sends, the writer of this one throws nothing but its own error and writes JSON. */
class MessagesFuzzTest {
    private static final InboundRequest ASKING =
            new InboundRequest(ChatRequest.builder("a/b").user("x").build(), List.of());
    private static final Dialect DIALECT = Objects.requireNonNull(Dialects.outbound(MessagesHost.DIALECT));

    private static List<Exchange> requests() {
        List<Exchange> exchanges = new ArrayList<>();
        for (Exchange exchange : Recordings.all()) {
            if (exchange.request() != null && Dialects.inbound(exchange.dialect()) != null) {
                exchanges.add(exchange);
            }
        }
        return exchanges;
    }

    @Test
    void three_thousand_damaged_requests_find_nothing() {
        List<Exchange> exchanges = requests();
        List<Exchange> messages = exchanges.stream()
                .filter(exchange -> exchange.dialect().equals(MessagesHost.DIALECT))
                .toList();
        for (long seed = 0; seed < 3000; seed++) {
            Generator generator = new Generator(seed);
            List<Exchange> some = generator.oneIn(2) ? messages : exchanges;
            tryOne(seed, some.get(generator.number(some.size())), generator);
        }
    }

    /** Sound JSON in which things stand where others belong. */
    @Test
    void three_thousand_requests_and_answers_with_values_out_of_place_find_nothing() {
        List<Exchange> messages = Recordings.of(MessagesHost.DIALECT);
        for (long seed = 0; seed < 3000; seed++) {
            Generator generator = new Generator(seed);
            Exchange exchange = messages.get(generator.number(messages.size()));
            try {
                byte[] request = exchange.request();
                if (request != null) {
                    request(
                            Json.text(misplaced(Json.parse(request), generator)).getBytes(StandardCharsets.UTF_8),
                            exchange,
                            generator);
                }
                answer(exchange, generator);
            } catch (RuntimeException | StackOverflowError found) {
                throw new AssertionError("seed " + seed + ", " + exchange.name(), found);
            }
        }
    }

    private static JsonValue misplaced(JsonValue value, Generator generator) {
        if (generator.oneIn(30)) {
            return generator.json(2);
        }
        return switch (value) {
            case JsonValue.JsonObject object -> {
                JsonValue.JsonObject changed = object;
                for (var member : object.members().entrySet()) {
                    changed = changed.with(member.getKey(), misplaced(member.getValue(), generator));
                }
                yield changed;
            }
            case JsonValue.JsonArray(List<JsonValue> elements) ->
                new JsonValue.JsonArray(elements.stream()
                        .map(element -> misplaced(element, generator))
                        .toList());
            default -> value;
        };
    }

    private static void answer(Exchange exchange, Generator generator) {
        StringBuilder damaged = new StringBuilder();
        for (String line : new String(exchange.response(), StandardCharsets.UTF_8).split("\n", -1)) {
            int from = line.indexOf('{');
            damaged.append(
                            from < 0
                                    ? line
                                    : line.substring(0, from)
                                            + Json.text(misplaced(Json.parse(line.substring(from)), generator)))
                    .append('\n');
        }
        List<ChatEvent> events = Decoding.events(
                damaged.toString().getBytes(StandardCharsets.UTF_8),
                exchange.head(),
                MessagesHost.takingAll(Spelling.ADAPTIVE),
                () -> Integer.MAX_VALUE);
        assertThat(events.getLast()).isInstanceOfAny(ChatEvent.ResponseStopped.class, ChatEvent.ResponseFailed.class);
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound(MessagesHost.DIALECT));
        StreamEncoder encoder = inbound.streamEncoder(ASKING, new Origin("host", MessagesHost.DIALECT));
        JsonWriter out = new JsonWriter(1024);
        events.forEach(event -> encoder.encode(event, out));
        assertThat(Json.parse(inbound.encodeResponse(
                        Decoding.fold(events), ASKING, new Origin("host", MessagesHost.DIALECT))))
                .isInstanceOf(JsonValue.JsonObject.class);
    }

    private static void tryOne(long seed, Exchange exchange, Generator generator) {
        try {
            request(Mutation.of(Objects.requireNonNull(exchange.request()), generator), exchange, generator);
        } catch (RuntimeException | StackOverflowError found) {
            throw new AssertionError("seed " + seed + ", " + exchange.name(), found);
        }
    }

    private static void request(byte[] damaged, Exchange exchange, Generator generator) {
        try {
            ChatRequest request = Objects.requireNonNull(Dialects.inbound(exchange.dialect()))
                    .decodeRequest(damaged)
                    .request();
            String model = generator.pick("claude-opus-4-6", "claude-sonnet-4-5", "claude-sonnet-5", "unknown");
            written(request, Catalog.bundled().resolve("anthropic", model));
            written(request, MessagesHost.takingAll(generator.pick(Spelling.values())));
        } catch (ParlanceException expected) {
            assertThat(expected.failure().message()).isNotBlank();
        }
    }

    private static void written(ChatRequest request, Profile profile) {
        assertThat(Preparation.prepare(request, profile, DIALECT, Policy.ADAPT)
                        .wire()
                        .body()
                        .value())
                .isInstanceOf(JsonValue.JsonObject.class);
    }
}
