package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes values of which nothing is known but what they are: type arguments are gone at run time, so it looks at each element. */
final class AnyWriter {
    private AnyWriter() {}

    static JsonValue write(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.NULL;
            case JsonValue json -> json;
            case Optional<?> box -> write(box.orElse(null));
            case Collection<?> elements -> elements(elements);
            case Map<?, ?> map -> map(map);
            case Enum<?> constant -> JsonValue.of(constant.name());
            case Record generic when generic.getClass().getTypeParameters().length > 0 -> components(generic);
            default ->
                value.getClass().isArray()
                        ? elements(ValueWriter.listed(value))
                        : ValueWriter.shown(value.getClass(), value);
        };
    }

    private static JsonArray elements(Collection<?> elements) {
        return new JsonArray(elements.stream().map(AnyWriter::write).toList());
    }

    private static JsonObject map(Map<?, ?> map) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((key, value) ->
                members.put(key instanceof Enum<?> constant ? constant.name() : String.valueOf(key), write(value)));
        return new JsonObject(members);
    }

    private static JsonObject components(Record generic) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (RecordComponent component : generic.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            Definitions.open(accessor, generic.getClass().getSimpleName());
            members.put(component.getName(), write(ValueWriter.held(accessor, generic)));
        }
        return new JsonObject(members);
    }
}
