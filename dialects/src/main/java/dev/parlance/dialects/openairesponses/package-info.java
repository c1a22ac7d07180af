/**
 * OpenAI Responses, both directions. Reference: platform.openai.com, API reference, Responses; read 2026-11.
 *
 * <p>What is odd: an answer is a list of items, and a conversation is the same list sent back; items are told apart by {@code output_index},
 * for GitHub Copilot gives every event another id; the encrypted reasoning is whole only in {@code response.output_item.done}; ChatGPT's
 * own backend ends with an empty {@code output}; OpenRouter interleaves items, names no events and adds {@code [DONE]}; a failure comes
 * twice, as {@code error} and as {@code response.failed}, within a 200.
 */
@NullMarked
package dev.parlance.dialects.openairesponses;

import org.jspecify.annotations.NullMarked;
