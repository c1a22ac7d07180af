package dev.parlance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that say nothing, and second words for things that have one already. */
class NamesTest {
    private static final Set<String> EMPTY_ENDINGS =
            Set.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl", "Base", "Common", "Misc");
    private static final Set<String> SECOND_WORDS = Set.of("Adapter", "Translator", "Vendor");
    private static final Set<String> EMPTY_PACKAGES =
            Set.of("util", "utils", "common", "helper", "helpers", "impl", "misc", "base", "manager");

    @Test
    void no_type_has_an_ending_that_says_nothing() {
        assertThat(Product.classes().stream()
                        .filter(type -> EMPTY_ENDINGS.contains(words(type).getLast()))
                        .map(JavaClass::getName))
                .as("types that end in one of " + EMPTY_ENDINGS + ": say what the thing does")
                .isEmpty();
    }

    @Test
    void no_type_uses_a_second_word_for_a_dialect_or_a_host() {
        assertThat(Product.classes().stream()
                        .filter(type -> words(type).stream().anyMatch(SECOND_WORDS::contains))
                        .map(JavaClass::getName))
                .as("the words are dialect and host (glossary in ARCHITECTURE.md), not " + SECOND_WORDS)
                .isEmpty();
    }

    @Test
    void no_package_has_a_name_that_says_nothing() {
        assertThat(Product.classes().stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> Arrays.stream(name.split("\\.", -1)).anyMatch(EMPTY_PACKAGES::contains)))
                .as("packages named one of " + EMPTY_PACKAGES)
                .isEmpty();
    }

    /** {@code HttpClientImpl} is Http, Client, Impl. */
    private static List<String> words(JavaClass type) {
        return Arrays.asList(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", -1));
    }
}
