package dev.parlance.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Another dialect of the same host that a request must go to, because the usual one refuses it.
 *
 * @param when the fact that makes it so; null for every request
 */
public record DialectSwitch(String dialect, @Nullable Condition when, Source source) {}
