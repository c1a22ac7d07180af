package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.SandboxServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict form keeps to the subset, and OpenAI's simulated host answers it with something that fits. */
class StrictFormTest {
    record Invoice(String city, long number, BigDecimal total, List<Item> items, Optional<Examples.Speed> speed) {}

    record Item(String article, int count, boolean fragile) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                Examples.Order.class,
                Examples.Tree.class,
                Examples.Both.class,
                Examples.Group.class,
                Examples.Pairs.class,
                Examples.Arrays.class,
                Examples.TwoLines.class,
                Examples.Figure.class,
                Examples.Message.class,
                Examples.Speed.class,
                Invoice.class
            })
    void the_strict_form_keeps_to_the_subset(Class<?> type) {
        StrictSubset.accepts(schema(StructuredOutput.of(type)));
    }

    @Test
    void a_list_keeps_to_the_subset() {
        StrictSubset.accepts(schema(StructuredOutput.ofList(Examples.Tree.class)));
    }

    @Test
    void the_judge_refuses_the_plain_form() {
        assertThatThrownBy(() -> StrictSubset.accepts(JsonSchemas.of(Examples.Order.class)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_simulated_host_answers_with_a_value() throws IOException, InterruptedException {
        StructuredOutput<Invoice> output = StructuredOutput.of(Invoice.class);
        JsonObject request = JsonValue.object(
                "model", JsonValue.of("gpt-4o"),
                "messages",
                        JsonValue.array(
                                JsonValue.object("role", JsonValue.of("user"), "content", JsonValue.of("an invoice"))),
                "response_format",
                        JsonValue.object(
                                "type",
                                JsonValue.of("json_schema"),
                                "json_schema",
                                JsonValue.object(
                                        "name", JsonValue.of(output.format().name()),
                                        "schema", schema(output),
                                        "strict", JsonValue.of(true))));
        try (SandboxServer sandbox = SandboxServer.start(0);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(sandbox.baseUrl("openai") + "/chat/completions"))
                            .header("content-type", "application/json")
                            .header("authorization", "Bearer sk-test")
                            .POST(HttpRequest.BodyPublishers.ofString(Json.text(request)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonObject choice = (JsonObject) ((JsonObject) Json.parse(response.body()))
                    .elements("choices")
                    .getFirst();
            String text = Objects.requireNonNull(
                    Objects.requireNonNull(choice.object("message")).text("content"));
            assertThat(RecordReader.of(Invoice.class).read(text))
                    .isEqualTo(new Reading.Value<>(new Invoice(
                            "Zürich",
                            2,
                            new BigDecimal("2.5"),
                            List.of(new Item("sample article", 2, true)),
                            Optional.of(Examples.Speed.EXPRESS))));
        }
    }

    private static JsonObject schema(StructuredOutput<?> output) {
        return (JsonObject) Objects.requireNonNull(output.format().schema()).value();
    }
}
