/** The command line as its users have it: commands run to their exit code, servers as processes of their own, and the official client. */
@NullMarked
package dev.parlance.cli;

import org.jspecify.annotations.NullMarked;
