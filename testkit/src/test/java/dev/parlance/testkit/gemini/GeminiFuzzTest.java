package dev.parlance.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Generator;
import dev.parlance.testkit.Mutation;
import dev.parlance.testkit.Recordings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Damaged requests of the dialect end in its own error or in a body that the dialect reads again as the same request. */
class GeminiFuzzTest {
    private static final RequestTarget TARGET = new RequestTarget("m", true, false, Map.of());
    private static final InboundDialect INBOUND = Objects.requireNonNull(Dialects.inbound(GeminiHost.DIALECT));
    private static final Dialect OUTBOUND = Objects.requireNonNull(Dialects.outbound(GeminiHost.DIALECT));
    private static final List<byte[]> REQUESTS = Recordings.of(GeminiHost.DIALECT).stream()
            .map(Exchange::request)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .filter(request -> request.length < 4000)
            .toList();
    private static final List<Profile> PROFILES = List.of(
            GeminiHost.byLevel(), GeminiHost.byBudget(), Catalog.bundled().resolve("gemini", "gemini-3-pro-preview"));

    @Test
    void two_thousand_damaged_requests_are_refused_or_written_as_they_were_read() {
        int written = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Generator generator = new Generator(seed);
            byte[] request = REQUESTS.get(generator.number(REQUESTS.size()));
            byte[] damaged = seed % 10 == 0 ? request : Mutation.of(request, generator);
            try {
                written += tried(damaged, PROFILES.get(generator.number(PROFILES.size()))) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError found) {
                throw new AssertionError("seed " + seed, found);
            }
        }

        assertThat(written).isGreaterThan(200);
    }

    private static boolean tried(byte[] damaged, Profile profile) {
        ChatRequest read;
        byte[] sent;
        try {
            read = INBOUND.decodeRequest(damaged, TARGET).request();
            sent = Preparation.prepare(read, profile, OUTBOUND, Policy.ADAPT)
                    .wire()
                    .body()
                    .bytes();
        } catch (ParlanceException expected) {
            assertThat(expected.failure().message()).isNotBlank();
            return false;
        }
        ChatRequest again = INBOUND.decodeRequest(sent, TARGET).request();
        byte[] sentAgain = Preparation.prepare(again, profile, OUTBOUND, Policy.ADAPT)
                .wire()
                .body()
                .bytes();

        assertThat(Json.parse(sentAgain)).isEqualTo(Json.parse(sent)).isInstanceOf(JsonObject.class);
        return true;
    }
}
