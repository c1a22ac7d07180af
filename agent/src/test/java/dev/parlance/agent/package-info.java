/** The agent against the sandbox and against scripted answers: real requests over real sockets. */
@NullMarked
package dev.parlance.agent;

import org.jspecify.annotations.NullMarked;
