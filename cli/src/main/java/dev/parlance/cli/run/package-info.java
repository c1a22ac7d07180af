/**
 * What {@code parlance run} is made of: the tools that touch this machine, who may use them, what is shown meanwhile, and how a run is saved and
 * told. Models are not trusted here: every path, address and word of theirs is checked before it does or shows anything.
 */
@NullMarked
package dev.parlance.cli.run;

import org.jspecify.annotations.NullMarked;
