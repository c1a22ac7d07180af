package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * claude-code-router, a Node program that takes Anthropic's Messages and asks Chat Completions: the peer for translation. The later 3.1.1
 * cannot be installed, for a package it needs is not on npm.
 */
public final class ClaudeCodeRouter implements Program {
    private static final String PROGRAM = "claude-code-router/node_modules/@musistudio/claude-code-router/dist/cli.js";
    private static final String VERSION = "2.0.0";

    /** It drops the usage of a stream that comes in a chunk of its own, as of 2.0.0. */
    private static final boolean PASSES_USAGE = false;

    @Override
    public String name() {
        return "claude-code-router";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Command.exists("node") && Files.exists(setting.peers().resolve(PROGRAM))
                ? Optional.empty()
                : Optional.of("benchmarks/run gateway --install (npm, needs Node 20)");
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("ccr");
        int port = Command.freePorts(1).getFirst();
        Path home = Files.createDirectories(folder.resolve(".claude-code-router"));
        String configuration =
                """
                {"LOG": false, "HOST": "127.0.0.1", "PORT": %PORT, "APIKEY": "none", "NON_INTERACTIVE_MODE": true,
                 "API_TIMEOUT_MS": 600000,
                 "Providers": [{"name": "bench", "api_base_url": "http://127.0.0.1:%UPSTREAM/v1/chat/completions",
                                "api_key": "none", "models": ["bench", "bench-paced"]}],
                 "Router": {"default": "bench,bench"}}
                """.replace("%PORT", Integer.toString(port)).replace("%UPSTREAM", Integer.toString(setting.upstream()));
        Files.writeString(home.resolve("config.json"), configuration, StandardCharsets.UTF_8);
        ProcessBuilder command = new ProcessBuilder(
                        "node", setting.peers().resolve(PROGRAM).toString(), "start")
                .directory(folder.toFile());
        command.environment().put("HOME", folder.toString());
        Child child = Child.start(command, port, folder.resolve("error.log"));
        Door door = new Door(
                port,
                OptionalInt.empty(),
                Door.path(Route.PLAIN_TRANSLATED),
                List.of("x-api-key: none", "anthropic-version: 2023-06-01"),
                "bench,",
                true);
        return new Proxy(
                name(),
                VERSION + " on Node " + Command.firstLine("node", "--version"),
                true,
                child,
                Map.of(Route.PLAIN_TRANSLATED, door, Route.STREAMED_TRANSLATED, door),
                PASSES_USAGE);
    }
}
