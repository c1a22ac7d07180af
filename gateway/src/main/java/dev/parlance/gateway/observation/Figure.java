package dev.parlance.gateway.observation;

/**
 * A number about connections that somebody else keeps.
 *
 * @param pool whose connections, from a small set: a provider, or {@code clients}
 * @param state from a small set: {@code idle}, {@code used}, {@code waiting}
 */
public record Figure(String pool, String state, long count) {}
