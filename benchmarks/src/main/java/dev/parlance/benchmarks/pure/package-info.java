/**
 * JMH benchmarks of the pure parts, which cost the same in the library and in the gateway: reading, preparing and spelling a request,
 * and decoding and writing the chunks of a recorded stream. {@link dev.parlance.benchmarks.pure.PureBenchmarks} runs them.
 */
@NullMarked
package dev.parlance.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
