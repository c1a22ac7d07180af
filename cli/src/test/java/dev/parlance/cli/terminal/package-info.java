/** Text on a terminal: what is printed, how wide it is, and that pieces amount to the whole. */
@NullMarked
package dev.parlance.cli.terminal;

import org.jspecify.annotations.NullMarked;
