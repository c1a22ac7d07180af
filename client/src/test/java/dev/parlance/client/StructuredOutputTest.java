package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.schema.StructuredAnswer;
import dev.parlance.schema.StructuredOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value of one type over the wire: the schema as the host sees it, and the correction of an answer that does not fit. */
@Timeout(30)
class StructuredOutputTest {
    sealed interface Step permits Walk, Ride {}

    record Walk(int metres) implements Step {}

    record Ride(String line, Optional<String> towards) implements Step {}

    record Route(String name, List<Step> steps, Map<String, Integer> minutes) {}

    private static final StructuredOutput<Route> ROUTE = StructuredOutput.of(Route.class);
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("How do I get there?").build();

    private final ScriptedHost host = new ScriptedHost();
    private final Parlance door = ScriptedHost.door(
                    Map.of("OPENAI_BASE_URL", host.url() + "/v1", "OPENAI_API_KEY", "key"))
            .open();

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    private static String answer(String text) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + Json.text(JsonValue.of(text)) + "},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
    }

    @Test
    void an_answer_that_does_not_fit_is_corrected_once() {
        host.answers(
                        200,
                        answer(
                                "{\"name\":\"short\",\"steps\":[{\"type\":\"Walk\",\"metres\":\"far\"}],\"minutes\":[]}"))
                .answers(
                        200,
                        answer("{\"name\":\"short\",\"steps\":[{\"type\":\"Walk\",\"metres\":300},{\"type\":\"Ride\","
                                + "\"line\":\"7\",\"towards\":null}],\"minutes\":[{\"key\":\"all\",\"value\":12}]}"));

        StructuredAnswer<Route> route = ROUTE.ask(door.model("openai/gpt-5"), QUESTION, 1);

        assertThat(route.value())
                .isEqualTo(
                        new Route("short", List.of(new Walk(300), new Ride("7", Optional.empty())), Map.of("all", 12)));
        assertThat(route.corrections()).isEqualTo(1);
        assertThat(Objects.requireNonNull(route.usage()).input()).isEqualTo(14);
        assertThat(host.asked()).hasSize(2);
        assertThat(Json.text(host.asked().get(1).body().elements("messages").getLast()))
                .contains("$.steps[0].metres")
                .contains("far");
    }

    @Test
    void the_schema_that_leaves_is_strict_in_all_its_objects() {
        host.answers(200, answer("{\"name\":\"none\",\"steps\":[],\"minutes\":[]}"));

        ROUTE.ask(door.model("openai/gpt-5"), QUESTION, 0);

        JsonObject format = (JsonObject)
                Objects.requireNonNull(host.asked().getFirst().body().get("response_format"));
        JsonObject schema = (JsonObject) Objects.requireNonNull(format.get("json_schema"));
        assertThat(format.text("type")).isEqualTo("json_schema");
        assertThat(schema.text("name")).isEqualTo("Route");
        assertThat(schema.get("strict")).isEqualTo(JsonValue.of(true));
        // The route, both steps and an entry of the map.
        assertThat(Json.text(format).split("\"type\":\"object\"", -1)).hasSize(5);
        assertThat(Json.text(format).split("\"additionalProperties\":false", -1))
                .hasSameSizeAs(Json.text(format).split("\"type\":\"object\"", -1));
    }
}
