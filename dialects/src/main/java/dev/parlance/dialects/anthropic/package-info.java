/**
 * Anthropic Messages, both directions. Reference: platform.claude.com, API reference, Messages; read 2026-08.
 *
 * <p>What is odd: {@code max_tokens} is required; instructions stand beside the messages; tool results are blocks of a user turn and come
 * first in it; arguments are objects; reasoning is signed and goes back as it came; input tokens leave out what the cache held; pings stand
 * anywhere in a stream, usage in its last event revises that of its first, and a tool without arguments streams an empty text.
 */
@NullMarked
package dev.parlance.dialects.anthropic;

import org.jspecify.annotations.NullMarked;
