package dev.parlance.benchmarks.proxy;

import java.util.Map;
import java.util.Optional;

/**
 * A proxy that runs and listens; it ends when this is closed, and with this process.
 *
 * @param name for the tables
 * @param version as it says itself
 * @param compiles whether it compiles itself while it runs, and must be warm before it is measured
 * @param child its process
 * @param doors the routes that it has
 * @param passesUsage whether the usage of a stream, which comes in a chunk of its own, arrives
 */
public record Proxy(
        String name, String version, boolean compiles, Child child, Map<Route, Door> doors, boolean passesUsage)
        implements AutoCloseable {
    public Proxy {
        doors = Map.copyOf(doors);
    }

    /** One that passes all of a stream. */
    Proxy(String name, String version, boolean compiles, Child child, Map<Route, Door> doors) {
        this(name, version, compiles, child, doors, true);
    }

    /** How to call it on that route; empty when it has no such route. */
    public Optional<Door> door(Route route) {
        return Optional.ofNullable(doors.get(route));
    }

    @Override
    public void close() {
        child.close();
    }
}
