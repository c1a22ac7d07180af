/** A conversation at a terminal or in a pipe: what is typed, what is asked with it, how the answer is shown and what is kept. */
@NullMarked
package dev.parlance.cli.chat;

import org.jspecify.annotations.NullMarked;
