package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.AnthropicHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Talks to the simulated Anthropic host without a server. Bodies are written with single quotes. */
final class AnthropicClient {
    static final AnthropicHost HOST = new AnthropicHost();
    static final Map<String, String> HEADERS =
            Map.of("x-api-key", "sk-test", "anthropic-version", "2023-06-01", "content-type", "application/json");
    static final String TOOLS = """
            'tools':[{'name':'weather','description':'w','input_schema':{'type':'object','properties':{
             'city':{'type':'string'}},'required':['city']}},
             {'name':'clock','input_schema':{'type':'object','properties':{}}}]""";

    private AnthropicClient() {}

    static SandboxAnswer send(String method, String path, Map<String, String> more, String body) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.putAll(more);
        headers.values().removeIf(String::isEmpty);
        return HOST.answer(new SandboxRequest(method, path, "", headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static SandboxAnswer post(String body) {
        return send("POST", "/v1/messages", Map.of(), SandboxClient.json(body));
    }

    /** A body of that model with these messages and more members. */
    static String body(String model, String messages, String more) {
        return "{'model':'" + model + "','max_tokens':4096,'messages':[" + messages + "]"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /** A body of that model in which the user says hello. */
    static String hello(String model, String more) {
        return body(model, "{'role':'user','content':'hello'}", more);
    }

    static JsonObject accepted(String body) {
        SandboxAnswer answer = post(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SandboxClient.object(answer.body());
    }

    static void refused(String body, String message) {
        refused(post(body), 400, "invalid_request_error", message);
    }

    static void refused(SandboxAnswer answer, int status, String type, String message) {
        JsonObject body = SandboxClient.object(answer.body());
        JsonObject error = Objects.requireNonNull(body.object("error"), answer.body());
        assertThat(error.text("message")).isEqualTo(message.replace('’', '\''));
        assertThat(error.text("type")).isEqualTo(type);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(body.text("type")).isEqualTo("error");
        assertThat(body.text("request_id"))
                .startsWith("req_")
                .isEqualTo(answer.headers().get("request-id"));
    }

    static List<JsonObject> blocks(JsonObject message) {
        List<JsonObject> blocks = new ArrayList<>();
        message.elements("content").forEach(block -> blocks.add((JsonObject) block));
        return blocks;
    }

    static List<String> types(JsonObject message) {
        return blocks(message).stream().map(block -> block.text("type")).toList();
    }

    /** The message as it goes back: what the assistant said, whole. */
    static String echoed(List<JsonObject> blocks) {
        JsonObject message = new JsonObject(
                Map.of("role", JsonValue.of("assistant"), "content", new JsonArray(List.copyOf(blocks))));
        return Json.text(message);
    }

    /** The results of all calls of a message, as the user's turn. */
    static String results(JsonObject message) {
        StringBuilder results = new StringBuilder();
        for (JsonObject block : blocks(message)) {
            if ("tool_use".equals(block.text("type"))) {
                results.append(results.isEmpty() ? "" : ",")
                        .append("{'type':'tool_result','tool_use_id':'")
                        .append(block.text("id"))
                        .append("','content':'12 degrees'}");
            }
        }
        return "{'role':'user','content':[" + results + "]}";
    }

    static long number(JsonObject object, String name) {
        return Objects.requireNonNull(((JsonNumber) Objects.requireNonNull(object.get(name), name)).wholeNumber());
    }
}
