/**
 * The programs that the benchmarks compare, each started with a configuration of its own in front of one upstream: {@link
 * dev.parlance.benchmarks.proxy.Program} starts one, {@link dev.parlance.benchmarks.proxy.Proxy} is one that runs.
 */
@NullMarked
package dev.parlance.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
