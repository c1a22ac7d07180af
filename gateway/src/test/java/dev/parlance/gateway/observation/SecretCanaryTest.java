package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A word that stands wherever a secret or a user's text may come by is nowhere in what is told. */
class SecretCanaryTest {
    private static final String CANARY = "sk-canary0123456789canary";

    @Test
    void neither_log_nor_page_shows_it() {
        Observed observed = new Observed();
        CallObservation call = observed.asked(true);
        call.requestBody(CANARY.getBytes(StandardCharsets.UTF_8));
        call.answerBody(ByteBuffer.wrap(CANARY.getBytes(StandardCharsets.UTF_8)));
        call.adjusted(List.of(new Adjustment(
                "metadata",
                Adjustment.Kind.DROPPED,
                JsonValue.of(CANARY),
                JsonValue.of(CANARY),
                "rule",
                "because of " + CANARY,
                CANARY)));
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        call.usage(new Usage(1L, null, null, 1L, null, RawJson.ofText("{\"note\":\"" + CANARY + "\"}")));
        attempt.ended(refused());
        call.failed(refused(), 401);

        assertThat(observed.lines)
                .singleElement()
                .asString()
                .contains("metadata=dropped")
                .doesNotContain("canary");
        assertThat(observed.page().lines).noneMatch(line -> line.contains("canary"));
    }

    /** As a host puts it that sends the whole header back. */
    private static ParlanceException refused() {
        return new ParlanceException.Unauthenticated(new Failure(
                "Incorrect API key provided: " + CANARY + " (Authorization: Bearer " + CANARY + ")",
                "Set it: " + CANARY,
                "moonshot",
                "kimi-k2.6",
                "up-1",
                401,
                Duration.ZERO,
                CANARY,
                CANARY,
                "{\"error\":\"" + CANARY + "\"}"));
    }
}
