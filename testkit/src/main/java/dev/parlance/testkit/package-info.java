/** Recorded exchanges, request generators and the contract suite of the dialects. */
@NullMarked
package dev.parlance.testkit;

import org.jspecify.annotations.NullMarked;
