package dev.parlance.schema;

import java.util.List;

/** A type as far as JSON is concerned, with all type variables filled in. */
sealed interface Shape {
    /** A value that JSON holds as a string, a number or a truth value. */
    record Single(Scalar scalar) implements Shape {}

    /** Whatever JSON stands there. */
    record Anything() implements Shape {}

    /** One constant of an enum, by name. */
    record Choice(Class<?> type) implements Shape {}

    /** A list. */
    record ListOf(Shape element) implements Shape {}

    /** A set; it keeps the order in which its elements were written. */
    record SetOf(Shape element) implements Shape {}

    /** A Java array. */
    record ArrayOf(Shape element, Class<?> component) implements Shape {}

    /** A map with names as keys. */
    record MapOf(Shape value) implements Shape {}

    /** A value that may be missing: null, or an empty {@code Optional}. */
    record Maybe(Shape value, boolean optional) implements Shape {}

    /** A record or a sealed interface; its inside stands in the {@link TypeModel}, so that it can hold itself. */
    record Named(Class<?> type, List<Shape> arguments) implements Shape {}

    /** A word for the name of a generic record in a schema. */
    default String word() {
        return switch (this) {
            case Single(Scalar scalar) -> scalar.word();
            case Anything anything -> "Anything";
            case Choice(Class<?> type) -> type.getSimpleName();
            case ListOf(Shape element) -> "ListOf" + element.word();
            case SetOf(Shape element) -> "SetOf" + element.word();
            case ArrayOf(Shape element, Class<?> component) -> "ArrayOf" + element.word();
            case MapOf(Shape value) -> "MapOf" + value.word();
            case Maybe(Shape value, boolean optional) -> "Optional" + value.word();
            case Named(Class<?> type, List<Shape> arguments) -> {
                StringBuilder word = new StringBuilder(type.getSimpleName());
                String joint = "Of";
                for (Shape argument : arguments) {
                    word.append(joint).append(argument.word());
                    joint = "And";
                }
                yield word.toString();
            }
        };
    }

    /** How deep type arguments are nested: a type that holds itself with ever larger arguments has no end. */
    default int depth() {
        return switch (this) {
            case Single single -> 0;
            case Anything anything -> 0;
            case Choice choice -> 0;
            case ListOf(Shape element) -> 1 + element.depth();
            case SetOf(Shape element) -> 1 + element.depth();
            case ArrayOf(Shape element, Class<?> component) -> 1 + element.depth();
            case MapOf(Shape value) -> 1 + value.depth();
            case Maybe(Shape value, boolean optional) -> 1 + value.depth();
            case Named(Class<?> type, List<Shape> arguments) ->
                1 + arguments.stream().mapToInt(Shape::depth).max().orElse(0);
        };
    }
}
