package dev.parlance.client;

/**
 * What took how long in a call, in nanoseconds since it was started; -1 for what never came. With several attempts, the last one counts.
 *
 * @param attempts how often the request was sent, not counting the one more time after a token was replaced
 * @param paused all pauses between attempts
 * @param firstByte when the head of the answer was there
 * @param firstEvent when its first event was read
 * @param total when the call ended
 */
public record Timings(int attempts, long paused, long firstByte, long firstEvent, long total) {}
