/**
 * OpenAI Chat Completions and its side of Responses: the parameter rules of each model family, the error bodies and the chunk shapes.
 */
@NullMarked
package dev.parlance.sandbox.openai;

import org.jspecify.annotations.NullMarked;
