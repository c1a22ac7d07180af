/**
 * How late a proxy makes an answer: the latency that it adds at a fixed rate of calls, and the delay of each chunk of a stream, against the same
 * call to the upstream without it. {@link dev.parlance.benchmarks.latency.LatencyBenchmark} runs it; what it is made of serves package
 * {@code footprint} too.
 */
@NullMarked
package dev.parlance.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
