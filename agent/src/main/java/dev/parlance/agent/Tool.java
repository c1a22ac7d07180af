package dev.parlance.agent;

import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.UndescribableType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the model may have done. Must be thread-safe: one answer may call it several times at once. */
public interface Tool {
    /** What the model calls it by. */
    String name();

    /** What it does, for the model. */
    String description();

    /** JSON Schema of the arguments. */
    RawJson parameters();

    /** How long one call may take, or null for the deadline of the settings. */
    default @Nullable Duration deadline() {
        return null;
    }

    /**
     * Does it, on a virtual thread of its own, which is interrupted when the deadline passes or the run is cancelled. An exception becomes a
     * result that tells the model its message. The call's id is the same when an unfinished call is done again after a resume.
     */
    ToolResult call(ToolCall call, ToolContext context) throws Exception;

    /** What a tool does, without its description. */
    @FunctionalInterface
    interface Body {
        /** See {@link Tool#call}. */
        ToolResult call(ToolCall call, ToolContext context) throws Exception;
    }

    /** A tool built by hand. */
    static Tool of(String name, String description, RawJson parameters, Body body) {
        return new WrittenTool(name, description, parameters, null, body);
    }

    /** A tool built by hand, with a deadline of its own. */
    static Tool of(String name, String description, RawJson parameters, Duration deadline, Body body) {
        return new WrittenTool(name, description, parameters, deadline, body);
    }

    /**
     * What a tool with a record of arguments does.
     *
     * @param <A> the record
     */
    @FunctionalInterface
    interface RecordBody<A extends Record> {
        /** Does it, as {@link Tool#call} does, and returns what {@link ToolResult#of} can show; null where there is nothing to tell. */
        @Nullable
        Object call(A arguments, ToolContext context) throws Exception;
    }

    /**
     * A tool whose arguments are a record. Its schema, in the strict form where that form knows all types in it, comes from the record; arguments
     * that do not fit it are told to the model with all their errors, and the body is not called.
     *
     * @throws UndescribableType when a part of the record has no JSON Schema
     */
    static <A extends Record> Tool of(String name, String description, Class<A> arguments, RecordBody<A> body) {
        return RecordTool.of(name, description, arguments, null, body);
    }

    /** A tool whose arguments are a record, with a deadline of its own. @throws UndescribableType when a part of the record has no JSON Schema */
    static <A extends Record> Tool of(
            String name, String description, Class<A> arguments, Duration deadline, RecordBody<A> body) {
        return RecordTool.of(name, description, arguments, deadline, body);
    }

    /**
     * The methods of an object that are annotated with {@link ToolFunction}, its superclasses' and interfaces' included, as tools in the order of
     * their names.
     *
     * @throws IllegalArgumentException when there is none, when two have one name, or when one is static or has a parameter or result that no
     *     model can read; the message names it and what to do
     */
    static List<Tool> ofMethods(Object owner) {
        return MethodTools.of(owner);
    }
}
