/**
 * The load harness: the gateway as users run it, nginx as a plain proxy and other proxies take turns in front of one constant upstream, and the
 * kernel's count of their CPU time is divided by the requests that they answered. {@link dev.parlance.benchmarks.load.GatewayBenchmark} runs
 * it.
 */
@NullMarked
package dev.parlance.benchmarks.load;

import org.jspecify.annotations.NullMarked;
