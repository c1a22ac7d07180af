/**
 * The shape of the program as tests: which module may know which, what things may be called, which calls are banned and why, and
 * what every source file owes its reader.
 */
@NullMarked
package dev.parlance.architecture;

import org.jspecify.annotations.NullMarked;
