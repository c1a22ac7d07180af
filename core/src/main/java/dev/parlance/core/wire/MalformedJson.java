package dev.parlance.core.wire;

/** Says that bytes are not the JSON that was expected: where, and what stood there. Unchecked; the only error of the JSON readers. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param message what is wrong, in words for the person who wrote the JSON
     * @param line one-based line, 0 when unknown
     * @param column one-based column, 0 when unknown
     */
    public MalformedJson(String message, int line, int column) {
        super(line > 0 ? message + " (line " + line + ", column " + column + ")" : message);
        this.line = line;
        this.column = column;
    }

    /** One-based line of the fault, 0 when unknown. */
    public int line() {
        return line;
    }

    /** One-based column of the fault, 0 when unknown. */
    public int column() {
        return column;
    }
}
