/**
 * Gemini generateContent and streamGenerateContent, both directions. Reference: ai.google.dev, Gemini API reference, and Vertex AI, Gemini
 * API in Google Cloud; read 2026-11.
 *
 * <p>What is odd: model and streaming stand in the path; a stream is server-sent events or one JSON array; there is no end marker, and an
 * error within a stream is bare JSON between the events. A thought signature stands on the part it belongs to: here it is reasoning of its
 * own directly before that part. Calls may have no id and results name their function instead; the results of a turn stand in one user
 * content. Vertex streams arguments by JSON path. Both spellings of proto JSON, {@code maxOutputTokens} and {@code max_output_tokens}, are
 * read; enums may come as numbers.
 */
@NullMarked
package dev.parlance.dialects.gemini;

import org.jspecify.annotations.NullMarked;
