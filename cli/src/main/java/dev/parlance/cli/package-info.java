/**
 * The command line: one class for each command, what they read ({@link dev.parlance.cli.Input}) and where they print
 * ({@link dev.parlance.cli.Console}). The only module that prints. Everything here is wiring; the shapes that other programs read are made
 * in {@link dev.parlance.cli.json}.
 */
@NullMarked
package dev.parlance.cli;

import org.jspecify.annotations.NullMarked;
