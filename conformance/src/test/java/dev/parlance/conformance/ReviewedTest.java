package dev.parlance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewedTest {
    @Test
    void labels_are_words_and_lead_back() {
        for (Feature feature : Feature.values()) {
            assertThat(feature.label()).matches("[a-z]+(-[a-z]+)*");
            assertThat(Feature.ofLabel(feature.label())).isSameAs(feature);
            assertThat(feature.shows()).isNotBlank();
        }
        assertThat(Feature.values()).hasSizeGreaterThan(25);
        assertThat(Feature.ofLabel("telepathy")).isNull();
    }

    @Test
    void the_lists_can_be_read() {
        assertThat(RepresentativeModels.byHost()).containsKeys("openai", "moonshot", "anthropic", "gemini");
        assertThat(RepresentativeModels.byHost().values())
                .allSatisfy(models -> assertThat(models).hasSizeBetween(1, 4).doesNotHaveDuplicates());
        assertThat(Impossible.reviewed()).allSatisfy(entry -> {
            assertThat(RepresentativeModels.byHost()).containsKey(entry.host());
            assertThat(entry.evidence()).hasSizeGreaterThan(20);
        });
        assertThat(Arrays.stream(Door.values()).map(Door::dialect)).contains("openai-chat", "gemini");
    }

    @Test
    void an_entry_covers_what_it_names_and_nothing_else() {
        Impossible all = entry("a", "*", "*");
        Impossible one = entry("a", "m", "gemini");

        assertThat(all.covers("a", "m", "gemini", Feature.SEED)).isTrue();
        assertThat(all.covers("b", "m", "gemini", Feature.SEED)).isFalse();
        assertThat(all.covers("a", "m", "gemini", Feature.TEXT)).isFalse();
        assertThat(one.covers("a", "m", "gemini", Feature.SEED)).isTrue();
        assertThat(one.covers("a", "n", "gemini", Feature.SEED)).isFalse();
        assertThat(one.covers("a", "m", "openai-chat", Feature.SEED)).isFalse();
    }

    private static Impossible entry(String host, String model, String inbound) {
        return new Impossible(host, model, inbound, Set.of(Feature.SEED), "a document", "x:1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:4680, http://127.0.0.1:4680",
        "http://127.0.0.1:4680/, http://127.0.0.1:4680",
        "https://gateway.example/v1/, https://gateway.example",
        "https://gateway.example/proxy/v1beta, https://gateway.example/proxy"
    })
    void an_address_is_taken_in_the_forms_that_people_have(String given, String used) {
        assertThat(Settings.of(URI.create(given), null).baseUrl()).isEqualTo(URI.create(used));
    }

    @Test
    void every_outcome_has_its_word() {
        assertThat(List.of(
                        new Outcome.Works(),
                        new Outcome.Adjusted(List.of("seed=dropped")),
                        new Outcome.Refused("no"),
                        new Outcome.Absent("nothing"),
                        new Outcome.Failed("why"),
                        new Outcome.Wordless("a document"),
                        new Outcome.Skipped("later")))
                .extracting(Outcome::word)
                .containsExactly("works", "adjusted", "refused", "absent", "FAILED", "no word", "-");
    }
}
