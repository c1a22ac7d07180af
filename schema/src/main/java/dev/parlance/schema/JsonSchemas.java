package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.lang.reflect.Type;

/**
 * JSON Schema of Java types: records, enums, sealed interfaces of records, lists, sets, arrays, maps with {@code String} keys, {@code Optional},
 * primitives and their boxes, {@code String}, {@code BigInteger}, {@code BigDecimal}, {@code Instant}, {@code LocalDate}, {@code Duration},
 * {@code UUID}, and {@code JsonValue} for free JSON. Equal types give equal bytes: members stand in the order of the components.
 *
 * <p>A component may be missing when it is an {@code Optional} or annotated {@code @Nullable}. The records of a sealed interface are told apart
 * by a member {@code type} with the record's simple name ({@code kind}, {@code variant} or {@code recordType} where a record has a component
 * {@code type} of its own). {@link Description} adds words for the model. Records may hold themselves.
 */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** The plain schema of the type. @throws UndescribableType when a part of it has none; the message names the part */
    public static JsonObject of(Type type) {
        return of(type, SchemaForm.PLAIN);
    }

    /** The schema of the type in that form. @throws UndescribableType when a part of it has none; the message names the part */
    public static JsonObject of(Type type, SchemaForm form) {
        return SchemaWriter.schema(TypeModel.of(type), form);
    }
}
