package dev.parlance.core.catalog;

/**
 * Keeps the output budget within a window that input and output share.
 *
 * @param margin tokens left free for what the estimate missed
 * @param floor smallest budget ever sent
 * @param fill whether the remainder is asked for when the caller asked for nothing
 */
public record OutputBudget(long margin, long floor, boolean fill) {}
