package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelIdsTest {
    @ParameterizedTest
    @CsvSource({
        "Kimi-K2.6, kimi-k2.6",
        "moonshotai/Kimi-K2.6, kimi-k2.6",
        "MOONSHOT-V1-8K, moonshot-v1-8k",
        "' gpt-4o ', gpt-4o",
        "a/b/c, b/c",
    })
    void ids_are_compared_in_lower_case_and_without_one_vendor(String model, String normalized) {
        assertThat(ModelIds.normalized(model)).isEqualTo(normalized);
    }

    @Test
    void an_entry_stands_for_longer_ids_only_at_a_boundary() {
        assertThat(ModelIds.candidates("gpt-4o-2024-08-06:free@eu"))
                .containsExactly(
                        "gpt-4o-2024-08-06:free@eu",
                        "gpt-4o-2024-08-06:free",
                        "gpt-4o-2024-08-06",
                        "gpt-4o-2024-08",
                        "gpt-4o-2024",
                        "gpt-4o",
                        "gpt");
    }

    /** The window tells which entry was found. */
    @ParameterizedTest
    @CsvSource({
        "gpt-4, 8192",
        "gpt-4-0613, 8192",
        "gpt-4-32k-0613, 32768",
        "gpt-4-turbo-2024-04-09, 128000",
        "gpt-4-1106-preview, 128000",
        "gpt-4o, 128000",
        "gpt-4o-2024-08-06, 128000",
        "gpt-4o-mini, 128000",
        "openai/gpt-4o, 128000",
        "gpt-4.1, 1047576",
        "gpt-4.1-nano-2025-04-14, 1047576",
        "gpt-3.5-turbo-0125, 16385",
        "gpt-35-turbo, 16385",
        "o1, 200000",
        "o1-mini-2024-09-12, 128000",
        "o3, 200000",
        "o3-mini-2025-01-31, 200000",
        "gpt-5, 400000",
        "gpt-5-2025-08-07, 400000",
        "gpt-5-chat-latest, 128000",
        "gpt-5.1, 400000",
        "gpt-5.1-chat-latest, 128000",
        "gpt-5.7,",
        "gpt-4.5-preview,",
        "gpt-45,",
        "o30,",
        "o3x,",
        "gpt,",
        "ft:gpt-4o-mini-2024-07-18:acme::7p4lURel,",
    })
    void the_longest_entry_is_found_and_none_that_only_looks_alike(String model, Long window) {
        assertThat(Catalog.bundled().resolve("openai", model).facts().window()).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"Kimi-K2.6, 262144", "kimi-k2.6-prod, 262144", "k2.6, 262144", "my-kimi,"})
    void a_deployment_is_known_by_the_name_of_its_model(String deployment, Long window) {
        Profile profile = Catalog.bundled().resolve("azure-foundry", deployment);

        assertThat(profile.facts().window()).isEqualTo(window);
        assertThat(profile.model()).isEqualTo(deployment);
    }

    @Test
    void an_alias_of_a_host_has_the_facts_of_what_it_stands_for() {
        Catalog catalog = Catalog.bundled();

        assertThat(List.of("k3", "k2p5", "k2p6", "k2p7"))
                .allSatisfy(alias -> assertThat(
                                catalog.resolve("moonshot-plan", alias).facts().window())
                        .isNotNull());
    }
}
