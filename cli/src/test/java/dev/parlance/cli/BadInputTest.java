package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The failure table: whatever is wrong is answered with its status, in the shape of the dialect, with the setting to change. */
@Timeout(120)
class BadInputTest {
    private static final String FINE =
            "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @SuppressWarnings("NullAway.Init") // Set before any test.
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Map.of(), "serve", "--port", "0", "--max-body", "100KiB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            malformed JSON       | {"model": ]                                                        | 400 | not valid JSON
            no JSON at all       | hello                                                              | 400 | not valid JSON
            an empty body        | ``                                                                 | 400 | empty
            an array             | []                                                                 | 400 | JSON object
            half a body          | {"model":"moonshot/kimi-k2.6","messages":[{"role":                 | 400 | not valid JSON
            a missing model      | {"messages":[{"role":"user","content":"Hi"}]}                      | 400 | "model" is missing
            a model of no type   | {"model":7,"messages":[{"role":"user","content":"Hi"}]}            | 400 | model must be a string
            missing messages     | {"model":"moonshot/kimi-k2.6"}                                     | 400 | "messages" is missing
            messages of no type  | {"model":"moonshot/kimi-k2.6","messages":"Hi"}                     | 400 | messages must be an array
            an unknown role      | {"model":"moonshot/kimi-k2.6","messages":[{"role":"king"}]}        | 400 | messages[0]
            a hot temperature    | {"model":"moonshot/kimi-k2.6","temperature":"hot","messages":[]}   | 400 | temperature must be a number
            a stream of no type  | {"model":"moonshot/kimi-k2.6","stream":"yes","messages":[]}        | 400 | stream must be true or false
            an unknown host      | {"model":"nowhere/kimi","messages":[{"role":"user","content":"a"}]} | 404 | moonshot
            a model without host | {"model":"kimi-k2.6","messages":[{"role":"user","content":"a"}]}   | 404 | provider/model
            an unknown model     | {"model":"moonshot/kimi-k9","messages":[{"role":"user","content":"a"}]} | 404 | kimi-k9
            """)
    void a_fault_has_its_status_and_the_server_goes_on(String fault, String body, int status, String words)
            throws Exception {
        HttpResponse<String> answer = server.chat(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(message(answer)).contains(words);
        assertThat(server.chat(FINE).statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_over_the_limit_names_the_option() throws Exception {
        HttpResponse<String> answer = server.chat(FINE.replace("Hello", "x".repeat(200_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(message(answer)).contains("102400", "--max-body");
        assertThat(server.chat(FINE).statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_under_the_limit_passes() throws Exception {
        assertThat(server.chat(FINE.replace("Hello", "x".repeat(90_000))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_blank_foundry_address_names_the_variable_and_the_server_goes_on() throws Exception {
        Map<String, String> environment =
                Map.of("AZURE_FOUNDRY_API_KEY", "key-of-mine", "AZURE_FOUNDRY_BASE_URL", "  ");
        try (ServerProcess half = ServerProcess.start(environment, "serve", "--port", "0")) {
            HttpResponse<String> answer = half.chat(FINE.replace("moonshot/kimi-k2.6", "azure-foundry/Kimi-K2.6"));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(message(answer)).contains("AZURE_FOUNDRY_BASE_URL", "https://");
            assertThat(answer.headers().firstValue("x-parlance-sandbox")).isEmpty();
            assertThat(half.get("/healthz").statusCode()).isEqualTo(200);
            half.terminate();
            assertThat(half.output()).contains("AZURE_FOUNDRY_BASE_URL").doesNotContain("key-of-mine");
        }
    }

    @Test
    void a_host_without_a_key_names_the_variable() throws Exception {
        try (ServerProcess keyless = ServerProcess.start(Map.of("OPENAI_API_KEY", "sk-mine"), "serve", "--port", "0")) {
            HttpResponse<String> answer = keyless.chat(FINE);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(message(answer)).contains("MOONSHOT_API_KEY");
        }
    }

    /** The message of an error in the shape of Chat Completions. */
    private static String message(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        JsonObject error = ((JsonObject) Json.parse(answer.body())).object("error");
        assertThat(error).as(answer.body()).isNotNull();
        assertThat(Objects.requireNonNull(error).members()).containsKeys("message", "type", "param", "code");
        return Objects.requireNonNull(error.text("message"));
    }
}
