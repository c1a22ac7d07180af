package dev.parlance.benchmarks.load;

/**
 * One round of one proxy.
 *
 * @param cpuMicros CPU time of the proxy for each answer
 * @param answersPerSecond while both ends of the load and the proxy share the machine
 * @param chunksPerRead chunks with text that came in one read of the client: 1 when each came alone
 */
record Sample(double cpuMicros, double answersPerSecond, double chunksPerRead) {}
