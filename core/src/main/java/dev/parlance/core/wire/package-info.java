/**
 * Bytes: JSON read and written by streaming, values kept as raw JSON, and the incremental reader of server-sent events.
 *
 * <p>Nothing here knows a dialect. No type of the JSON library appears in a signature.
 */
@NullMarked
package dev.parlance.core.wire;

import org.jspecify.annotations.NullMarked;
