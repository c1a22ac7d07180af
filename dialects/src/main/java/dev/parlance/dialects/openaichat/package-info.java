/**
 * OpenAI Chat Completions, both directions. Reference: platform.openai.com, API reference, Chat; read 2026-11.
 *
 * <p>What is odd: reasoning has four names ({@code reasoning_content}, {@code reasoning_details}, {@code reasoning}, {@code
 * reasoning_text}); usage stands at the top level, in a last chunk without choices, in {@code choices[0]} (Moonshot) or under {@code
 * x_groq}; tool-call deltas may lack ids, indexes or names; a choice may lack its delta (Azure); the end is {@code data: [DONE]}, or just
 * the end.
 */
@NullMarked
package dev.parlance.dialects.openaichat;

import org.jspecify.annotations.NullMarked;
