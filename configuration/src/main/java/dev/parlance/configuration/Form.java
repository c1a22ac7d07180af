package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a setting may be: how it is described, how editors check it, how it is read. */
interface Form<T> {
    /** For messages and the reference, after "must be": {@code a duration such as 30s}. */
    String description();

    /** The same as JSON Schema. */
    JsonObject schema();

    /** The value; null when it counts as not set, or when it is wrong, which has then been reported. */
    @Nullable
    T read(Place place);
}
