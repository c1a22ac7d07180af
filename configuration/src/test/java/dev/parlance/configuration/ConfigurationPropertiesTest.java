package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files written at random from the description of the settings. */
class ConfigurationPropertiesTest {
    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_the_description_allows_is_read_and_knows_its_line(long seed) {
        Written written = Written.of(seed, false);

        Configuration read = Sample.load(written.text());

        Map<String, String> origins = new TreeMap<>();
        written.keys().forEach((line, key) -> origins.put(key, "config.toml:" + line));
        Map<String, String> shown = read.settings().stream()
                .filter(setting -> !setting.key().endsWith(".host") || origins.containsKey(setting.key()))
                .collect(Collectors.toMap(
                        setting -> setting.key().replace("thinking.budget", "thinking"), EffectiveSetting::origin));
        assertThat(shown).as(written.text()).containsExactlyInAnyOrderEntriesOf(origins);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_wrong_line_is_reported_and_no_other(long seed) {
        Written written = Written.of(seed, true);

        ConfigurationFault thrown = catchThrowableOfType(ConfigurationFault.class, () -> Sample.load(written.text()));

        Map<Integer, List<String>> said = thrown == null
                ? Map.of()
                : thrown.faults().stream()
                        .collect(Collectors.groupingBy(
                                Fault::line, TreeMap::new, Collectors.mapping(Fault::toString, Collectors.toList())));
        assertThat(said.keySet())
                .as(written.text() + said)
                .isEqualTo(written.faults().keySet());
        written.faults()
                .forEach((line, words) -> assertThat(said.get(line))
                        .anySatisfy(one -> assertThat(one)
                                .contains(words)
                                .contains(written.keys().get(line))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_schema_takes_what_the_reader_takes(long seed) {
        Written written = Written.of(seed, false);

        assertThat(SchemaCheck.complaints(written.text())).as(written.text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_schema_refuses_what_is_misspelt(long seed) {
        Written written = Written.of(seed, true);
        long misspelt = written.faults().values().stream()
                .filter(words -> !words.isEmpty())
                .count();

        List<String> unknown = SchemaCheck.complaints(written.text()).stream()
                .filter(complaint -> complaint.endsWith("unknown"))
                .toList();

        assertThat(unknown).as(written.text()).hasSize((int) misspelt);
    }
}
