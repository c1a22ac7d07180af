/**
 * Records to JSON Schema and back, for structured answers and for the arguments of tools.
 *
 * <p>{@link dev.parlance.schema.JsonSchemas} describes a type, {@link dev.parlance.schema.RecordReader} and
 * {@link dev.parlance.schema.Records} turn JSON into values and back, {@link dev.parlance.schema.StructuredOutput} asks a model for a value,
 * {@link dev.parlance.schema.MethodParameters} does the same for the parameters of a method. The one place of the library that looks into
 * types by reflection.
 */
@NullMarked
package dev.parlance.schema;

import org.jspecify.annotations.NullMarked;
