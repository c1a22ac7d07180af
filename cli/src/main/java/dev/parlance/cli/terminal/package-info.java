/**
 * Text on a terminal: widths in cells, lines that fit, Markdown while it still comes. Whatever the text holds, only what is made here moves
 * the cursor or changes a colour.
 */
@NullMarked
package dev.parlance.cli.terminal;

import org.jspecify.annotations.NullMarked;
