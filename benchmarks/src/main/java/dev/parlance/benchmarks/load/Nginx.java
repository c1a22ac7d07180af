package dev.parlance.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** nginx as a plain proxy with one worker: the floor, for it copies bytes and understands nothing. */
final class Nginx {
    private static final int TRIES = 100;
    private static final long BETWEEN_TRIES = 50_000_000;

    private final Child child;
    private final int port;
    private final int streamPort;

    private Nginx(Child child, int port, int streamPort) {
        this.child = child;
        this.port = port;
        this.streamPort = streamPort;
    }

    /** Starts it with a configuration of its own in that folder and waits until it listens. */
    static Nginx start(Path folder, int upstream) throws IOException {
        int port;
        int streamPort;
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = first.getLocalPort();
            streamPort = second.getLocalPort();
        }
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration(folder, upstream, port, streamPort), StandardCharsets.UTF_8);
        Child child = Child.start(new ProcessBuilder(
                        "nginx",
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        file.toString())
                .inheritIO());
        Nginx nginx = new Nginx(child, port, streamPort);
        nginx.await();
        return nginx;
    }

    /** What {@code nginx -v} says. */
    static String version() throws IOException {
        Process process =
                new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.substring(text.indexOf(' ') + 1).replace('/', ' ').replace("version: ", "");
        }
    }

    Child child() {
        return child;
    }

    int port(boolean streaming) {
        return streaming ? streamPort : port;
    }

    private void await() throws IOException {
        for (int attempt = 0; attempt < TRIES && child.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), streamPort)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
        }
        child.close();
        throw new IOException("nginx does not listen; what it says about that stands above");
    }

    private static String configuration(Path folder, int upstream, int port, int streamPort) {
        String server = """
                  server {
                    listen 127.0.0.1:%PORT backlog=4096;
                    location / {
                      proxy_pass http://constant;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_buffering %BUFFERING;
                    }
                  }
                """;
        return """
                daemon off;
                worker_processes 1;
                %USER
                pid %FOLDER/nginx.pid;
                error_log %FOLDER/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_body_buffer_size 1m;
                  client_max_body_size 64m;
                  client_body_temp_path %FOLDER/body;
                  proxy_temp_path %FOLDER/proxy;
                  fastcgi_temp_path %FOLDER/fastcgi;
                  uwsgi_temp_path %FOLDER/uwsgi;
                  scgi_temp_path %FOLDER/scgi;
                  upstream constant { server 127.0.0.1:%UPSTREAM; keepalive 512; keepalive_requests 1000000000; }
                """.replace("%USER", System.getProperty("user.name", "").equals("root") ? "user root;" : "")
                        .replace("%UPSTREAM", Integer.toString(upstream))
                        .replace("%FOLDER", folder.toString())
                + server.replace("%PORT", Integer.toString(port)).replace("%BUFFERING", "on")
                + server.replace("%PORT", Integer.toString(streamPort)).replace("%BUFFERING", "off")
                + "}\n";
    }
}
