package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** HAProxy with one thread, like nginx's one worker. */
public final class HaProxy implements Program {
    @Override
    public String name() {
        return "HAProxy";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Command.exists("haproxy") ? Optional.empty() : Optional.of("apt-get install haproxy");
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("haproxy");
        List<Integer> ports = Command.freePorts(2);
        Path file = folder.resolve("haproxy.cfg");
        // Without http-no-delay most chunks of a stream arrive together, up to 200 ms late.
        String configuration = """
                global
                  maxconn %CONNECTIONS
                  nbthread 1
                  tune.h2.max-concurrent-streams 20000
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 600s
                  timeout server 600s
                  http-reuse always
                  option http-keep-alive
                  option http-no-delay
                frontend front
                  bind 127.0.0.1:%PORT
                  bind 127.0.0.1:%SECOND proto h2
                  default_backend back
                backend back
                  server upstream 127.0.0.1:%UPSTREAM
                """.replace("%CONNECTIONS", Integer.toString(setting.connections()))
                .replace("%PORT", Integer.toString(ports.get(0)))
                .replace("%SECOND", Integer.toString(ports.get(1)))
                .replace("%UPSTREAM", Integer.toString(setting.upstream()));
        Files.writeString(file, configuration, StandardCharsets.UTF_8);
        Child child = Child.start(
                new ProcessBuilder("haproxy", "-db", "-f", file.toString()), ports.get(0), folder.resolve("error.log"));
        OptionalInt http2 = OptionalInt.of(ports.get(1));
        return new Proxy(
                name(),
                Command.firstLine("haproxy", "-v").split(" ", -1)[2],
                false,
                child,
                Map.of(
                        Route.PLAIN, Door.copying(ports.get(0), http2, Route.PLAIN),
                        Route.STREAMED, Door.copying(ports.get(0), http2, Route.STREAMED)));
    }
}
