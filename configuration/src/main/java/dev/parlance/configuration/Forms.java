package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of single values. */
final class Forms {
    /** Where a value may be written {@code "${env:NAME}"} instead of itself. */
    private static final JsonObject PLACES =
            JsonValue.object("type", JsonValue.of("string"), "pattern", JsonValue.of("\\$\\{(env|file|cmd):"));

    /** Counts as not set. */
    private static final JsonObject NOTHING = JsonValue.object("const", JsonValue.of(""));

    private static final Set<Class<?>> NUMBERS = Set.of(Long.class, Double.class);

    private Forms() {}

    private static JsonObject text() {
        return JsonValue.object("type", JsonValue.of("string"));
    }

    private static JsonObject pattern(String pattern) {
        return text().with("pattern", JsonValue.of(pattern));
    }

    private static JsonObject anyOf(JsonValue... choices) {
        return JsonValue.object("anyOf", JsonValue.array(choices));
    }

    /** Any text. */
    static Form<String> text(String description) {
        return new Scalar<>(description, text(), List.of(), Set.of(), text -> text);
    }

    /** A text of that form. A date without quotes, which TOML takes for a date, is meant as its text. */
    static Form<String> text(String description, Pattern form) {
        return new Scalar<>(
                description,
                anyOf(pattern("^\\s*(" + form.pattern() + ")\\s*$"), PLACES, NOTHING),
                List.of(),
                Set.of(LocalDate.class),
                text -> form.matcher(text).matches() ? text : null);
    }

    /** One of those words, in any case. */
    static <T> Form<T> word(Map<String, T> byWord) {
        return new Scalar<>(
                "one of " + String.join(", ", byWord.keySet()),
                anyOf(JsonValue.object("enum", JsonValue.strings(byWord.keySet())), PLACES, NOTHING),
                byWord.keySet(),
                Set.of(),
                text -> byWord.get(text.toLowerCase(Locale.ROOT)));
    }

    /** True or false, or the words for them that people write into environment variables. */
    static Form<Boolean> truth() {
        return new Scalar<>(
                "true or false",
                anyOf(
                        JsonValue.object("type", JsonValue.of("boolean")),
                        JsonValue.object("enum", JsonValue.array(JsonValue.of(0), JsonValue.of(1))),
                        pattern("^\\s*([tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[yY][eE][sS]|[nN][oO]|[01])\\s*$"),
                        PLACES,
                        NOTHING),
                List.of("true", "false"),
                Set.of(Boolean.class, Long.class),
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes" -> true;
                    case "false", "0", "no" -> false;
                    default -> null;
                });
    }

    /** A whole number between the two. */
    static Form<Integer> whole(int least, int most) {
        String description = most == Integer.MAX_VALUE
                ? "a whole number, at least " + least
                : "a whole number from " + least + " to " + most;
        JsonObject number = JsonValue.object(
                "type", JsonValue.of("integer"), "minimum", JsonValue.of(least), "maximum", JsonValue.of(most));
        return new Scalar<>(
                description,
                anyOf(number, pattern("^\\s*[0-9]+\\s*$"), PLACES, NOTHING),
                List.of(),
                Set.of(Long.class),
                text -> {
                    Long value = text.matches("\\d{1,10}") ? Long.valueOf(text) : null;
                    return value == null || value < least || value > most ? null : (Integer) value.intValue();
                });
    }

    /** A time of at least that many milliseconds. */
    static Form<Duration> time(long leastMilliseconds) {
        return new Scalar<>(
                Amounts.TIME + (leastMilliseconds > 0 ? ", more than none" : ""),
                anyOf(
                        JsonValue.object("type", JsonValue.of("number"), "minimum", JsonValue.of(0)),
                        pattern("^\\s*[0-9]+(\\.[0-9]+)?\\s*([mM]?[sS]|[mM]([iI][nN])?|[hH]|[dD])?\\s*$"),
                        PLACES,
                        NOTHING),
                List.of(),
                NUMBERS,
                text -> {
                    Duration time = Amounts.time(text);
                    return time == null || time.toMillis() < leastMilliseconds ? null : time;
                });
    }

    /** A size in bytes. */
    static Form<Long> size() {
        return new Scalar<>(
                Amounts.BYTES,
                anyOf(
                        JsonValue.object("type", JsonValue.of("integer"), "minimum", JsonValue.of(1)),
                        pattern("^\\s*[0-9]+\\s*([kKmMgG][iI])?[bB]?\\s*$"),
                        PLACES,
                        NOTHING),
                List.of(),
                Set.of(Long.class),
                Amounts::bytes);
    }

    /** A size in bytes, or 0 for nothing of it. */
    static Form<Long> sizeOrNone() {
        return new Scalar<>(
                "0 for none, or " + Amounts.BYTES,
                anyOf(
                        JsonValue.object("type", JsonValue.of("integer"), "minimum", JsonValue.of(0)),
                        pattern("^\\s*[0-9]+\\s*([kKmMgG][iI])?[bB]?\\s*$"),
                        PLACES,
                        NOTHING),
                List.of(),
                Set.of(Long.class),
                text -> text.strip().equals("0") ? (Long) 0L : Amounts.bytes(text));
    }

    /** An address that begins with one of those schemes. */
    static Form<URI> address(String description, Predicate<String> scheme) {
        return new Scalar<>(description, text(), List.of(), Set.of(), text -> uri(text, scheme));
    }

    private static @Nullable URI uri(String text, Predicate<String> scheme) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && scheme.test(uri.getScheme().toLowerCase(Locale.ROOT))
                    ? uri
                    : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
