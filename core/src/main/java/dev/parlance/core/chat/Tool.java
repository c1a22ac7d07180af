package dev.parlance.core.chat;

import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Something the model may call. */
public sealed interface Tool {

    /**
     * A function of the caller.
     *
     * @param parameters JSON Schema of the arguments, or null when the caller gave none
     * @param strict whether arguments must fit the schema exactly, or null for the host's default, which differs between hosts
     * @param extra vendor members inside the function
     * @param outer vendor members beside the function, such as cache marks
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable RawJson parameters,
            @Nullable Boolean strict,
            Members extra,
            Members outer)
            implements Tool {
        /** A function with a schema. */
        public Function(String name, @Nullable String description, RawJson parameters) {
            this(name, description, parameters, null, Members.NONE, Members.NONE);
        }

        /** The same function with another schema. */
        public Function withParameters(@Nullable RawJson newParameters) {
            return new Function(name, description, newParameters, strict, extra, outer);
        }
    }

    /** A tool of the provider, in the words of its dialect. */
    record Opaque(String dialect, RawJson json) implements Tool {}
}
