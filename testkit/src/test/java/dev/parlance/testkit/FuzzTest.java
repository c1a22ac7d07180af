package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes never make a reader throw anything but its own error, never make it hang, and never leave an answer without an end. */
class FuzzTest {
    private static final List<Exchange> EXCHANGES = Recordings.all();
    private static final Dialect OUTBOUND = Objects.requireNonNull(Dialects.outbound("openai-chat"));
    private static final InboundDialect INBOUND = Objects.requireNonNull(Dialects.inbound("openai-chat"));

    private static final String ASKING =
            "{\"model\":\"a/b\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    @Test
    void three_thousand_damaged_bodies_find_nothing() {
        for (long seed = 0; seed < 3000; seed++) {
            tryAll(seed);
        }
    }

    /** Numbers with exponents beyond reason, in a member that travels on unread and in reasoning details. */
    @ParameterizedTest
    @ValueSource(longs = {1184, 1_263_936})
    void what_once_found_something_finds_nothing_any_more(long seed) {
        tryAll(seed);
    }

    @Test
    @Tag("slow")
    void a_minute_of_damaged_bodies_finds_nothing() {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        long seed = 1_000_000;
        while (System.nanoTime() < until) {
            tryAll(seed++);
        }
        assertThat(seed).isGreaterThan(1_000_000);
    }

    private static void tryAll(long seed) {
        Generator generator = new Generator(seed);
        Exchange exchange = EXCHANGES.get(generator.number(EXCHANGES.size()));
        try {
            answer(Mutation.of(exchange.response(), generator), exchange, generator);
            byte[] request = exchange.request();
            if (request != null) {
                request(Mutation.of(request, generator));
            }
        } catch (RuntimeException | StackOverflowError found) {
            throw new AssertionError("seed " + seed + ", " + exchange.name(), found);
        }
    }

    private static void answer(byte[] damaged, Exchange exchange, Generator generator) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), "openai-chat");
        List<ChatEvent> events = Decoding.events(damaged, exchange.head(), profile, () -> 1 + generator.number(3000));
        assertThat(events.stream()
                        .filter(event ->
                                event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed)
                        .count())
                .isOne();
        StreamEncoder encoder = INBOUND.streamEncoder(INBOUND.decodeRequest(ASKING.getBytes(StandardCharsets.UTF_8)));
        JsonWriter out = new JsonWriter(1024);
        new ArrayList<>(events).forEach(event -> encoder.encode(event, out));
        assertThat(Decoding.fold(events).content()).isNotNull();
    }

    private static void request(byte[] damaged) {
        try {
            Json.parse(damaged);
        } catch (MalformedJson expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        try {
            Preparation.prepare(
                    INBOUND.decodeRequest(damaged).request(),
                    Catalog.bundled().resolve("moonshot", "kimi-k2.6"),
                    OUTBOUND,
                    Policy.ADAPT);
        } catch (ParlanceException expected) {
            assertThat(expected.failure().message()).isNotBlank();
        }
    }
}
