package dev.parlance.configuration;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.Template;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A single value. Whatever TOML type it has, it is read from its text, for a text from the environment is always a string: {@code "8080"}
 * is a number where one is wanted. The empty string counts as not set.
 *
 * @param words the values to choose from, or none when there is no such list
 * @param types the TOML types it may have beside a string
 * @param parser the value of a text, or null when it is none
 */
record Scalar<T>(
        String description,
        JsonObject schema,
        Collection<String> words,
        Set<Class<?>> types,
        Function<String, @Nullable T> parser)
        implements Form<T> {

    private static final int LONGEST_SHOWN = 60;

    Scalar {
        words = List.copyOf(words);
        types = Set.copyOf(types);
    }

    @Override
    public @Nullable T read(Place place) {
        String written = written(place);
        if (written == null) {
            return null;
        }
        Template template = template(written, place);
        String text = template == null ? null : place.reading().resolve(template, place);
        if (template != null && text == null) {
            place.show(Shown.text(written));
        }
        if (text == null || text.isBlank()) {
            return null;
        }
        T value = parser.apply(text.strip());
        if (value == null) {
            place.fault(mismatch(written), Nearest.question(text.strip(), words));
            return null;
        }
        place.show(Shown.text(written));
        return value;
    }

    /** The value as text, or null when it is empty or of a wrong type. */
    private @Nullable String written(Place place) {
        Object value = place.value();
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        if (types.stream().anyMatch(type -> type.isInstance(value))) {
            return value.toString();
        }
        boolean table = value instanceof org.tomlj.TomlTable || value instanceof org.tomlj.TomlArray;
        place.fault(
                "this must be " + description + (table ? "" : "; it is " + Shown.text(value.toString())),
                !table && types.isEmpty() ? "Put it in quotes." : null);
        return null;
    }

    static @Nullable Template template(String written, Place place) {
        try {
            return Template.parse(written);
        } catch (ParlanceException.Misconfigured wrong) {
            place.fault(wrong.failure().message(), wrong.failure().advice());
            return null;
        }
    }

    /** Shows what stands in the file, never what an environment variable or a file has. */
    private String mismatch(String written) {
        String shown = Shown.text(written);
        return "this must be " + description + (shown.length() > LONGEST_SHOWN ? "" : "; it is \"" + shown + "\"");
    }
}
