/**
 * Anthropic Messages: what each generation of Claude takes and refuses, thinking blocks that must come back as they were given out, and the
 * events of a stream. {@link dev.parlance.sandbox.anthropic.MessagesRoute} is the part that other hosts of Claude reuse.
 */
@NullMarked
package dev.parlance.sandbox.anthropic;

import org.jspecify.annotations.NullMarked;
