package dev.parlance.schema;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.schema.Definition.Fields;
import dev.parlance.schema.Shape.Named;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value and collects everything that is wrong. What it returns counts only when no error came of it. Not thread-safe. */
final class ValueReader {
    private final TypeModel model;
    private final List<ReadingError> errors = new ArrayList<>();

    ValueReader(TypeModel model) {
        this.model = model;
    }

    /** What was read, unless there are errors. Types were checked while it was read; the outermost value is never null without an error. */
    @SuppressWarnings({"unchecked", "NullAway"})
    <T> Reading<T> reading(@Nullable Object value) {
        return errors.isEmpty() ? new Reading.Value<>((T) value) : new Reading.Errors<>(errors);
    }

    @Nullable
    Object read(Shape shape, JsonValue value, String place) {
        return switch (shape) {
            case Shape.Single(Scalar scalar) -> {
                Object read = scalar.read(value);
                yield read == null ? wrong(place, scalar.expected(), value) : read;
            }
            case Shape.Anything anything -> value;
            case Shape.Choice(Class<?> type) -> choice(type, value, place);
            case Shape.ListOf(Shape element) -> Collections.unmodifiableList(elements(element, value, place));
            case Shape.SetOf(Shape element) ->
                Collections.unmodifiableSet(new LinkedHashSet<>(elements(element, value, place)));
            case Shape.ArrayOf(Shape element, Class<?> component) -> array(element, component, value, place);
            case Shape.MapOf(Shape inner) -> Collections.unmodifiableMap(map(inner, value, place));
            case Shape.Maybe(Shape inner, boolean optional) -> maybe(inner, optional, value, place);
            case Named named -> named(named, value, place);
        };
    }

    /** The members of an object in the order of their components; null stands for what is missing or wrong. */
    @Nullable
    Object[] members(List<Member> members, JsonObject object, String place) {
        @Nullable Object[] values = new @Nullable Object[members.size()];
        for (int index = 0; index < values.length; index++) {
            Member member = members.get(index);
            JsonValue value = object.get(member.name());
            String inner = Place.member(place, member.name());
            if (value != null) {
                values[index] = read(member.shape(), value, inner);
            } else if (member.isOptional()) {
                values[index] = read(member.shape(), JsonNull.NULL, inner);
            } else {
                error(inner, "is missing; expected " + Expected.words(member.shape()) + strangers(members, object));
            }
        }
        return values;
    }

    /** An object, also one that a model put into a string. */
    @Nullable
    JsonObject object(JsonValue value, String place, String expected) {
        if (EmbeddedJson.in(value) instanceof JsonObject object) {
            return object;
        }
        wrong(place, expected, value);
        return null;
    }

    private @Nullable Object choice(Class<?> type, JsonValue value, String place) {
        Enum<?> constant = value instanceof JsonString(String name) ? EnumNames.find(type, name) : null;
        return constant == null ? wrong(place, Expected.words(new Shape.Choice(type)), value) : constant;
    }

    private List<@Nullable Object> elements(Shape element, JsonValue value, String place) {
        List<@Nullable Object> read = new ArrayList<>();
        if (EmbeddedJson.in(value) instanceof JsonArray(List<JsonValue> elements)) {
            for (int index = 0; index < elements.size(); index++) {
                read.add(read(element, elements.get(index), Place.element(place, index)));
            }
        } else {
            wrong(place, "an array", value);
        }
        return read;
    }

    private @Nullable Object array(Shape element, Class<?> component, JsonValue value, String place) {
        int before = errors.size();
        List<@Nullable Object> elements = elements(element, value, place);
        if (errors.size() > before) {
            return null;
        }
        Object array = Array.newInstance(component, elements.size());
        for (int index = 0; index < elements.size(); index++) {
            Array.set(array, index, elements.get(index));
        }
        return array;
    }

    private Map<String, @Nullable Object> map(Shape inner, JsonValue value, String place) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        JsonValue found = EmbeddedJson.in(value);
        if (found instanceof JsonObject(Map<String, JsonValue> members)) {
            members.forEach((name, member) -> map.put(name, read(inner, member, Place.member(place, name))));
        } else if (found instanceof JsonArray(List<JsonValue> entries)) {
            for (int index = 0; index < entries.size(); index++) {
                entry(inner, entries.get(index), Place.element(place, index), map);
            }
        } else {
            wrong(place, Expected.words(new Shape.MapOf(inner)), value);
        }
        return map;
    }

    private void entry(Shape inner, JsonValue value, String place, Map<String, @Nullable Object> map) {
        JsonObject entry = object(value, place, "an object with key and value");
        if (entry == null) {
            return;
        }
        List<Member> members = List.of(
                new Member(MapEntries.KEY, new Shape.Single(Scalar.STRING), null, null),
                new Member(MapEntries.VALUE, inner, null, null));
        @Nullable Object[] read = members(members, entry, place);
        if (read[0] instanceof String key) {
            if (map.containsKey(key)) {
                error(
                        Place.member(place, MapEntries.KEY),
                        "expected each key once, found another " + Found.words(JsonValue.of(key)));
            }
            map.put(key, read[1]);
        }
    }

    private @Nullable Object maybe(Shape inner, boolean optional, JsonValue value, String place) {
        if (value instanceof JsonNull) {
            return optional ? Optional.empty() : null;
        }
        Object read = read(inner, value, place);
        return optional ? Optional.ofNullable(read) : read;
    }

    private @Nullable Object named(Named named, JsonValue value, String place) {
        return switch (model.definition(named)) {
            case Fields fields -> {
                JsonObject object = object(value, place, "an object");
                yield object == null ? null : record(fields, object, place);
            }
            case Definition.Variants union -> variant(union, value, place);
        };
    }

    private @Nullable Object variant(Definition.Variants union, JsonValue value, String place) {
        JsonObject object = object(value, place, "an object");
        if (object == null) {
            return null;
        }
        String inner = Place.member(place, union.discriminator());
        String expected = "one of " + String.join(", ", union.records().keySet());
        JsonValue name = object.get(union.discriminator());
        if (name == null) {
            error(inner, "is missing; expected " + expected);
            return null;
        }
        Named variant = name instanceof JsonString(String text) ? find(union, text) : null;
        return variant == null ? wrong(inner, expected, name) : record(model.fields(variant), object, place);
    }

    private static @Nullable Named find(Definition.Variants union, String name) {
        Named exact = union.records().get(name);
        if (exact != null) {
            return exact;
        }
        List<Named> similar = union.records().entrySet().stream()
                .filter(variant -> EnumNames.folded(variant.getKey()).equals(EnumNames.folded(name)))
                .map(Map.Entry::getValue)
                .toList();
        return similar.size() == 1 ? similar.getFirst() : null;
    }

    private @Nullable Object record(Fields fields, JsonObject object, String place) {
        int before = errors.size();
        @Nullable Object[] values = members(fields.members(), object, place);
        if (errors.size() > before) {
            return null;
        }
        Construction made = Construction.of(fields.constructor(), values);
        if (made.refusal() != null) {
            error(place, made.refusal());
        }
        return made.value();
    }

    /** Members that nobody asked for are let pass, but when one is missing they are probably it under another name. */
    private static String strangers(List<Member> members, JsonObject object) {
        List<String> known = members.stream().map(Member::name).toList();
        List<String> strangers = object.members().keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(5)
                .map(name -> Json.text(JsonValue.of(name)))
                .toList();
        return strangers.isEmpty() ? "" : " (members that are not in the schema: " + String.join(", ", strangers) + ")";
    }

    private @Nullable Object wrong(String place, String expected, JsonValue value) {
        error(place, "expected " + expected + ", found " + Found.words(value));
        return null;
    }

    private void error(String place, String problem) {
        errors.add(new ReadingError(place, problem));
    }
}
