/**
 * Failures, sorted by what the caller can do about them.
 *
 * <p>{@link dev.parlance.core.error.ParlanceException} is sealed: one subtype for each remedy. {@link dev.parlance.core.error.Failure}
 * carries the facts, {@link dev.parlance.core.error.Retry} is the one table that says what may be tried again.
 */
@NullMarked
package dev.parlance.core.error;

import org.jspecify.annotations.NullMarked;
