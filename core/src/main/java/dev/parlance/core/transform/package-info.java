/**
 * Changes to the conversation that need a loop or a look at other messages. Each is a constant of {@link
 * dev.parlance.core.transform.Transform} or {@link dev.parlance.core.transform.FinalCheck} that catalog data names; a test checks both
 * directions.
 */
@NullMarked
package dev.parlance.core.transform;

import org.jspecify.annotations.NullMarked;
