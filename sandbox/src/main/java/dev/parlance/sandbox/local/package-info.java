/**
 * A tolerant local server of the kind of vLLM and llama.cpp.
 */
@NullMarked
package dev.parlance.sandbox.local;

import org.jspecify.annotations.NullMarked;
