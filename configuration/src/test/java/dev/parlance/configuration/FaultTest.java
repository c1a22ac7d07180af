package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files and all that is said about them; run with {@code -Dparlance.update=true} to write the messages anew, then read them. */
class FaultTest {
    private static final Path FAULTS = Path.of("src/test/resources/dev/parlance/configuration/faults");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FAULTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".toml"))
                    .map(name -> name.substring(0, name.length() - ".toml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_fault_is_said_at_once_with_its_place(String name) throws IOException {
        Path golden = FAULTS.resolve(name + ".txt");
        List<String> said = Sample.faults(Files.readString(FAULTS.resolve(name + ".toml"))).stream()
                .map(FaultTest::withoutCatalog)
                .toList();

        if (Boolean.getBoolean("parlance.update")) {
            Files.write(golden, said);
        }
        assertThat(said).isEqualTo(Files.readAllLines(golden));
    }

    /** New hosts and transforms shall not change these files. */
    private static String withoutCatalog(String fault) {
        return fault.replaceAll("Hosts: [^.]*", "Hosts: ALL").replaceAll("known are [a-z0-9, -]*", "known are ALL");
    }

    @Test
    void an_unknown_host_and_an_unknown_word_of_a_rule_list_the_known_ones() {
        assertThat(Sample.faults("[providers.mine]\nhost = 'x'\n"))
                .singleElement()
                .asString()
                .contains("Hosts: " + String.join(", ", Catalog.bundled().hosts()) + ".");
        assertThat(Sample.faults("[providers.moonshot.rules]\ntemprature = { do = 'drop' }\n"))
                .singleElement()
                .asString()
                .contains("known are max-output-tokens, temperature")
                .endsWith("Did you mean \"temperature\"?");
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_fault_shows_a_key_of_the_file(String name) throws IOException {
        String text = Files.readString(FAULTS.resolve(name + ".toml"));

        assertThat(String.join("\n", Sample.faults(text))).doesNotContain("sk-secret", "your-api-key-here");
    }

    @Test
    void what_a_place_holds_is_not_shown_when_it_is_wrong() {
        List<String> said = Sample.faults("[gateway]\nport = \"${env:PORT}\"\n", Map.of("PORT", "mark-4711"));

        assertThat(said)
                .containsExactly("config.toml:2:1: gateway.port: this must be a whole number from 0 to 65535; it is"
                        + " \"${env:PORT}\"");
    }

    @Test
    void a_password_in_an_address_is_not_shown() {
        List<String> said = Sample.faults("[providers.moonshot]\nproxy = \"socks5://me:mark-4711@proxy:1080\"\n");

        assertThat(said)
                .singleElement()
                .asString()
                .contains("socks5://***@proxy:1080")
                .doesNotContain("mark-4711");
    }

    @Test
    void faults_become_one_error_of_the_settings() {
        ConfigurationFault fault = new ConfigurationFault(List.of(
                new Fault("a.toml", 1, 2, "x", "is wrong", "Mend it."),
                new Fault("a.toml", 0, 0, null, "is odd?", "So.")));

        assertThat(fault.toMisconfigured().failure().sentence())
                .isEqualTo("a.toml:1:2: x: is wrong. Mend it.\na.toml: is odd? So.");
    }

    @Test
    void a_line_that_cannot_be_read_is_not_said_to_be_missing() {
        assertThat(Sample.faults("[providers.mine]\nhost = moonshot\n"))
                .containsExactly("config.toml:2:8: this is no TOML: unexpected 'm', expected a value. Texts stand in"
                        + " quotes: key = \"value\".");
    }
}
