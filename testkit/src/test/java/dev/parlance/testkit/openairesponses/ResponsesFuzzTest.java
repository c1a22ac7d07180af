package dev.parlance.testkit.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Origin;
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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a client of any dialect or a host sends, this dialect throws nothing but its own error and writes JSON, each event on one line. */
class ResponsesFuzzTest {
    private static final InboundRequest ASKING =
            new InboundRequest(ChatRequest.builder("a/b").user("x").build(), List.of());
    private static final List<Exchange> OWN = Recordings.of(ResponsesHost.NAME);
    private static final List<Exchange> REQUESTS = Recordings.all().stream()
            .filter(exchange -> exchange.request() != null && Dialects.inbound(exchange.dialect()) != null)
            .toList();

    @Test
    void three_thousand_damaged_requests_find_nothing() {
        for (long seed = 0; seed < 3000; seed++) {
            Generator generator = new Generator(seed);
            Exchange exchange = one(generator.oneIn(2) ? OWN : REQUESTS, generator);
            byte[] request = exchange.request();
            if (request != null) {
                tryOne(seed, exchange, () -> request(Mutation.of(request, generator), exchange, generator));
            }
        }
    }

    /** Sound JSON in which things stand where others belong. */
    @Test
    void three_thousand_requests_with_values_out_of_place_find_nothing() {
        for (long seed = 0; seed < 3000; seed++) {
            Generator generator = new Generator(seed);
            Exchange exchange = one(OWN, generator);
            byte[] request = exchange.request();
            if (request != null) {
                byte[] changed = bytes(misplaced(Json.parse(request), generator));
                tryOne(seed, exchange, () -> request(changed, exchange, generator));
            }
        }
    }

    @Test
    void three_thousand_answers_with_values_out_of_place_find_nothing() {
        for (long seed = 0; seed < 3000; seed++) {
            Generator generator = new Generator(seed);
            Exchange exchange = one(OWN, generator);
            tryOne(seed, exchange, () -> answer(exchange, generator));
        }
    }

    private static Exchange one(List<Exchange> exchanges, Generator generator) {
        return exchanges.get(generator.number(exchanges.size()));
    }

    private static void tryOne(long seed, Exchange exchange, Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException | StackOverflowError found) {
            throw new AssertionError("seed " + seed + ", " + exchange.name(), found);
        }
    }

    private static byte[] bytes(JsonValue value) {
        return Json.text(value).getBytes(StandardCharsets.UTF_8);
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

    private static void request(byte[] damaged, Exchange exchange, Generator generator) {
        try {
            ChatRequest request = Objects.requireNonNull(Dialects.inbound(exchange.dialect()))
                    .decodeRequest(damaged)
                    .request();
            written(request, ResponsesHost.takingAll());
            String model = generator.pick("gpt-5.4", "gpt-4o", "unknown");
            Profile known = Catalog.bundled().resolve("openai", model, ResponsesHost.NAME);
            if (known.dialect().equals(ResponsesHost.NAME)) {
                written(request, known);
            }
        } catch (ParlanceException expected) {
            assertThat(expected.failure().message()).isNotBlank();
        }
    }

    private static void written(ChatRequest request, Profile profile) {
        assertThat(Preparation.prepare(request, profile, ResponsesHost.DIALECT, Policy.ADAPT)
                        .wire()
                        .body()
                        .value())
                .isInstanceOf(JsonValue.JsonObject.class);
    }

    private static void answer(Exchange exchange, Generator generator) {
        StringBuilder damaged = new StringBuilder();
        for (String line : new String(exchange.response(), StandardCharsets.UTF_8).split("\n", -1)) {
            boolean data = line.startsWith("data: {");
            damaged.append(data ? "data: " + Json.text(misplaced(Json.parse(line.substring(6)), generator)) : line);
            damaged.append('\n');
        }
        byte[] body = exchange.response()[0] == '{'
                ? bytes(misplaced(Json.parse(exchange.response()), generator))
                : damaged.toString().getBytes(StandardCharsets.UTF_8);
        List<ChatEvent> events =
                Decoding.events(body, exchange.head(), ResponsesHost.takingAll(), () -> Integer.MAX_VALUE);
        assertThat(events.getLast()).isInstanceOfAny(ChatEvent.ResponseStopped.class, ChatEvent.ResponseFailed.class);
        for (String dialect : List.of(ResponsesHost.NAME, "openai-chat")) {
            Origin origin = new Origin("host", dialect);
            StreamEncoder encoder = ResponsesHost.INBOUND.streamEncoder(ASKING, origin);
            JsonWriter out = new JsonWriter(1024);
            events.forEach(event -> encoder.encode(event, out));
            for (String line : new String(out.toBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("data: ")) {
                    assertThat(Json.parse(line.substring(6))).isInstanceOf(JsonValue.JsonObject.class);
                } else {
                    assertThat(line).matches("|event: [a-z_.]+");
                }
            }
            assertThat(Json.parse(ResponsesHost.INBOUND.encodeResponse(Decoding.fold(events), ASKING, origin)))
                    .isInstanceOf(JsonValue.JsonObject.class);
        }
    }
}
