/**
 * Gemini generateContent: what the message definitions of the wire know, the thinking of each generation, thought signatures that must come
 * back, and the two forms of a stream.
 */
@NullMarked
package dev.parlance.sandbox.gemini;

import org.jspecify.annotations.NullMarked;
