/**
 * OpenRouter: one router before many providers. Reasoning comes as text and as details, which the signed families want back unchanged.
 */
@NullMarked
package dev.parlance.sandbox.openrouter;

import org.jspecify.annotations.NullMarked;
