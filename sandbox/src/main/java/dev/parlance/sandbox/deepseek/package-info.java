/**
 * DeepSeek: Chat Completions of its three generations, with their rules about reasoning, their refusals and their stream habits.
 */
@NullMarked
package dev.parlance.sandbox.deepseek;

import org.jspecify.annotations.NullMarked;
