/**
 * MiniMax: Chat Completions with error codes in parentheses, thoughts between tags or in details, and stricter conversations than elsewhere.
 */
@NullMarked
package dev.parlance.sandbox.minimax;

import org.jspecify.annotations.NullMarked;
