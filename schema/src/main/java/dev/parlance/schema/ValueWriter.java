package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.schema.Shape.Named;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as the JSON that {@link ValueReader} reads. Missing members are left out.
 *
 * <p>For a reader that is no program, it writes null where the type does not allow it, and NaN and the infinities as words.
 */
final class ValueWriter {
    private final TypeModel model;
    private final boolean forReading;

    private ValueWriter(TypeModel model, boolean forReading) {
        this.model = model;
        this.forReading = forReading;
    }

    /** Writes what can be read back, and throws at everything else. */
    static JsonValue exact(Type type, Object value) {
        TypeModel model = TypeModel.of(type);
        return new ValueWriter(model, false).write(model.root(), value, model.name());
    }

    /** Writes what a person or a model understands. */
    static JsonValue shown(Type type, @Nullable Object value) {
        TypeModel model = TypeModel.of(type);
        return new ValueWriter(model, true).write(model.root(), value, model.name());
    }

    private JsonValue write(Shape shape, @Nullable Object value, String place) {
        if (shape instanceof Shape.Maybe(Shape inner, boolean optional)) {
            Object held = value instanceof Optional<?> box ? box.orElse(null) : value;
            return held == null ? JsonNull.NULL : write(inner, held, place);
        }
        if (value == null && forReading) {
            return JsonNull.NULL;
        }
        if (value == null) {
            throw new IllegalArgumentException(place
                    + " is null, but its type does not say so. Annotate it with @Nullable or make it an Optional.");
        }
        return switch (shape) {
            case Shape.Single(Scalar scalar) ->
                forReading && isBeyondJson(value) ? JsonValue.of(value.toString()) : scalar.write(value);
            case Shape.Anything anything -> (JsonValue) value;
            case Shape.Choice choice -> JsonValue.of(((Enum<?>) value).name());
            case Shape.ListOf(Shape element) -> elements(element, (Collection<?>) value, place);
            case Shape.SetOf(Shape element) -> elements(element, (Collection<?>) value, place);
            case Shape.ArrayOf(Shape element, Class<?> component) -> elements(element, listed(value), place);
            case Shape.MapOf(Shape inner) -> map(inner, (Map<?, ?>) value, place);
            case Shape.Maybe maybe -> throw new IllegalStateException("It is written above");
            case Named named -> named(named, value, place);
        };
    }

    private JsonArray elements(Shape element, Collection<?> values, String place) {
        List<JsonValue> written = new ArrayList<>();
        for (Object value : values) {
            written.add(write(element, value, Place.element(place, written.size())));
        }
        return new JsonArray(written);
    }

    private JsonObject map(Shape inner, Map<?, ?> map, String place) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = (String) key;
            members.put(name, write(inner, value, Place.member(place, name)));
        });
        return new JsonObject(members);
    }

    private JsonObject named(Named named, Object value, String place) {
        return switch (model.definition(named)) {
            case Definition.Fields fields -> record(fields, value, JsonObject.EMPTY, place);
            case Definition.Variants(String discriminator, Map<String, Named> records) -> {
                for (Map.Entry<String, Named> variant : records.entrySet()) {
                    if (variant.getValue().type() == value.getClass()) {
                        JsonObject start = JsonValue.object(discriminator, JsonValue.of(variant.getKey()));
                        yield record(model.fields(variant.getValue()), value, start, place);
                    }
                }
                throw new IllegalArgumentException(place + " is no record of its interface: " + value.getClass());
            }
        };
    }

    private JsonObject record(Definition.Fields fields, Object value, JsonObject start, String place) {
        Map<String, JsonValue> members = new LinkedHashMap<>(start.members());
        for (Member member : fields.members()) {
            Method accessor = Objects.requireNonNull(member.accessor());
            JsonValue written = write(member.shape(), held(accessor, value), Place.member(place, member.name()));
            if (!member.isOptional() || !(written instanceof JsonNull)) {
                members.put(member.name(), written);
            }
        }
        return new JsonObject(members);
    }

    private static boolean isBeyondJson(Object value) {
        return value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float rough && !Float.isFinite(rough);
    }

    static @Nullable Object held(Method accessor, Object owner) {
        try {
            return accessor.invoke(owner);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException("The accessor " + accessor.getName() + " failed", failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The accessor was opened before", impossible);
        }
    }

    static List<@Nullable Object> listed(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int index = 0; index < Array.getLength(array); index++) {
            elements.add(Array.get(array, index));
        }
        return elements;
    }
}
