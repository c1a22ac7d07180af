package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * nginx as a plain proxy with one worker: the floor, for it copies bytes and understands nothing. It has every route, for it carries the other
 * dialect's bytes as well; its answers stay in the upstream's.
 */
public final class Nginx implements Program {
    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Command.exists("nginx") ? Optional.empty() : Optional.of("apt-get install nginx-light");
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("nginx");
        List<Integer> ports = Command.freePorts(4);
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration(folder, setting, ports), StandardCharsets.UTF_8);
        Path errors = folder.resolve("error.log");
        Child child = Child.start(
                new ProcessBuilder("nginx", "-e", errors.toString(), "-p", folder.toString(), "-c", file.toString()),
                ports.getLast(),
                folder.resolve("start.log"));
        Map<Route, Door> doors = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            int port = route.streamed() ? 1 : 0;
            doors.put(route, Door.copying(ports.get(port), OptionalInt.of(ports.get(port + 2)), route));
        }
        String version = Command.firstLine("nginx", "-v");
        return new Proxy(name(), version.substring(version.indexOf('/') + 1), false, child, doors);
    }

    private static String configuration(Path folder, Setting setting, List<Integer> ports) {
        return """
                daemon off;
                worker_processes 1;
                %USER
                pid %FOLDER/nginx.pid;
                error_log %FOLDER/error.log;
                events { worker_connections %CONNECTIONS; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_body_buffer_size 4m;
                  client_max_body_size 64m;
                  client_body_temp_path %FOLDER/body;
                  proxy_temp_path %FOLDER/proxy;
                  fastcgi_temp_path %FOLDER/fastcgi;
                  uwsgi_temp_path %FOLDER/uwsgi;
                  scgi_temp_path %FOLDER/scgi;
                  upstream constant { server 127.0.0.1:%UPSTREAM; keepalive 512; keepalive_requests 1000000000; }
                """.replace("%USER", System.getProperty("user.name", "").equals("root") ? "user root;" : "")
                        .replace("%UPSTREAM", Integer.toString(setting.upstream()))
                        .replace("%CONNECTIONS", Integer.toString(setting.connections()))
                        .replace("%FOLDER", folder.toString())
                + server(ports.get(0), "", "on")
                + server(ports.get(1), "", "off")
                + server(ports.get(2), " http2", "on")
                + server(ports.get(3), " http2", "off")
                + "}\n";
    }

    private static String server(int port, String protocol, String buffering) {
        return """
                  server {
                    listen 127.0.0.1:%PORT%PROTOCOL backlog=4096;
                    http2_max_concurrent_streams 20000;
                    location / {
                      proxy_pass http://constant;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_buffering %BUFFERING;
                    }
                  }
                """.replace("%PORT", Integer.toString(port))
                .replace("%PROTOCOL", protocol)
                .replace("%BUFFERING", buffering);
    }
}
