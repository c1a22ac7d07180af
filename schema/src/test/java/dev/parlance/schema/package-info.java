/** Tests of the schemas and of reading and writing. */
@NullMarked
package dev.parlance.schema;

import org.jspecify.annotations.NullMarked;
