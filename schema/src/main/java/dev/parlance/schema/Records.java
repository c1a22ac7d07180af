package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Records from JSON and back, in one call. For many values of one type keep a {@link RecordReader}. */
public final class Records {
    private Records() {}

    /** The value, or everything that is wrong with it. @throws UndescribableType when the type has no JSON */
    public static <T> Reading<T> read(Class<T> type, JsonValue json) {
        return RecordReader.of(type).read(json);
    }

    /**
     * The value as JSON; missing members are left out. Reading it back gives an equal value. For generic records and for the records of a
     * sealed interface name the type.
     *
     * @throws UndescribableType when the type has no JSON
     * @throws IllegalArgumentException when a value has none: null where the type does not allow it, NaN, an infinity
     */
    public static JsonValue write(Record value) {
        return write(value.getClass(), value);
    }

    /**
     * Any value as JSON for a model or a person to read: records, lists, sets, maps, arrays, enums, text, numbers, times, {@code Optional},
     * {@link JsonValue}, null. More than {@link #write(Record)} writes, but not all of it can be read back: null may stand anywhere, NaN is a
     * word, keys of maps need not be strings, and a record does not tell which of a sealed interface it is unless a component's type does.
     *
     * @throws UndescribableType when something in it is none of these
     */
    public static JsonValue show(@Nullable Object value) {
        return AnyWriter.write(value);
    }

    /** Any value of that type as JSON for a model or a person to read, null where there is none. @see #show(Object) */
    public static JsonValue show(Type type, @Nullable Object value) {
        return ValueWriter.shown(type, value);
    }

    /** The value as JSON of that type. @see #write(Record) */
    public static JsonValue write(Type type, Object value) {
        return ValueWriter.exact(type, value);
    }
}
