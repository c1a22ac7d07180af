/** What the benchmarks of the pure parts and the load harness have in common: request bodies and the log of results. */
@NullMarked
package dev.parlance.benchmarks;

import org.jspecify.annotations.NullMarked;
