package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.Call;
import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Route;
import java.io.IOException;

/** What each proxy is asked: without translation, unless it is there for that alone. */
final class Calls {
    static final String PARLANCE = "Parlance";

    private Calls() {}

    static Call plain(Proxy proxy) throws IOException {
        return first(proxy, Route.PLAIN, Route.PLAIN_TRANSLATED);
    }

    static Call streamed(Proxy proxy) throws IOException {
        return first(proxy, Route.STREAMED, Route.STREAMED_TRANSLATED);
    }

    private static Call first(Proxy proxy, Route... routes) throws IOException {
        for (Route route : routes) {
            Door door = proxy.door(route).orElse(null);
            if (door != null) {
                return Call.of(proxy.name(), route, door);
            }
        }
        throw new IOException(proxy.name() + " takes no such call");
    }
}
