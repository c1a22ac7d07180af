package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.Providers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestTest {
    private final Scene scene = Scene.of(
            Scene.SETTINGS.withMaxBodyBytes(2000),
            (request, stage) -> stage.answer(200, "application/json", Scene.plain("fine")));

    /** Whatever went wrong before, the server goes on, and on the same connection where the client kept it. */
    private void goesOn(Caller caller) throws Exception {
        caller.chat(Scene.ask("openai-compatible/m-1", false));
        assertThat(caller.reply().body()).contains("\"fine\"");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":| 400 | line",
                "[1,2]| 400 | object",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}| 400 | model",
                "{\"model\":7,\"messages\":[]}| 400 | model",
                "{\"model\":\"openai-compatible/m\",\"messages\":\"hi\"}| 400 | messages",
                "{\"model\":\"openai-compatible/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"temperature\":\"hot\"}| 400 | temperature",
                "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}| 404 | provider/model",
                "{\"model\":\"nowhere/gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}| 404 | openai-compatible",
            })
    void a_body_that_is_no_request_is_answered_with_what_is_wrong(String body, int status, String word)
            throws Exception {
        try (Caller caller = scene.caller()) {
            caller.chat(body);
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            assertThat(reply.body()).startsWith("{\"error\":{\"message\":").contains(word);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.header("x-request-id")).isNotEmpty();
            goesOn(caller);
            assertThat(scene.host.received()).hasSize(1);
        }
    }

    @Test
    void an_empty_body_is_an_invalid_request() throws Exception {
        try (Caller caller = scene.caller()) {
            caller.chat("", "content-length: 0");
            assertThat(caller.reply().status()).isEqualTo(400);
            goesOn(caller);
        }
    }

    @Test
    void a_body_that_announces_more_than_the_limit_is_refused_unread_and_the_setting_named() throws Exception {
        try (Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false).replace("Say hi", "x".repeat(2000)));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body())
                    .startsWith("{\"error\":{")
                    .contains("--max-body")
                    .contains("2000");
            goesOn(caller);
        }
    }

    @Test
    void a_chunked_body_that_grows_beyond_the_limit_is_refused_too() throws Exception {
        try (Caller caller = scene.caller()) {
            caller.beginChat("transfer-encoding: chunked");
            String part = "5dc\r\n" + "x".repeat(1500) + "\r\n";
            caller.write(part + part);
            assertThat(caller.reply().status()).isEqualTo(413);
            caller.write(part + "0\r\n\r\n");
            goesOn(caller);
        }
    }

    @Test
    void a_client_that_asks_before_it_sends_is_told_to_go_on_or_refused() throws Exception {
        String body = Scene.ask("openai-compatible/m-1", false);
        try (Caller caller = scene.caller()) {
            caller.beginChat("expect: 100-continue", "content-length: " + body.length());
            assertThat(caller.head().status()).isEqualTo(100);
            caller.write(body);
            assertThat(caller.reply().body()).contains("\"fine\"");
        }
        try (Caller caller = scene.caller()) {
            caller.beginChat("expect: 100-continue", "content-length: 999999");
            assertThat(caller.head().status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_of_another_type_is_refused_so_that_no_web_page_can_spend_keys() throws Exception {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", ""}) {
            try (Caller caller = scene.caller()) {
                String body = Scene.ask("openai-compatible/m-1", false);
                if (type.isEmpty()) {
                    caller.send("POST", "/v1/chat/completions", body);
                } else {
                    caller.send("POST", "/v1/chat/completions", body, "content-type: " + type);
                }
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(415);
                assertThat(reply.body()).startsWith("{\"error\":{").contains("application/json");
                goesOn(caller);
            }
        }
        try (Caller caller = scene.caller()) {
            caller.send(
                    "POST",
                    "/v1/chat/completions",
                    Scene.ask("openai-compatible/m-1", false),
                    "Content-Type: Application/JSON; charset=UTF-8");
            assertThat(caller.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void an_unknown_path_is_told_what_exists() throws Exception {
        try (Caller caller = scene.caller()) {
            caller.send("POST", "/chat/completions", "{}", "content-type: application/json");
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.body())
                    .startsWith("{\"error\":{")
                    .contains("POST /v1/chat/completions")
                    .contains("GET /v1/models");
            goesOn(caller);
        }
    }

    @Test
    void a_wrong_method_is_told_the_right_one() throws Exception {
        try (Caller caller = scene.caller()) {
            caller.send("GET", "/v1/chat/completions", "");
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("allow")).isEqualTo("POST");
            caller.send("DELETE", "/v1/models", "");
            reply = caller.reply();
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("allow")).isEqualTo("GET");
            goesOn(caller);
        }
    }

    @Test
    void a_host_without_base_url_or_key_is_answered_with_the_settings_to_make() throws Exception {
        Providers nothingSet = Providers.fromEnvironment(Map.of(), Catalog.bundled());
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, nothingSet);
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask("azure-foundry/Kimi-K2.6", false));
            assertThat(caller.reply().body()).contains("base-url").contains("AZURE_FOUNDRY_BASE_URL");
            caller.chat(Scene.ask("moonshot/kimi-k2.6", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.body()).contains("MOONSHOT_API_KEY");
        }
    }
}
