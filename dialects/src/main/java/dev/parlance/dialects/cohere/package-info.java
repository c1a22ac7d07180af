/**
 * Cohere Chat v2, answers only: what a host of this form said can be read, nothing can be asked in it. Reference: docs.cohere.com, Chat and
 * Chat with Streaming, v2; read 2026-11. Plain answers are recorded (crmne/ruby_llm). Streams are documented and not recorded here; the
 * order of their events is that of the streams in vercel/ai, packages/cohere (2026-11).
 *
 * <p>What is odd: the content is a list of blocks, thinking and text, while calls, citations and the plan of a call stand beside it; a
 * citation names its block by number and comes after that block has ended; a stream has one call or citation under a plural name; the
 * answer names no model; usage is counted twice, and what is billed is less than what was read; an answer may end with an error or a
 * timeout for its finish reason.
 */
@NullMarked
package dev.parlance.dialects.cohere;

import org.jspecify.annotations.NullMarked;
