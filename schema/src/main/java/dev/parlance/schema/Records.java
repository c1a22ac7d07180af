package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import java.lang.reflect.Type;

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

    /** The value as JSON of that type. @see #write(Record) */
    public static JsonValue write(Type type, Object value) {
        TypeModel model = TypeModel.of(type);
        return new ValueWriter(model).write(model.root(), value, model.name());
    }
}
