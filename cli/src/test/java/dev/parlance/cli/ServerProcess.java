package dev.parlance.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code parlance serve} or {@code parlance sandbox} in a process of its own, with an environment of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    private final Process process;
    private final BufferedReader out;
    private final BlockingQueue<String> remarks = new LinkedBlockingQueue<>();
    private final FutureTask<String> err;
    private final StringBuilder said = new StringBuilder();
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.err = new FutureTask<>(() -> process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .peek(remarks::add)
                .collect(Collectors.joining("\n")));
        // A thread of its own: the common pool has too few to wait for several processes.
        Thread.ofPlatform().daemon().start(err);
        this.url = listening();
    }

    /** Starts it and waits for the line that says that it listens. */
    static ServerProcess start(Map<String, String> environment, String... arguments) {
        return new ServerProcess(launch(environment, arguments));
    }

    /** Starts any command, without waiting for anything. */
    static Process launch(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    String url() {
        return url;
    }

    Process process() {
        return process;
    }

    /** Posts a chat request. */
    HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        return http.send(post(body), BodyHandlers.ofString());
    }

    /** The same with a header. */
    HttpResponse<String> chat(String body, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(post(body), (name, text) -> true)
                .header(header, value)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Posts a chat request and hands out the lines of the answer as they come. */
    HttpResponse<Stream<String>> chatLines(String body) throws IOException, InterruptedException {
        return http.send(post(body), BodyHandlers.ofLines());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    /** Waits until a line with that text is printed for people. */
    void awaitsError(String text) throws InterruptedException {
        String line = "";
        while (!line.contains(text)) {
            line = remarks.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("No line says: " + text);
            }
        }
    }

    /** Sends SIGTERM, and unlike {@link Process#destroy} leaves what was printed readable. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The process goes on after a minute");
        }
        return process.exitValue();
    }

    /** Everything that was printed until the process ended. */
    String output() {
        out.lines().forEach(line -> said.append(line).append('\n'));
        return said + errors();
    }

    private String errors() {
        try {
            return err.get();
        } catch (InterruptedException | ExecutionException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String listening() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(LISTENING)) {
                    return line.substring(LISTENING.length());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AssertionError("It ended without listening: " + said + errors());
    }
}
