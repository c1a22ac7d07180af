/**
 * What a proxy costs that has nothing to do: its memory when it is idle, after full speed and for each open stream that waits, and the time from
 * its start to its first answer. {@link dev.parlance.benchmarks.footprint.FootprintBenchmark} runs it.
 */
@NullMarked
package dev.parlance.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
