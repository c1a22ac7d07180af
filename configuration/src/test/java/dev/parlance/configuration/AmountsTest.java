package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "500ms, PT0.5S",
        "5m, PT5M",
        "5 min, PT5M",
        "2H, PT2H",
        "1d, PT24H",
        "10, PT10S",
        "1.5, PT1.5S",
        "0.25s, PT0.25S",
        "0, PT0S"
    })
    void times(String text, Duration time) {
        assertThat(Amounts.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1w", "s", "1m30s", "ten", "1e3", "99999999999"})
    void texts_that_are_no_times(String text) {
        assertThat(Amounts.time(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000b, 1000", "1KiB, 1024", "64MiB, 67108864", "1 gib, 1073741824"})
    void sizes(String text, long bytes) {
        assertThat(Amounts.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "64MB", "2GiB", "1.5MiB", "999999999999GiB"})
    void texts_that_are_no_sizes(String text) {
        assertThat(Amounts.bytes(text)).isNull();
    }

    @Test
    void the_nearest_word_is_the_one_with_the_fewest_changes() {
        assertThat(Nearest.to("prot", List.of("host", "port", "proxy"))).isEqualTo("port");
        assertThat(Nearest.to("API_KEY", List.of("api-version", "api-key"))).isEqualTo("api-key");
        assertThat(Nearest.to("zzz", List.of("host", "port"))).isNull();
        assertThat(Nearest.distance("abcd", "abdc")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
