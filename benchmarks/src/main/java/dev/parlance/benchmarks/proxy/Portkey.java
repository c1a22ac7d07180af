package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Portkey's gateway, a Node program. Its version is pinned together with those of hono and @hono/node-server in its own lock file: with the
 * newest ones it answers 500 to every stream. It listens on all addresses, for it has no setting for one.
 */
public final class Portkey implements Program {
    /** What {@code benchmarks/run --install} gets from npm. */
    private static final String PROGRAM = "portkey/node_modules/@portkey-ai/gateway/build/start-server.js";

    private static final String VERSION = "1.15.2";

    @Override
    public String name() {
        return "Portkey";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Command.exists("node") && Files.exists(setting.peers().resolve(PROGRAM))
                ? Optional.empty()
                : Optional.of("benchmarks/run gateway --install (npm, needs Node 20)");
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("portkey");
        int port = Command.freePorts(1).getFirst();
        ProcessBuilder command = new ProcessBuilder(
                        "node", setting.peers().resolve(PROGRAM).toString(), "--port=" + port, "--headless")
                .directory(folder.toFile());
        command.environment().put("HOME", folder.toString());
        Child child = Child.start(command, port, folder.resolve("error.log"));
        Door door = new Door(
                port,
                OptionalInt.empty(),
                Door.path(Route.PLAIN),
                List.of(
                        "authorization: Bearer none",
                        "x-portkey-provider: openai",
                        "x-portkey-custom-host: http://127.0.0.1:" + setting.upstream() + "/v1"),
                Parlance.MODEL_PREFIX,
                false);
        return new Proxy(
                name(),
                VERSION + " on Node " + Command.firstLine("node", "--version"),
                true,
                child,
                Map.of(Route.PLAIN, door, Route.STREAMED, door));
    }
}
