package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a method as one JSON object, for tools. Described and read as the components of a record are. Immutable and thread-safe.
 * The class must be compiled with javac's {@code -parameters}.
 */
public final class MethodParameters {
    private final TypeModel.Parameters parameters;

    private MethodParameters(TypeModel.Parameters parameters) {
        this.parameters = parameters;
    }

    /** Those of that method. @throws UndescribableType when one of them has no name or no JSON Schema */
    public static MethodParameters of(Method method) {
        return of(method, Set.of());
    }

    /**
     * Those of that method, without parameters of the given types: the caller of the method passes these itself, so they are neither
     * described nor read.
     *
     * @throws UndescribableType when one of the others has no name or no JSON Schema
     */
    public static MethodParameters of(Method method, Set<Class<?>> given) {
        return new MethodParameters(TypeModel.of(method, given));
    }

    /** The schema of the object. @throws UndescribableType when a parameter has no JSON Schema in that form */
    public JsonObject schema(SchemaForm form) {
        return SchemaWriter.object(parameters.model(), parameters.members(), form);
    }

    /** The values to call the method with, in order, or everything that is wrong with them. What may be missing and is, is null. */
    public Reading<List<@Nullable Object>> read(JsonValue json) {
        ValueReader reader = new ValueReader(parameters.model());
        JsonObject object = reader.object(json, Place.ROOT, "an object");
        return reader.reading(
                object == null
                        ? null
                        : Collections.unmodifiableList(
                                Arrays.asList(reader.members(parameters.members(), object, Place.ROOT))));
    }
}
