package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A proxy that can be started, any number of times. */
public sealed interface Program permits Nginx, HaProxy, Caddy, Portkey, ClaudeCodeRouter, Parlance {
    /** All of them: nginx, the floor, is the first, Parlance the last. */
    static List<Program> all() {
        return List.of(new Nginx(), new HaProxy(), new Caddy(), new Portkey(), new ClaudeCodeRouter(), new Parlance());
    }

    /** For the tables. */
    String name();

    /** What to do so that it can be started; empty when it can. */
    Optional<String> missing(Setting setting);

    /** Starts it on a free port of its own and returns when it listens. */
    Proxy start(Setting setting) throws IOException;
}
