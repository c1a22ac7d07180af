package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Caddy: what a proxy in Go costs that does nothing else. Versions 2.6 cut streamed answers to POST short now and then over HTTP/1.1
 * (caddyserver/caddy#5431), and are then left out where they do.
 */
public final class Caddy implements Program {
    @Override
    public String name() {
        return "Caddy";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Command.exists("caddy") ? Optional.empty() : Optional.of("apt-get install caddy");
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("caddy");
        int port = Command.freePorts(1).getFirst();
        Path file = folder.resolve("Caddyfile");
        String configuration =
                """
                {
                 admin off
                 auto_https off
                 servers {
                  protocols h1 h2c
                 }
                }
                http://127.0.0.1:%PORT {
                 reverse_proxy 127.0.0.1:%UPSTREAM {
                  transport http {
                   keepalive_idle_conns_per_host 512
                  }
                 }
                }
                """.replace("%PORT", Integer.toString(port)).replace("%UPSTREAM", Integer.toString(setting.upstream()));
        Files.writeString(file, configuration, StandardCharsets.UTF_8);
        ProcessBuilder command =
                new ProcessBuilder("caddy", "run", "--config", file.toString(), "--adapter", "caddyfile");
        // It keeps a copy of its configuration at home.
        command.environment().put("HOME", folder.toString());
        command.environment().put("XDG_CONFIG_HOME", folder.toString());
        command.environment().put("XDG_DATA_HOME", folder.toString());
        Child child = Child.start(command, port, folder.resolve("error.log"));
        OptionalInt http2 = OptionalInt.of(port);
        return new Proxy(
                name(),
                Command.firstLine("caddy", "version").split(" ", -1)[0],
                false,
                child,
                Map.of(
                        Route.PLAIN, Door.copying(port, http2, Route.PLAIN),
                        Route.STREAMED, Door.copying(port, http2, Route.STREAMED)));
    }
}
