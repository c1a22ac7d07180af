/**
 * The neutral words: what is asked ({@link dev.parlance.core.chat.ChatRequest}), what is answered
 * ({@link dev.parlance.core.chat.ChatEvent}, {@link dev.parlance.core.chat.ChatResponse}).
 *
 * <p>Values only: records and sealed types without a dialect, a host, a clock or a thread.
 */
@NullMarked
package dev.parlance.core.chat;

import org.jspecify.annotations.NullMarked;
