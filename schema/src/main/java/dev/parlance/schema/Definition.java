package dev.parlance.schema;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;

/** The inside of a record or a sealed interface. */
sealed interface Definition {
    /** A record: its components, and what makes one of their values. */
    record Fields(List<Member> members, Constructor<?> constructor) implements Definition {}

    /**
     * A sealed interface.
     *
     * @param discriminator the member that names the record
     * @param records the records by that name, in the order in which the interface permits them
     */
    record Variants(String discriminator, Map<String, Shape.Named> records) implements Definition {}
}
