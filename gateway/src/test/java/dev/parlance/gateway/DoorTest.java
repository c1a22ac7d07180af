package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.providers.credential.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final GatewaySettings LOCKED =
            Scene.SETTINGS.withKeys(Map.of("laptop", Secret.of("open-sesame"), "robot", Secret.of("beep")));
    private static final PlayedHost.Role HOST =
            (request, stage) -> stage.answer(200, "application/json", Scene.plain("hello"));
    private static final String BODY = Scene.ask("openai-compatible/m-1", false);

    @Test
    void a_key_is_taken_from_wherever_a_client_puts_it() throws Exception {
        for (String header : List.of(
                "authorization: Bearer open-sesame",
                "Authorization: bearer beep",
                "x-api-key: open-sesame",
                "x-goog-api-key: beep",
                "api-key: beep")) {
            try (Scene scene = Scene.of(LOCKED, HOST);
                    Caller caller = scene.caller()) {
                caller.chat(BODY, header);
                assertThat(caller.reply().status()).as(header).isEqualTo(200);
                assertThat(scene.host.only().headers().toString()).doesNotContain("open-sesame", "beep");
            }
        }
        try (Scene scene = Scene.of(LOCKED, HOST);
                Caller caller = scene.caller()) {
            caller.send(
                    "POST",
                    "/v1beta/models/openai-compatible%2Fm-1:generateContent?key=open-sesame",
                    "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}",
                    "content-type: application/json");
            assertThat(caller.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void without_a_key_each_dialect_gets_its_own_401_and_no_host_is_called() throws Exception {
        try (Scene scene = Scene.of(LOCKED, HOST);
                Caller caller = scene.caller()) {
            for (String wrong :
                    List.of("x-nothing: 1", "authorization: Bearer open-sesam", "authorization: Basic abc")) {
                caller.chat(BODY, wrong);
                Caller.Reply chat = caller.reply();
                assertThat(chat.status()).isEqualTo(401);
                assertThat(chat.body())
                        .startsWith("{\"error\":{\"message\":\"This gateway")
                        .contains("invalid_api_key");
            }
            caller.send("POST", "/v1/messages", "{}", "content-type: application/json");
            Caller.Reply messages = caller.reply();
            assertThat(messages.status()).isEqualTo(401);
            assertThat(messages.body()).contains("\"type\":\"error\"").contains("authentication_error");
            caller.send(
                    "POST",
                    "/v1beta/models/openai-compatible%2Fm-1:generateContent",
                    "{}",
                    "content-type: application/json");
            Caller.Reply gemini = caller.reply();
            assertThat(gemini.status()).isEqualTo(401);
            assertThat(gemini.body()).contains("UNAUTHENTICATED");
            caller.send("GET", "/v1/models", "");
            assertThat(caller.reply().status()).isEqualTo(401);
            caller.send("GET", "/healthz", "");
            assertThat(caller.reply().status()).isEqualTo(200);
            assertThat(scene.host.received()).isEmpty();
        }
    }

    @Test
    void a_page_may_call_only_when_the_operator_named_its_origin() throws Exception {
        try (Scene scene = Scene.of(Scene.SETTINGS.withOrigins(Set.of("https://mine.example")), HOST);
                Caller caller = scene.caller()) {
            caller.send(
                    "OPTIONS",
                    "/v1/chat/completions",
                    "",
                    "origin: https://mine.example",
                    "access-control-request-method: POST",
                    "access-control-request-headers: authorization, content-type");
            Caller.Reply asked = caller.reply();
            assertThat(asked.status()).isEqualTo(204);
            assertThat(asked.header("access-control-allow-origin")).isEqualTo("https://mine.example");
            assertThat(asked.header("access-control-allow-headers")).isEqualTo("authorization, content-type");
            caller.chat(BODY, "origin: https://mine.example");
            assertThat(caller.reply().header("access-control-allow-origin")).isEqualTo("https://mine.example");
            caller.chat(BODY, "origin: https://other.example");
            assertThat(caller.reply().head().headers()).doesNotContainKey("access-control-allow-origin");
        }
        try (Scene scene = Scene.of(HOST);
                Caller caller = scene.caller()) {
            caller.send(
                    "OPTIONS",
                    "/v1/chat/completions",
                    "",
                    "origin: https://mine.example",
                    "access-control-request-method: POST");
            Caller.Reply refused = caller.reply();
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.head().headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void a_name_that_leads_here_by_chance_is_not_answered_without_a_key() throws Exception {
        try (Scene scene = Scene.of(HOST)) {
            for (String own : List.of("127.0.0.1", "localhost:4680", "[::1]:80", "gate.localhost", "10.0.0.7:1")) {
                assertThat(statusFor(scene, own)).as(own).isEqualTo(200);
            }
            for (String foreign :
                    List.of("rebound.example", "rebound.example:4680", "localhost.rebound.example", "fe.cc")) {
                assertThat(statusFor(scene, foreign)).as(foreign).isEqualTo(403);
            }
        }
        try (Scene scene = Scene.of(LOCKED, HOST);
                Caller caller = scene.caller()) {
            caller.write("POST /v1/chat/completions HTTP/1.1\r\nhost: gate.example\r\nauthorization: Bearer beep\r\n"
                    + "content-type: application/json\r\ncontent-length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(caller.reply().status()).isEqualTo(200);
        }
    }

    private static int statusFor(Scene scene, String host) throws Exception {
        try (Caller caller = scene.caller()) {
            caller.write("POST /v1/chat/completions HTTP/1.1\r\nhost: " + host
                    + "\r\ncontent-type: application/json\r\ncontent-length: " + BODY.length() + "\r\n\r\n" + BODY);
            return caller.reply().status();
        }
    }

    @Test
    void more_calls_than_may_be_open_get_503() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PlayedHost.Role slow = (request, stage) -> {
            arrived.countDown();
            go.await(30, TimeUnit.SECONDS);
            HOST.play(request, stage);
        };
        try (Scene scene = Scene.of(Scene.SETTINGS.withLanes(1).withOpenCalls(1), slow);
                Caller inside = scene.caller();
                Caller late = scene.caller()) {
            inside.chat(BODY);
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            late.chat(BODY);
            Caller.Reply refused = late.reply();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            late.send("GET", "/healthz", "");
            assertThat(late.reply().status()).isEqualTo(200);
            go.countDown();
            assertThat(inside.reply().status()).isEqualTo(200);
            late.chat(BODY);
            assertThat(late.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_never_comes_is_given_up() throws Exception {
        try (Scene scene = Scene.of(
                        Scene.SETTINGS
                                .withBodyTime(Duration.ofMillis(100))
                                .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200)),
                        HOST);
                Caller caller = scene.caller()) {
            caller.beginChat("content-length: 100");
            caller.write("{\"model\":");
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body()).contains("did not arrive");
            assertThat(scene.host.received()).isEmpty();
        }
    }

    @Test
    void tokens_are_counted_in_the_words_of_three_dialects() throws Exception {
        try (Scene scene = Scene.of(HOST);
                Caller caller = scene.caller()) {
            String json = "content-type: application/json";
            caller.send(
                    "POST",
                    "/v1/messages/count_tokens",
                    "{\"model\":\"openai-compatible/m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"count these words\"}]}",
                    json);
            Caller.Reply messages = caller.reply();
            // "user" is one token, 17 characters are five.
            assertThat(messages.body()).isEqualTo("{\"input_tokens\":6}");
            assertThat(messages.header("x-parlance-estimated")).isEqualTo("true");
            caller.send(
                    "POST",
                    "/v1/responses/input_tokens",
                    "{\"model\":\"openai-compatible/m-1\",\"input\":\"count these words\"}",
                    json);
            assertThat(caller.reply().body()).isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":6}");
            for (String body : List.of(
                    "{\"contents\":[{\"parts\":[{\"text\":\"count these words\"}]}]}",
                    "{\"generateContentRequest\":{\"model\":\"x\",\"contents\":[{\"parts\":[{\"text\":\"count these words\"}]}]}}")) {
                caller.send("POST", "/v1beta/models/openai-compatible%2Fm-1:countTokens", body, json);
                assertThat(caller.reply().body()).isEqualTo("{\"totalTokens\":6}");
            }
            caller.send("POST", "/v1/messages/count_tokens", "{\"model\":\"m\"}", json);
            Caller.Reply wrong = caller.reply();
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.body()).contains("invalid_request_error");
            assertThat(scene.host.received()).isEmpty();
        }
    }

    @Test
    void models_are_listed_in_the_words_of_who_asks() throws Exception {
        try (Scene scene = Scene.of(HOST);
                Caller caller = scene.caller()) {
            caller.send("GET", "/v1/models", "");
            JsonObject openai = object(caller.reply());
            assertThat(openai.get("object")).isEqualTo(JsonValue.of("list"));
            String id = text(first(openai, "data"), "id");
            assertThat(id).contains("/");
            caller.send("GET", "/v1/models/" + id, "");
            assertThat(object(caller.reply())).isEqualTo(first(openai, "data"));
            caller.send("GET", "/v1/models", "", "anthropic-version: 2023-06-01");
            JsonObject anthropic = object(caller.reply());
            assertThat(first(anthropic, "data").get("type")).isEqualTo(JsonValue.of("model"));
            assertThat(anthropic.get("has_more")).isEqualTo(JsonValue.of(false));
            caller.send("GET", "/v1beta/models", "");
            JsonObject gemini = object(caller.reply());
            assertThat(text(first(gemini, "models"), "name")).isEqualTo("models/" + id);
            caller.send("GET", "/v1beta/models/" + id, "");
            assertThat(object(caller.reply())).isEqualTo(first(gemini, "models"));
            caller.send("GET", "/v1/models/nobody/nothing", "");
            assertThat(caller.reply().status()).isEqualTo(404);
        }
    }

    private static JsonObject object(Caller.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return (JsonObject) Json.parse(reply.body());
    }

    private static JsonObject first(JsonObject list, String member) {
        return (JsonObject) ((JsonArray) Objects.requireNonNull(list.get(member)))
                .elements()
                .getFirst();
    }

    private static String text(JsonObject object, String member) {
        return ((JsonString) Objects.requireNonNull(object.get(member))).text();
    }
}
