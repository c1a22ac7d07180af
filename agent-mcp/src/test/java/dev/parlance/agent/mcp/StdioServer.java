package dev.parlance.agent.mcp;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ScriptedServer} as a program over its standard input and output. */
final class StdioServer extends ScriptedServer {
    private final PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private StdioServer(String mode) {
        super(mode);
    }

    /** The command that starts it. */
    static List<String> command(String mode) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StdioServer.class.getName(),
                mode);
    }

    /** It under that name. */
    static McpServer named(String name, String mode) {
        return new McpServer.Command(name, command(mode));
    }

    /** It with an environment. */
    static McpServer with(String name, String mode, Map<String, String> environment) {
        return new McpServer.Command(name, command(mode), environment, null);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String mode = arguments[0];
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        switch (mode) {
            case "crash-at-start" -> {
                errors.println("cannot open the database with " + System.getenv("DATABASE_KEY"));
                Runtime.getRuntime().halt(3);
            }
            case "for-ever" -> Thread.currentThread().join();
            case "garbage" -> System.out.println("Welcome to the server!\n{\"not\":\"a message\"}\n[");
            case "loud" -> {
                String line = "blah ".repeat(20);
                for (int at = 0; at < 50_000; at++) {
                    errors.println(line + at);
                }
            }
            default -> {}
        }
        new StdioServer(mode).serve();
    }

    private void serve() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            JsonObject answer = answer((JsonObject) Json.parse(line));
            if (answer != null) {
                output.print(Json.text(answer) + "\n");
                output.flush();
            }
        }
    }

    @Override
    @Nullable
    JsonObject doing(String tool, JsonObject arguments) {
        return switch (tool) {
            case "crash" -> {
                System.err.println("lost my mind");
                Runtime.getRuntime().halt(7);
                yield null;
            }
            case "freeze" -> freeze();
            case "process" ->
                content(text(String.valueOf(ProcessHandle.current().pid())));
            case "child" -> content(text(String.valueOf(child())));
            case "environment" -> content(text(System.getenv().toString()));
            case "announce" -> {
                JsonObject said = answer((JsonObject) Json.parse(
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/call\",\"params\":{\"name\":\"change\"}}"));
                output.print("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n");
                yield said == null ? null : said.object("result");
            }
            default -> super.doing(tool, arguments);
        };
    }

    private static @Nullable JsonObject freeze() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static long child() {
        try {
            return new ProcessBuilder(command("for-ever")).inheritIO().start().pid();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
