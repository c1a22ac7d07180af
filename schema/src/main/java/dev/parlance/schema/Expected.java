package dev.parlance.schema;

/** What must stand somewhere, in words for a model. */
final class Expected {
    private Expected() {}

    static String words(Shape shape) {
        return switch (shape) {
            case Shape.Single(Scalar scalar) -> scalar.expected();
            case Shape.Anything anything -> "any JSON";
            case Shape.Choice(Class<?> type) ->
                "one of " + String.join(", ", EnumNames.of(type).keySet());
            case Shape.ListOf list -> "an array";
            case Shape.SetOf set -> "an array";
            case Shape.ArrayOf array -> "an array";
            case Shape.MapOf map -> "an object, or an array of objects with key and value";
            case Shape.Maybe(Shape value, boolean optional) -> words(value) + " or null";
            case Shape.Named named -> "an object";
        };
    }
}
