package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.schema.Shape.Named;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java types into shapes. An annotation called {@code Nullable} makes a value optional, whoever it is from: JSpecify's is the one this
 * library uses, and others mean the same.
 */
final class TypeDescriber {
    private static final int DEEPEST_ARGUMENTS = 12;

    private final Map<Named, Definition> definitions = new HashMap<>();
    private final Set<Named> met = new HashSet<>();

    /** The insides of all records and sealed interfaces met so far. */
    Map<Named, Definition> definitions() {
        return definitions;
    }

    /** The shape of a whole type. */
    Shape root(Type type) {
        String path = type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
        return shape(type, null, Map.of(), path);
    }

    /** The parameters of a method but those of the given types. */
    List<Member> parameters(Method method, Set<Class<?>> given) {
        List<Member> members = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (given.contains(parameter.getType())) {
                continue;
            }
            String path = method.getName() + "." + parameter.getName();
            if (!parameter.isNamePresent()) {
                throw new UndescribableType(
                        path,
                        "its name is not in the class file. Compile with javac's -parameters, or take one record as parameter.");
            }
            Shape shape = shape(parameter.getParameterizedType(), parameter.getAnnotatedType(), Map.of(), path);
            members.add(
                    new Member(parameter.getName(), orMissing(shape, parameter), Member.description(parameter), null));
        }
        return members;
    }

    /** A value whose declaration carries the annotation, as those that are not for types do. */
    static Shape orMissing(Shape shape, AnnotatedElement element) {
        return isNullable(element) && !(shape instanceof Shape.Maybe) ? new Shape.Maybe(shape, false) : shape;
    }

    /** The shape of a type that stands somewhere in another. */
    Shape shape(Type type, @Nullable AnnotatedType annotated, Map<TypeVariable<?>, Shape> variables, String path) {
        Shape bare = switch (type) {
            case Class<?> plain when plain.isArray() -> array(plain, annotated, variables, path);
            case Class<?> plain -> plain(plain, path);
            case ParameterizedType generic -> generic(generic, annotated, variables, path);
            case TypeVariable<?> variable -> bound(variable, variables, path);
            case GenericArrayType array ->
                throw new UndescribableType(path, "it is an array of a generic type. Use a List.");
            default -> throw new UndescribableType(path, "it is a wildcard. Name the type.");
        };
        return annotated == null ? bare : orMissing(bare, annotated);
    }

    private static boolean isNullable(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    private Shape array(
            Class<?> type, @Nullable AnnotatedType annotated, Map<TypeVariable<?>, Shape> variables, String path) {
        AnnotatedType element =
                annotated instanceof AnnotatedArrayType array ? array.getAnnotatedGenericComponentType() : null;
        Class<?> component = type.getComponentType();
        return new Shape.ArrayOf(shape(component, element, variables, path + "[]"), component);
    }

    private Shape plain(Class<?> type, String path) {
        Scalar scalar = Scalar.of(type);
        if (scalar != null) {
            return new Shape.Single(scalar);
        }
        if (type == JsonValue.class) {
            return new Shape.Anything();
        }
        if (type.isEnum()) {
            if (type.getEnumConstants().length == 0) {
                throw new UndescribableType(path, type.getSimpleName() + " has no constant, so no value fits it.");
            }
            return new Shape.Choice(type);
        }
        if (type.getTypeParameters().length > 0) {
            throw new UndescribableType(
                    path, type.getSimpleName() + " stands here without its type arguments. Name them.");
        }
        return named(type, List.of(), path);
    }

    private Shape generic(
            ParameterizedType type,
            @Nullable AnnotatedType annotated,
            Map<TypeVariable<?>, Shape> variables,
            String path) {
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class || raw == Collection.class) {
            return new Shape.ListOf(argument(type, 0, annotated, variables, path + "[]"));
        }
        if (raw == Set.class) {
            return new Shape.SetOf(argument(type, 0, annotated, variables, path + "[]"));
        }
        if (raw == Map.class) {
            if (type.getActualTypeArguments()[0] != String.class) {
                throw new UndescribableType(path, "the names in JSON are strings. Use String as the map's key.");
            }
            return new Shape.MapOf(argument(type, 1, annotated, variables, path + "{}"));
        }
        if (raw == Optional.class) {
            Shape value = argument(type, 0, annotated, variables, path);
            if (value instanceof Shape.Maybe) {
                throw new UndescribableType(path, "JSON has one null only, so an Optional cannot hold another.");
            }
            return new Shape.Maybe(value, true);
        }
        List<Shape> arguments = new ArrayList<>();
        for (int index = 0; index < type.getActualTypeArguments().length; index++) {
            arguments.add(argument(type, index, annotated, variables, path + "<" + index + ">"));
        }
        return named(raw, List.copyOf(arguments), path);
    }

    private Shape argument(
            ParameterizedType type,
            int index,
            @Nullable AnnotatedType annotated,
            Map<TypeVariable<?>, Shape> variables,
            String path) {
        AnnotatedType argument = annotated instanceof AnnotatedParameterizedType generic
                ? generic.getAnnotatedActualTypeArguments()[index]
                : null;
        return shape(type.getActualTypeArguments()[index], argument, variables, path);
    }

    private static Shape bound(TypeVariable<?> variable, Map<TypeVariable<?>, Shape> variables, String path) {
        Shape shape = variables.get(variable);
        if (shape == null) {
            throw new UndescribableType(path, "nothing says what " + variable.getName() + " is.");
        }
        return shape;
    }

    private Shape named(Class<?> type, List<Shape> arguments, String path) {
        Named named = new Named(type, arguments);
        if (named.depth() > DEEPEST_ARGUMENTS) {
            throw new UndescribableType(path, "it holds itself with ever more type arguments.");
        }
        if (met.add(named)) {
            Definitions definer = new Definitions(this);
            definitions.put(named, type.isRecord() ? definer.fields(named, path) : definer.variants(named, path));
        }
        return named;
    }
}
