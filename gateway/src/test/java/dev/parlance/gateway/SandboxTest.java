package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    private static final String TOOLS = """
            ,"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",\
            "properties":{"city":{"type":"string"}},"required":["city"]}}}]""";

    private static String ask(String model, boolean stream, String messages, String more) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":[" + messages + "]" + more + "}";
    }

    private static Gateway gateway(SandboxServer sandbox, Map<String, String> environment) {
        return Gateway.start(Scene.SETTINGS, Providers.sandbox(environment, Catalog.bundled(), sandbox::standIn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "moonshot/kimi-k2.6",
                "moonshot-plan/kimi-for-coding",
                "azure-foundry/Kimi-K2.6",
                "openai/gpt-5",
                "openai-compatible/any"
            })
    void every_simulated_host_holds_a_tool_conversation_streamed_and_plain(String model) throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(0);
                Gateway gateway = gateway(sandbox, Map.of());
                Caller caller = new Caller(gateway)) {
            String user = "{\"role\":\"user\",\"content\":\"How is the weather in Bergen?\"}";
            caller.chat(ask(model, true, user, TOOLS));
            Caller.Reply streamed = caller.reply();
            assertThat(streamed.status()).as(streamed.body()).isEqualTo(200);
            assertThat(streamed.header("x-parlance-sandbox")).isEqualTo("true");
            assertThat(streamed.body()).contains("get_weather").endsWith("data: [DONE]\n\n");

            caller.chat(ask(model, false, user, TOOLS));
            Caller.Reply first = caller.reply();
            assertThat(first.status()).as(first.body()).isEqualTo(200);
            JsonObject message = message(first);
            JsonValue call = message.elements("tool_calls").getFirst();
            String id = ((JsonObject) call).text("id");
            String result = "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"11 degrees\"}";
            caller.chat(ask(model, false, user + "," + Json.text(message) + "," + result, TOOLS));
            Caller.Reply second = caller.reply();
            assertThat(second.status()).as(second.body()).isEqualTo(200);
            assertThat(message(second).text("content")).contains("11 degrees");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"moonshot/kimi-k2.6", "azure-foundry/Kimi-K2.6", "openai/gpt-5"})
    void the_errors_of_simulated_hosts_keep_their_status(String model) throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(0);
                Gateway gateway = gateway(sandbox, Map.of());
                Caller caller = new Caller(gateway)) {
            caller.chat(ask(model, true, "{\"role\":\"user\",\"content\":\"[[status 429]]\"}", ""));
            Caller.Reply busy = caller.reply();
            assertThat(busy.status()).as(busy.body()).isEqualTo(429);

            caller.chat(ask(model, true, "{\"role\":\"user\",\"content\":\"[[cut]]\"}", ""));
            assertThat(caller.reply().body()).contains("\"error\"").doesNotContain("[DONE]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"moonshot/kimi-k2.6", "azure-foundry/Kimi-K2.6", "openai/gpt-5"})
    void a_bad_key_of_the_environment_is_refused_by_the_simulated_host(String model) throws Exception {
        Map<String, String> keys =
                Map.of("MOONSHOT_API_KEY", "bad-1", "AZURE_FOUNDRY_API_KEY", "bad-2", "OPENAI_API_KEY", "bad-3");
        try (SandboxServer sandbox = SandboxServer.start(0);
                Gateway gateway = gateway(sandbox, keys);
                Caller caller = new Caller(gateway)) {
            caller.chat(ask(model, false, "{\"role\":\"user\",\"content\":\"hi\"}", ""));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).as(reply.body()).isEqualTo(401);
            assertThat(reply.body()).contains("authentication_error").doesNotContain("bad-");
        }
    }

    private static JsonObject message(Caller.Reply reply) {
        JsonObject root = (JsonObject) Json.parse(reply.body());
        JsonObject message = ((JsonObject) root.elements("choices").getFirst()).object("message");
        assertThat(message).isNotNull();
        return message == null ? JsonObject.EMPTY : message;
    }
}
