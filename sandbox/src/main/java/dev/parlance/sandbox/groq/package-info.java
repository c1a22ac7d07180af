/**
 * Groq: the members it refuses, efforts per model family, and usage in two places.
 */
@NullMarked
package dev.parlance.sandbox.groq;

import org.jspecify.annotations.NullMarked;
