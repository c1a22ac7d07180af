package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderEntriesTest {
    private static final HostFacts HOST =
            Objects.requireNonNull(Catalog.bundled().host("openai"));

    private final List<String> made = new ArrayList<>();
    private final List<String> remarked = new ArrayList<>();

    private ProviderEntries entries(Set<String> said, String... names) {
        Map<String, ProviderSettings> settings = new LinkedHashMap<>();
        for (String name : names) {
            settings.put(name, ProviderSettings.of(name, "openai").build());
        }
        return new ProviderEntries(settings, said, this::make, this::remark);
    }

    private ProviderEntry make(ProviderSettings settings, boolean said) {
        made.add(settings.name());
        return new ProviderEntry(settings.name(), HOST, null, null, said, null);
    }

    private ProviderEntry remark(ProviderEntry entry) {
        remarked.add(entry.name());
        ParlanceException odd = new ParlanceException.Misconfigured(Failure.of("Odd", "Look."));
        return new ProviderEntry(entry.name(), HOST, null, odd, entry.chosen(), null);
    }

    @Test
    void a_provider_is_made_when_it_is_asked_for_and_then_kept() {
        ProviderEntries entries = entries(Set.of(), "first", "second");

        ProviderEntry second = entries.get("second");

        assertThat(second).isNotNull().isSameAs(entries.get("second"));
        assertThat(entries.get("third")).isNull();
        assertThat(entries.names()).containsExactly("first", "second");
        assertThat(made).containsExactly("second");
    }

    @Test
    void one_that_the_user_spoke_of_is_made_at_once_and_counts_as_chosen() {
        ProviderEntries entries = entries(Set.of("second"), "first", "second");

        assertThat(made).containsExactly("second");
        assertThat(entries.plain()).extracting(ProviderEntry::chosen).containsExactly(false, true);
    }

    @Test
    void what_cannot_be_made_of_settings_of_the_user_is_an_error_at_once() {
        ParlanceException fault = new ParlanceException.Misconfigured(Failure.of("Wrong", "Correct it."));

        assertThatThrownBy(() -> new ProviderEntries(
                        Map.of("first", ProviderSettings.of("first", "openai").build()),
                        Set.of("first"),
                        (settings, said) -> {
                            throw fault;
                        },
                        entry -> entry))
                .isSameAs(fault);
    }

    @Test
    void remarks_are_made_for_those_who_want_all_and_once() {
        ProviderEntries entries = entries(Set.of(), "first", "second");

        assertThat(entries.plain()).extracting(ProviderEntry::problem).containsOnlyNulls();
        assertThat(remarked).isEmpty();
        assertThat(entries.all()).extracting(ProviderEntry::problem).doesNotContainNull();
        assertThat(entries.all()).extracting(ProviderEntry::name).containsExactly("first", "second");
        assertThat(remarked).containsExactly("first", "second");
    }
}
