package dev.parlance.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The making of one record.
 *
 * @param refusal what the record's constructor said against its values, or null
 */
record Construction(@Nullable Object value, @Nullable String refusal) {
    /** Calls the constructor; what it throws becomes the refusal, errors of the virtual machine excepted. */
    static Construction of(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return new Construction(constructor.newInstance(values), null);
        } catch (InvocationTargetException refused) {
            Throwable cause = refused.getCause();
            if (cause instanceof Error fatal) {
                throw fatal;
            }
            String message = cause == null ? null : cause.getMessage();
            return new Construction(
                    null, "is refused: " + (message == null ? "the values do not go together" : message));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The constructor was opened before", impossible);
        }
    }
}
