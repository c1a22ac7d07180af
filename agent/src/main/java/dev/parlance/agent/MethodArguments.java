package dev.parlance.agent;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.JsonSchemas;
import dev.parlance.schema.MethodParameters;
import dev.parlance.schema.Reading;
import dev.parlance.schema.RecordReader;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a model passes to a method: its parameters by name, or the components of the one record that it takes.
 *
 * @param reader the values for the parameters that are the model's, in order
 */
record MethodArguments(RawJson schema, Function<JsonObject, Reading<List<@Nullable Object>>> reader) {
    /** What the agent passes. */
    private static final Set<Class<?>> GIVEN = Set.of(ToolContext.class, ToolCall.class);

    static MethodArguments of(Method method) {
        List<Parameter> own = Arrays.stream(method.getParameters())
                .filter(parameter -> !GIVEN.contains(parameter.getType()))
                .toList();
        if (own.size() == 1 && own.getFirst().getType().isRecord()) {
            return ofRecord(own.getFirst().getParameterizedType());
        }
        MethodParameters parameters = MethodParameters.of(method, GIVEN);
        return new MethodArguments(Arguments.schema(parameters::schema), parameters::read);
    }

    private static MethodArguments ofRecord(Type type) {
        RecordReader<?> record = RecordReader.of(type);
        return new MethodArguments(
                Arguments.schema(form -> JsonSchemas.of(type, form)), arguments -> alone(record.read(arguments)));
    }

    Reading<List<@Nullable Object>> read(JsonObject arguments) {
        return reader.apply(arguments);
    }

    private static <T> Reading<List<@Nullable Object>> alone(Reading<T> record) {
        return switch (record) {
            case Reading.Value<T>(T value) -> new Reading.Value<>(Arrays.<@Nullable Object>asList(value));
            case Reading.Errors<T>(var errors) -> new Reading.Errors<>(errors);
        };
    }
}
