package dev.parlance.client;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A sandbox and a door to it, for each test. */
abstract class SandboxTest {
    static final Tool WEATHER = new Tool.Function(
            "get_weather",
            "The weather of a city",
            RawJson.ofText(
                    "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}"));

    final SandboxServer sandbox = SandboxServer.start(0);
    final List<Adjustment> adjustments = new CopyOnWriteArrayList<>();
    final ManualTime time = new ManualTime();
    final Parlance parlance = Parlance.builder()
            .providers(providers(Map.of()))
            .time(time, () -> 0)
            .listener(this::note)
            .open();

    @AfterEach
    void closeAll() {
        parlance.close();
        sandbox.close();
    }

    Providers providers(Map<String, String> environment) {
        return Providers.sandbox(environment, Catalog.bundled(), sandbox::standIn);
    }

    Parlance withEnvironment(Map<String, String> environment) {
        return Parlance.builder().providers(providers(environment)).open();
    }

    ChatModel kimi() {
        return parlance.model("moonshot/kimi-k2.6");
    }

    static ChatRequest asking(String text) {
        return ChatRequest.builder("").user(text).build();
    }

    /** The body that reached the host last. */
    JsonObject lastBody() {
        return (JsonObject) Json.parse(sandbox.received().getLast().body());
    }

    private void note(String model, List<Adjustment> made) {
        adjustments.addAll(made);
    }
}
