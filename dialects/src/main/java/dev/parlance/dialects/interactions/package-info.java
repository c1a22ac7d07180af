/**
 * Gemini interactions, answers only: what a host of this form said can be read, nothing can be asked in it. Reference: ai.google.dev, Gemini
 * API, Interactions and its streaming guide; googleapis/js-genai, interactions; read 2026-11. Plain answers, streams and the counts in them
 * are recorded (0xPlaygrounds/rig, Arize-ai/openinference); function calls, media and errors within a stream are documented.
 *
 * <p>What is odd: an answer is a list of steps, of which the model's words are one kind; a thought is a step with a signature and, where
 * asked for, a summary; steps of tools that the service runs itself carry signatures too, which here are reasoning of their own before
 * their step. A stream says by numbered events how each step grows; every event names its kind twice. A status takes the place of a finish
 * reason and does not say why an answer is incomplete. Thoughts are counted beside the output. Blocks under {@code outputs}, as the form was
 * before May 2026, are not read.
 */
@NullMarked
package dev.parlance.dialects.interactions;

import org.jspecify.annotations.NullMarked;
