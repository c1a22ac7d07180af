package dev.parlance.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A record's component or a method's parameter.
 *
 * @param accessor reads it from a record; null for a parameter
 */
record Member(
        String name,
        Shape shape,
        @Nullable String description,
        @Nullable Method accessor) {
    /** Whether it may be missing. */
    boolean isOptional() {
        return shape instanceof Shape.Maybe;
    }

    /** What an element says of itself to models, or null. */
    static @Nullable String description(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? null : description.value();
    }
}
