package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The gateway as users run it: {@code ./parlance serve}, one port for all. */
public final class Parlance implements Program {
    static final String MODEL_PREFIX = "openai-compatible/";

    @Override
    public String name() {
        return "Parlance";
    }

    @Override
    public Optional<String> missing(Setting setting) {
        return Optional.empty();
    }

    @Override
    public Proxy start(Setting setting) throws IOException {
        Path folder = setting.newFolder("parlance");
        ProcessBuilder command = new ProcessBuilder(setting.program(), "serve", "--port", "0");
        command.environment().put("OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:" + setting.upstream() + "/v1");
        Child.Listening running = Child.listening(command, folder.resolve("error.log"));
        Map<Route, Door> doors = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            doors.put(
                    route,
                    new Door(
                            running.port(),
                            OptionalInt.of(running.port()),
                            Door.path(route),
                            route.translated() ? List.of("anthropic-version: 2023-06-01") : List.of(),
                            MODEL_PREFIX,
                            route.translated()));
        }
        return new Proxy(name(), "of this checkout", true, running.child(), doors);
    }
}
