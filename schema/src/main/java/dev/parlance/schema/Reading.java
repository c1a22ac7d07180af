package dev.parlance.schema;

import java.util.List;

/** What came of reading JSON into a type: the value, or everything that was wrong. Errors are values here, for they go back to the model. */
public sealed interface Reading<T> {
    /** It fits. */
    record Value<T>(T value) implements Reading<T> {}

    /** It does not fit; all errors at once. */
    record Errors<T>(List<ReadingError> errors) implements Reading<T> {
        public Errors {
            errors = List.copyOf(errors);
        }

        /** The errors as a list for a model or a person, one a line. */
        public String listed() {
            return ReadingError.listed(errors);
        }
    }

    /** The value. @throws IllegalArgumentException with all errors when there is none */
    default T orThrow() {
        return switch (this) {
            case Value<T>(T value) -> value;
            case Errors<T> errors -> throw new IllegalArgumentException("The JSON does not fit:\n" + errors.listed());
        };
    }
}
