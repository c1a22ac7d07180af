package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.testkit.Generator;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files cut off or scribbled over: they are read or refused, and nothing else happens. */
class HalfWrittenTest {
    private static final String[] SCRIBBLES = {
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        ".",
        "\n",
        "#",
        "\\",
        "$",
        "${",
        "\u0000",
        "é",
        "\ud83d",
        "1",
        "[[providers]]\n",
        "\"\"\""
    };

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    /** The faults of a text, or nothing; any other exception fails the test. */
    private static String faults(String text) {
        try {
            Configuration.of(Sample.FILE, text, Map.of("KEY", "key-of-mine"), Catalog.bundled(), false);
            return "";
        } catch (ConfigurationFault fault) {
            int lines = (int) text.lines().count() + 1;
            assertThat(fault.faults())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.line()).as(text).isBetween(1, lines));
            return String.valueOf(fault.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_file_that_is_cut_off_is_read_or_refused(long seed) {
        String text = Written.of(seed, false).text();
        Generator random = new Generator(seed);
        for (int cut = 0; cut < 8; cut++) {
            assertThat(faults(text.substring(0, random.number(text.length())))).doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_file_that_is_scribbled_over_is_read_or_refused(long seed) {
        Generator random = new Generator(seed);
        StringBuilder text = new StringBuilder(Written.of(seed, true).text());
        for (int scribble = 0; scribble < 8; scribble++) {
            int at = random.number(text.length());
            text.replace(at, Math.min(text.length(), at + random.number(4)), random.pick(SCRIBBLES));
            assertThat(faults(text.toString())).doesNotContain("Exception");
        }
    }
}
