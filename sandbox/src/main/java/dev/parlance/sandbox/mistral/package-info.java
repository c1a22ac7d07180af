/**
 * Mistral: content with thinking parts, validation errors with details, padding, and calls that come whole.
 */
@NullMarked
package dev.parlance.sandbox.mistral;

import org.jspecify.annotations.NullMarked;
