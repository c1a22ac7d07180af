package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.schema.Shape.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one schema. What stands in it more than once goes into {@code $defs}, in the order of its first use; all else is written where it
 * is used. The outermost object is always written out, because hosts want to see {@code "type": "object"} there. Not thread-safe.
 */
final class SchemaWriter {
    private final TypeModel model;
    private final SchemaForm form;
    private final SharedTypes shared;
    private final Map<Named, String> names = new LinkedHashMap<>();

    private SchemaWriter(TypeModel model, SchemaForm form, SharedTypes shared) {
        this.model = model;
        this.form = form;
        this.shared = shared;
    }

    /** The schema of the type as it is. */
    static JsonObject schema(TypeModel model, SchemaForm form) {
        SchemaWriter writer = new SchemaWriter(model, form, SharedTypes.of(model, List.of(model.root())));
        JsonObject schema = model.root() instanceof Named named
                ? writer.inside(named, model.name())
                : writer.schema(model.root(), model.name());
        return writer.withDefinitions(schema);
    }

    /** An object with those members. */
    static JsonObject object(TypeModel model, List<Member> members, SchemaForm form) {
        SharedTypes shared =
                SharedTypes.of(model, members.stream().map(Member::shape).toList());
        SchemaWriter writer = new SchemaWriter(model, form, shared);
        return writer.withDefinitions(writer.object(null, null, members, model.name()));
    }

    private JsonObject withDefinitions(JsonObject schema) {
        Map<String, JsonValue> definitions = new LinkedHashMap<>();
        // Writing one may name further ones.
        for (int next = 0; next < names.size(); next++) {
            Named named = List.copyOf(names.keySet()).get(next);
            String name = List.copyOf(names.values()).get(next);
            definitions.put(name, inside(named, name));
        }
        return definitions.isEmpty() ? schema : schema.with("$defs", new JsonObject(definitions));
    }

    private JsonObject schema(Shape shape, String path) {
        return switch (shape) {
            case Shape.Single(Scalar scalar) -> scalar(scalar);
            case Shape.Anything anything -> anything(path);
            case Shape.Choice(Class<?> type) -> choice(type);
            case Shape.ListOf(Shape element) -> array(element, path);
            case Shape.ArrayOf(Shape element, Class<?> component) -> array(element, path);
            case Shape.SetOf(Shape element) ->
                form == SchemaForm.STRICT
                        ? array(element, path)
                        : array(element, path).with("uniqueItems", JsonValue.of(true));
            case Shape.MapOf(Shape value) -> map(value, path);
            case Shape.Maybe(Shape value, boolean optional) -> NullableSchema.of(schema(value, path));
            case Named named ->
                shared.contains(named)
                        ? JsonValue.object("$ref", JsonValue.of("#/$defs/" + name(named)))
                        : inside(named, path);
        };
    }

    private JsonObject scalar(Scalar scalar) {
        JsonObject schema = typed(scalar.jsonType());
        if (scalar.format() != null) {
            schema = schema.with("format", JsonValue.of(scalar.format()));
        }
        return scalar == Scalar.CHARACTER && form == SchemaForm.PLAIN
                ? schema.with("minLength", JsonValue.of(1)).with("maxLength", JsonValue.of(1))
                : schema;
    }

    private JsonObject anything(String path) {
        if (form == SchemaForm.STRICT) {
            throw new UndescribableType(
                    path, "the strict form knows no free JSON. Name a type, or use the plain form of the schema.");
        }
        return JsonObject.EMPTY;
    }

    private static JsonObject choice(Class<?> type) {
        List<String> names = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String description = Member.description(type);
        if (description != null) {
            words.add(description);
        }
        EnumNames.of(type).forEach((name, meaning) -> {
            names.add(name);
            if (!meaning.isEmpty()) {
                words.add(name + ": " + meaning);
            }
        });
        JsonObject schema = typed("string").with("enum", JsonValue.strings(names));
        return words.isEmpty() ? schema : described(schema, String.join("\n", words));
    }

    private JsonObject array(Shape element, String path) {
        return typed("array").with("items", schema(element, path + "[]"));
    }

    private JsonObject map(Shape value, String path) {
        if (form == SchemaForm.PLAIN) {
            return typed("object").with("additionalProperties", schema(value, path + "{}"));
        }
        List<Member> entry = List.of(
                new Member(MapEntries.KEY, new Shape.Single(Scalar.STRING), null, null),
                new Member(MapEntries.VALUE, value, null, null));
        return described(
                typed("array").with("items", object(null, null, entry, path + "{}")),
                "The entries of a map, each key once.");
    }

    private JsonObject inside(Named named, String path) {
        String description = Member.description(named.type());
        return switch (model.definition(named)) {
            case Definition.Fields fields -> object(description, null, fields.members(), path);
            case Definition.Variants(String discriminator, Map<String, Named> records) -> {
                List<JsonValue> alternatives = new ArrayList<>();
                records.forEach((name, variant) -> alternatives.add(object(
                        Member.description(variant.type()),
                        JsonValue.object(discriminator, typed("string").with("enum", JsonValue.strings(List.of(name)))),
                        model.fields(variant).members(),
                        path + "(" + name + ")")));
                JsonObject union = JsonValue.object("anyOf", new JsonArray(alternatives));
                yield description == null ? union : described(union, description);
            }
        };
    }

    private JsonObject object(
            @Nullable String description, @Nullable JsonObject first, List<Member> members, String path) {
        Map<String, JsonValue> properties = new LinkedHashMap<>(first == null ? Map.of() : first.members());
        List<String> required = new ArrayList<>(properties.keySet());
        for (Member member : members) {
            properties.put(member.name(), property(member, path));
            if (form == SchemaForm.STRICT || !member.isOptional()) {
                required.add(member.name());
            }
        }
        JsonObject schema = typed("object").with("properties", new JsonObject(properties));
        if (form == SchemaForm.STRICT || !required.isEmpty()) {
            schema = schema.with("required", JsonValue.strings(required));
        }
        if (form == SchemaForm.STRICT) {
            schema = schema.with("additionalProperties", JsonValue.of(false));
        }
        return description == null ? schema : described(schema, description);
    }

    private JsonObject property(Member member, String path) {
        Shape shape = form == SchemaForm.PLAIN && member.shape() instanceof Shape.Maybe(Shape value, boolean optional)
                ? value
                : member.shape();
        JsonObject schema = schema(shape, path + "." + member.name());
        return member.description() == null ? schema : described(schema, member.description());
    }

    private String name(Named named) {
        String known = names.get(named);
        if (known != null) {
            return known;
        }
        String word = SchemaNames.safe(named.word());
        String name = word;
        for (int number = 2; names.containsValue(name); number++) {
            name = word + number;
        }
        names.put(named, name);
        return name;
    }

    private static JsonObject typed(String type) {
        return JsonValue.object("type", JsonValue.of(type));
    }

    /** With the words in front of those it has. A reference takes no other keyword beside it in OpenAI's strict mode. */
    private static JsonObject described(JsonObject schema, String description) {
        if (schema.get("$ref") != null) {
            return JsonValue.object("description", JsonValue.of(description), "anyOf", JsonValue.array(schema));
        }
        String own = schema.text("description");
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("description", JsonValue.of(own == null ? description : description + "\n" + own));
        schema.members().forEach(members::putIfAbsent);
        return new JsonObject(members);
    }
}
