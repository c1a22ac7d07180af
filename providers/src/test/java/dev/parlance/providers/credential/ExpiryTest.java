package dev.parlance.providers.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | 2026-03-01T13:00:00Z",
                "{\"expires_in\":60}                             | 2026-03-01T12:01:00Z",
                "{\"expires_in\":\" 60 \"}                       | 2026-03-01T12:01:00Z",
                "{\"expires_in\":60.9}                           | 2026-03-01T12:01:00Z",
                "{\"expires_in\":0}                              | 2026-03-01T12:00:00Z",
                "{\"expires_on\":1772366460}                     | 2026-03-01T12:01:00Z",
                "{\"expires_on\":\"1772366460\"}                 | 2026-03-01T12:01:00Z",
                "{\"expires_on\":\"2026-03-01T14:01:00+02:00\"}  | 2026-03-01T12:01:00Z",
                "{\"expires_on\":\"03/01/2026 14:01:00 +02:00\"} | 2026-03-01T12:01:00Z",
                "{\"expires_on\":\"3/1/2026 2:01:00 PM +02:00\"} | 2026-03-01T12:01:00Z",
                "{\"expires_on\":1772366460,\"expires_in\":3600} | 2026-03-01T12:01:00Z",
                "{\"expires_on\":1772370000,\"expires_in\":60}   | 2026-03-01T12:01:00Z",
                "{\"expires_on\":\"soon\"}                       | 2026-03-01T13:00:00Z",
                "{\"expires_on\":true,\"expires_in\":null}       | 2026-03-01T13:00:00Z",
                "{\"expires_on\":999999999999999999}             | 2026-03-01T13:00:00Z",
                "{\"expires_in\":1e999999999}                    | 2026-03-01T13:00:00Z"
            })
    void the_end_of_a_token_is_read(String answer, Instant end) {
        assertThat(Expiry.of((JsonObject) Json.parse(answer), NOON)).isEqualTo(end);
    }
}
