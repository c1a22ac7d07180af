/**
 * The memory of reasoning: clients of every dialect throw away what a host wants to see again, and the gateway puts it back. It is a help
 * and never a truth: what it does not know, or cannot tell apart, is left to the host's accepted stand-in.
 */
@NullMarked
package dev.parlance.gateway.memory;

import org.jspecify.annotations.NullMarked;
