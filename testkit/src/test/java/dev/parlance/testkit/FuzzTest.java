package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.dialects.Dialects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes never make a reader throw anything but its own error, never make it hang, and never leave an answer without an end. */
class FuzzTest {
    private static final List<Exchange> EXCHANGES = Recordings.all();
    private static final List<Exchange> ONLY_READ = EXCHANGES.stream()
            .filter(exchange -> Dialects.outbound(exchange.dialect()) == null)
            .toList();
    private static final List<Exchange> CHAT = Recordings.of("openai-chat").stream()
            .filter(exchange -> "chat-completions".equals(exchange.meta().text("api")))
            .toList();
    private static final InboundRequest ASKING = new InboundRequest(
            ChatRequest.builder("a/b")
                    .user("x")
                    .streaming(ChatRequest.Streaming.WITH_USAGE)
                    .build(),
            List.of());

    @Test
    void three_thousand_damaged_bodies_find_nothing() {
        for (long seed = 0; seed < 3000; seed++) {
            tryAll(seed, EXCHANGES);
        }
    }

    /** These few would hardly be met among all. */
    @Test
    void a_thousand_damaged_answers_of_forms_that_are_only_read_find_nothing() {
        for (long seed = 0; seed < 1000; seed++) {
            tryAll(seed, ONLY_READ);
        }
    }

    /** Numbers with exponents beyond reason, in a member that travels on unread and in reasoning details. */
    @ParameterizedTest
    @ValueSource(longs = {1184, 1_263_936})
    void what_once_found_something_finds_nothing_any_more(long seed) {
        tryAll(seed, CHAT);
    }

    @Test
    @Tag("slow")
    void a_minute_of_damaged_bodies_finds_nothing() {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        long seed = 1_000_000;
        while (System.nanoTime() < until) {
            tryAll(seed++, EXCHANGES);
        }
        assertThat(seed).isGreaterThan(1_000_000);
    }

    private static void tryAll(long seed, List<Exchange> exchanges) {
        Generator generator = new Generator(seed);
        Exchange exchange = exchanges.get(generator.number(exchanges.size()));
        try {
            answer(Mutation.of(exchange.response(), generator), exchange, generator);
            byte[] request = exchange.request();
            if (request != null) {
                request(Mutation.of(request, generator), exchange.dialect());
            }
        } catch (RuntimeException | StackOverflowError found) {
            throw new AssertionError("seed " + seed + ", " + exchange.name(), found);
        }
    }

    private static void answer(byte[] damaged, Exchange exchange, Generator generator) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
        List<ChatEvent> events = Decoding.events(damaged, exchange.head(), profile, () -> 1 + generator.number(3000));
        assertThat(events.stream()
                        .filter(event ->
                                event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed)
                        .count())
                .isOne();
        Origin origin = new Origin(exchange.provider(), exchange.dialect());
        for (String name : Dialects.inboundNames()) {
            InboundDialect inbound = Objects.requireNonNull(Dialects.inbound(name));
            StreamEncoder encoder = inbound.streamEncoder(ASKING, origin);
            JsonWriter out = new JsonWriter(1024);
            events.forEach(event -> encoder.encode(event, out));
            assertThat(inbound.encodeResponse(Decoding.fold(events), ASKING, origin))
                    .isNotEmpty();
        }
    }

    private static void request(byte[] damaged, String dialect) {
        try {
            Json.parse(damaged);
        } catch (MalformedJson expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        InboundDialect inbound = Dialects.inbound(dialect);
        if (inbound == null) {
            // Of such a dialect only answers are read.
            return;
        }
        for (String host : List.of("moonshot", "openai")) {
            try {
                Preparation.prepare(
                        inbound.decodeRequest(damaged, new RequestTarget("model", true, true, Map.of()))
                                .request(),
                        Catalog.bundled().resolve(host, host.equals("openai") ? "gpt-5" : "kimi-k2.6"),
                        Objects.requireNonNull(Dialects.outbound("openai-chat")),
                        Policy.ADAPT);
            } catch (ParlanceException expected) {
                assertThat(expected.failure().message()).isNotBlank();
            }
        }
    }
}
