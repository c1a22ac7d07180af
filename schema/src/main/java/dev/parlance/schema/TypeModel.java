package dev.parlance.schema;

import dev.parlance.schema.Shape.Named;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A type and all the records and sealed interfaces in it. Immutable and thread-safe. */
record TypeModel(String name, Shape root, Map<Named, Definition> definitions) {
    TypeModel {
        definitions = Map.copyOf(definitions);
    }

    /** The model of a type. @throws UndescribableType when a part of it has no JSON Schema */
    static TypeModel of(Type type) {
        TypeDescriber describer = new TypeDescriber();
        Shape root = describer.root(type);
        return new TypeModel(root.word(), root, describer.definitions());
    }

    /** The model of a method's parameters but those of the given types. @throws UndescribableType when one of them has no JSON Schema */
    static Parameters of(Method method, Set<Class<?>> given) {
        TypeDescriber describer = new TypeDescriber();
        List<Member> members = describer.parameters(method, given);
        return new Parameters(members, new TypeModel(method.getName(), new Shape.Anything(), describer.definitions()));
    }

    /** The parameters of a method, and the types in them. */
    record Parameters(List<Member> members, TypeModel model) {}

    /** The inside of a record or sealed interface of this model. */
    Definition definition(Named named) {
        return Objects.requireNonNull(definitions.get(named));
    }

    /** The inside of a record of this model. */
    Definition.Fields fields(Named named) {
        return (Definition.Fields) definition(named);
    }
}
