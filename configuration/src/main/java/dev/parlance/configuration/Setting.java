package dev.parlance.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a table. Checks, schema and reference are made from it.
 *
 * @param name in kebab-case
 * @param form what it may be
 * @param about what it is for, one sentence
 * @param fallback what counts when nobody sets it, in words or as it would be written; null when there is nothing to say
 * @param synonyms other spellings that are taken too
 */
record Setting<T>(
        String name, Form<T> form, String about, @Nullable String fallback, List<String> synonyms) {
    Setting(String name, Form<T> form, String about) {
        this(name, form, about, null, List.of());
    }

    Setting<T> fallback(String text) {
        return new Setting<>(name, form, about, text, synonyms);
    }

    Setting<T> synonyms(String... others) {
        return new Setting<>(name, form, about, fallback, List.of(others));
    }

    Setting<T> withoutSynonyms() {
        return new Setting<>(name, form, about, fallback, List.of());
    }
}
