package dev.parlance.schema;

/** Says that a type has no JSON Schema: where in the type, and what to use instead. A fault of the program, never of a model. */
public final class UndescribableType extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    UndescribableType(String path, String problem) {
        super(path + " cannot be described: " + problem);
        this.path = path;
    }

    /** The way to the type, for example {@code Order.lines[].price}: {@code []} is an element, <code>{}</code> a value of a map. */
    public String path() {
        return path;
    }
}
