package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads JSON into one type. Immutable and thread-safe; make one and keep it.
 *
 * <p>What models do without harm is let pass: a number or truth value in a string, a number where text is wanted, {@code 3.0} for 3, a
 * missing optional member or null for it, members that nobody asked for, another case or joint in the name of an enum constant, an object or
 * array written as a string, a map as an array of entries, a set's element twice. Nothing else is guessed: no number is rounded or cut, no
 * single value stands for a list, and a required member may not be missing.
 */
public final class RecordReader<T> {
    private final TypeModel model;

    private RecordReader(TypeModel model) {
        this.model = model;
    }

    /** A reader for that record, enum, sealed interface or other describable class. @throws UndescribableType when a part of it has no JSON */
    public static <T> RecordReader<T> of(Class<T> type) {
        return new RecordReader<>(TypeModel.of(type));
    }

    /** A reader for any describable type, such as that of a parameter. @throws UndescribableType when a part of it has no JSON */
    public static RecordReader<?> of(Type type) {
        return new RecordReader<>(TypeModel.of(type));
    }

    /** The value, or everything that is wrong with it. Exceptions of a record's constructor are such errors too. */
    public Reading<T> read(JsonValue json) {
        ValueReader reader = new ValueReader(model);
        Object value = reader.read(model.root(), json, Place.ROOT);
        return reader.reading(value);
    }

    /** The value of JSON as a model writes it, with or without a Markdown fence around it, or everything that is wrong with it. */
    public Reading<T> read(String text) {
        return switch (AnswerText.json(text)) {
            case Reading.Value<JsonValue>(JsonValue json) -> read(json);
            case Reading.Errors<JsonValue>(List<ReadingError> errors) -> new Reading.Errors<>(errors);
        };
    }
}
