/**
 * Moonshot AI: the Open Platform and the Kimi Code plan endpoint, with their refusals, error bodies and chunk shapes.
 */
@NullMarked
package dev.parlance.sandbox.moonshot;

import org.jspecify.annotations.NullMarked;
