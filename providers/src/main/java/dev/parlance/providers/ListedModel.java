package dev.parlance.providers;

/**
 * A model that can be asked for.
 *
 * @param id what to ask for, for example {@code moonshot/kimi-k2.6}
 * @param provider who serves it
 * @param retired whether the host has switched it off or announced so
 */
public record ListedModel(String id, String provider, boolean retired) {}
