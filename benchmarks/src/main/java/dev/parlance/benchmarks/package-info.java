/** Benchmarks of the pure parts and the load harness of the gateway. */
@NullMarked
package dev.parlance.benchmarks;

import org.jspecify.annotations.NullMarked;
