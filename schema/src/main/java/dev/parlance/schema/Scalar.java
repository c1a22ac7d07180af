package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that one JSON string, number or truth value holds. Reading forgives what models do without harm: a number or truth value in a
 * string, a number where text is wanted, {@code 3.0} for 3. It never rounds a whole number and never cuts.
 */
enum Scalar {
    BOOLEAN(Json.BOOLEAN, null, "true or false", List.of(boolean.class, Boolean.class), Boolean::valueOf),
    BYTE(
            Json.INTEGER,
            null,
            "a whole number from -128 to 127",
            List.of(byte.class, Byte.class),
            text -> new BigDecimal(text).byteValueExact()),
    SHORT(
            Json.INTEGER,
            null,
            "a whole number from -32768 to 32767",
            List.of(short.class, Short.class),
            text -> new BigDecimal(text).shortValueExact()),
    INTEGER(
            Json.INTEGER,
            null,
            "a whole number of at most 32 bits",
            List.of(int.class, Integer.class),
            text -> new BigDecimal(text).intValueExact()),
    LONG(
            Json.INTEGER,
            null,
            "a whole number of at most 64 bits",
            List.of(long.class, Long.class),
            text -> new BigDecimal(text).longValueExact()),
    BIG_INTEGER(Json.INTEGER, null, "a whole number", List.of(BigInteger.class), Scalar::bigInteger),
    FLOAT(
            Json.NUMBER,
            null,
            "a number in the range of 32 bits",
            List.of(float.class, Float.class),
            Scalar::finiteFloat),
    DOUBLE(
            Json.NUMBER,
            null,
            "a number in the range of 64 bits",
            List.of(double.class, Double.class),
            Scalar::finiteDouble),
    BIG_DECIMAL(Json.NUMBER, null, "a number", List.of(BigDecimal.class), BigDecimal::new),
    STRING(Json.STRING, null, "a string", List.of(String.class), text -> text),
    CHARACTER(
            Json.STRING,
            null,
            "a string of exactly one character",
            List.of(char.class, Character.class),
            Scalar::character),
    INSTANT(
            Json.STRING,
            "date-time",
            "a time with its offset in a string, such as \"2026-01-31T12:00:00Z\"",
            List.of(Instant.class),
            Instant::parse),
    LOCAL_DATE(
            Json.STRING,
            "date",
            "a date in a string, such as \"2026-01-31\"",
            List.of(LocalDate.class),
            LocalDate::parse),
    DURATION(
            Json.STRING,
            "duration",
            "an ISO 8601 duration of days, hours, minutes and seconds in a string, such as \"PT1H30M\"",
            List.of(Duration.class),
            Scalar::duration),
    IDENTIFIER(
            Json.STRING,
            "uuid",
            "a UUID in a string, such as \"123e4567-e89b-12d3-a456-426614174000\"",
            List.of(UUID.class),
            Scalar::identifier);

    /** What JSON calls it. */
    enum Json {
        BOOLEAN,
        INTEGER,
        NUMBER,
        STRING
    }

    /** Makes the value from its text; throws one of the usual exceptions of the JDK when it cannot. */
    private interface Parser {
        Object parse(String text);
    }

    private static final int MOST_DIGITS = 1000;
    private static final Pattern NUMERIC = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,9})?");
    private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,9})W");

    private final Json json;
    private final @Nullable String format;
    private final String expected;
    private final List<Class<?>> types;
    private final Parser parser;

    Scalar(Json json, @Nullable String format, String expected, List<Class<?>> types, Parser parser) {
        this.json = json;
        this.format = format;
        this.expected = expected;
        this.types = types;
        this.parser = parser;
    }

    /** The scalar that holds that type, or null. */
    static @Nullable Scalar of(Class<?> type) {
        for (Scalar scalar : values()) {
            if (scalar.types.contains(type)) {
                return scalar;
            }
        }
        return null;
    }

    /** The word of JSON Schema, for example {@code integer}. */
    String jsonType() {
        return json.name().toLowerCase(Locale.ROOT);
    }

    /** The format keyword, or null. */
    @Nullable
    String format() {
        return format;
    }

    /** What must stand there, in words for a model. */
    String expected() {
        return expected;
    }

    /** The name of the Java type. */
    String word() {
        return types.getLast().getSimpleName();
    }

    /** The value, or null when something else stands there. */
    @Nullable
    Object read(JsonValue value) {
        String text = text(value);
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(text);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException unfit) {
            return null;
        }
    }

    /** The value as JSON. @throws IllegalArgumentException for NaN and the infinities */
    JsonValue write(Object value) {
        return switch (json) {
            case BOOLEAN -> JsonValue.of((Boolean) value);
            case STRING -> JsonValue.of(value.toString());
            case INTEGER -> new JsonNumber(value.toString());
            case NUMBER -> {
                if (!Double.isFinite(((Number) value).doubleValue()) && !(value instanceof BigDecimal)) {
                    throw new IllegalArgumentException("JSON has no number for " + value);
                }
                yield new JsonNumber(value.toString());
            }
        };
    }

    private @Nullable String text(JsonValue value) {
        return switch (json) {
            case BOOLEAN ->
                switch (value) {
                    case JsonBoolean(boolean truth) -> Boolean.toString(truth);
                    case JsonString(String text) when text.equals("true") || text.equals("false") -> text;
                    default -> null;
                };
            case INTEGER, NUMBER ->
                switch (value) {
                    case JsonNumber(String literal) -> literal;
                    case JsonString(String text) -> numeric(text.strip());
                    default -> null;
                };
            case STRING ->
                switch (value) {
                    case JsonString(String text) -> text;
                    case JsonNumber(String literal) when this == STRING || this == CHARACTER -> literal;
                    case JsonBoolean(boolean truth) when this == STRING -> Boolean.toString(truth);
                    default -> null;
                };
        };
    }

    private static @Nullable String numeric(String text) {
        return text.length() <= MOST_DIGITS && NUMERIC.matcher(text).matches() ? text : null;
    }

    /** An exponent of a few digits would otherwise ask for gigabytes. */
    private static BigInteger bigInteger(String text) {
        BigDecimal number = new BigDecimal(text);
        long digits = (long) number.precision() - number.scale();
        if (number.signum() == 0) {
            return BigInteger.ZERO;
        }
        if (digits <= 0 || digits > MOST_DIGITS) {
            throw new ArithmeticException("not a whole number within reason");
        }
        return number.toBigIntegerExact();
    }

    private static Float finiteFloat(String text) {
        float number = Float.parseFloat(text);
        if (Float.isInfinite(number)) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static Double finiteDouble(String text) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    /** JSON Schema's durations have weeks, which the JDK's do not. */
    private static Duration duration(String text) {
        Matcher weeks = WEEKS.matcher(text);
        return weeks.matches() ? Duration.ofDays(7 * Long.parseLong(weeks.group(1))) : Duration.parse(text);
    }

    /** The JDK also takes shorter groups of digits. */
    private static UUID identifier(String text) {
        UUID identifier = UUID.fromString(text);
        if (!identifier.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not the usual form");
        }
        return identifier;
    }
}
