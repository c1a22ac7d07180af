/**
 * GitHub Copilot: a narrow Chat Completions behind headers of an editor, with three makers' habits in its answers and errors that are not
 * always JSON.
 */
@NullMarked
package dev.parlance.sandbox.copilot;

import org.jspecify.annotations.NullMarked;
