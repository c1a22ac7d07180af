package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.gateway.observation.ObservationSettings;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of a call counts what its client got, the last words included. */
class LoggedCallTest {
    private static final String BROKEN = "data: {\"error\":{\"message\":\"no more\",\"code\":500}}\n\n";

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, true, false, answered",
        "/v1/chat/completions, false, false, answered",
        "/v1/messages, true, false, answered",
        "/v1/messages, false, false, answered",
        "/v1/chat/completions, true, true, failed",
        "/v1/messages, true, true, failed",
    })
    void bytes_out_are_all_that_the_client_gets(String door, boolean stream, boolean breaks, String outcome)
            throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        String end = breaks ? BROKEN : Scene.stop();
        try (Scene scene = Scene.of(
                        Scene.SETTINGS.with(ObservationSettings.DEFAULT.withLog(line::complete)), (request, stage) -> {
                            if (!stream) {
                                stage.answer(200, "application/json", Scene.plain("Hi"));
                                return;
                            }
                            stage.beginStream();
                            stage.chunk(Scene.delta("Hi") + end);
                            stage.endStream();
                        });
                Caller caller = scene.caller()) {
            String body =
                    Scene.ask("openai-compatible/m-1", stream).replace("{\"model\"", "{\"max_tokens\":99,\"model\"");
            caller.send("POST", door, body, "content-type: application/json");
            int got = caller.reply().body().getBytes(StandardCharsets.UTF_8).length;
            JsonObject said = (JsonObject) Json.parse(line.get(30, TimeUnit.SECONDS));
            assertThat(said.text("outcome")).isEqualTo(outcome);
            assertThat(Objects.requireNonNull(said.get("bytes-out"))).isEqualTo(JsonValue.of(got));
        }
    }
}
