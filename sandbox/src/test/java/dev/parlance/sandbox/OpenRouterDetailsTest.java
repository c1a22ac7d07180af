package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasoning details at OpenRouter: what comes, what must come back, and how (OpenRouter, "Reasoning Tokens"). */
class OpenRouterDetailsTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String CLAUDE = "anthropic/claude-haiku-4.5";
    private static final String GEMINI = "google/gemini-3-flash-preview";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]";
    private static final String USER = "{'role':'user','content':'How is the weather?'}";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void claude_signs_its_text() {
        JsonObject message = first(CLAUDE);
        assertThat(message.elements("reasoning_details")).hasSize(1);
        JsonObject detail = (JsonObject) message.elements("reasoning_details").getFirst();
        assertThat(detail.text("type")).isEqualTo("reasoning.text");
        assertThat(detail.text("format")).isEqualTo("anthropic-claude-v1");
        assertThat(detail.text("signature")).isNotEmpty();
        assertThat(detail.text("text")).isEqualTo(message.text("reasoning")).isNotEmpty();
    }

    @Test
    void gemini_and_grok_add_an_encrypted_detail() {
        for (String model : List.of(GEMINI, "x-ai/grok-4.1-fast", "openai/gpt-5.2")) {
            List<JsonValue> details = first(model).elements("reasoning_details");
            assertThat(details).as(model).hasSize(2);
            JsonObject encrypted = (JsonObject) details.getLast();
            assertThat(encrypted.text("type")).isEqualTo("reasoning.encrypted");
            assertThat(encrypted.text("data")).isNotEmpty();
            assertThat(encrypted.text("id")).isNotEmpty();
            assertThat(encrypted.get("index")).isEqualTo(JsonValue.of(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, GEMINI, "x-ai/grok-4.1-fast", "z-ai/glm-5-turbo"})
    void the_deltas_of_a_stream_join_by_index_to_the_details_of_the_plain_answer(String model) {
        List<JsonObject> chunks = CLIENT.chunks("openrouter", body(model, USER, ",'stream':true"));
        JsonObject[] merged = {JsonObject.EMPTY, JsonObject.EMPTY};
        for (JsonObject chunk : chunks) {
            for (JsonValue piece : member(SandboxClient.choice(chunk), "delta").elements("reasoning_details")) {
                JsonObject detail = (JsonObject) piece;
                int index = Objects.equals(detail.get("index"), JsonValue.of(0)) ? 0 : 1;
                for (var entry : detail.members().entrySet()) {
                    String before = merged[index].text(entry.getKey());
                    boolean text =
                            entry.getKey().equals("text") || entry.getKey().equals("summary");
                    merged[index] = merged[index].with(
                            entry.getKey(),
                            text
                                    ? JsonValue.of((before == null ? "" : before) + detail.text(entry.getKey()))
                                    : entry.getValue());
                }
            }
        }
        List<JsonValue> whole = first(model).elements("reasoning_details");
        assertThat(merged[0].text("format")).isEqualTo(((JsonObject) whole.getFirst()).text("format"));
        assertThat(merged[0].get("text")).isEqualTo(((JsonObject) whole.getFirst()).get("text"));
        assertThat(merged[0].get("signature")).isEqualTo(((JsonObject) whole.getFirst()).get("signature"));
        assertThat(merged[1].members().keySet())
                .isEqualTo(
                        whole.size() == 1
                                ? JsonObject.EMPTY.members().keySet()
                                : ((JsonObject) whole.getLast()).members().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, GEMINI, "x-ai/grok-4.1-fast", "openai/gpt-5.2", "z-ai/glm-5-turbo"})
    void unchanged_details_are_taken(String model) {
        JsonObject message = first(model);
        CLIENT.accepted("openrouter", second(model, message, message.elements("reasoning_details")));
    }

    @Test
    void claude_refuses_a_changed_text() {
        JsonObject message = first(CLAUDE);
        JsonObject detail = (JsonObject) message.elements("reasoning_details").getFirst();
        JsonObject changed = detail.with("text", JsonValue.of("Something else."));
        refused(
                second(CLAUDE, message, List.of(changed)),
                "messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void claude_refuses_a_text_without_its_signature() {
        JsonObject message = first(CLAUDE);
        JsonObject detail = (JsonObject) message.elements("reasoning_details").getFirst();
        refused(second(CLAUDE, message, List.of(detail.without("signature"))), "Invalid `signature`");
    }

    @Test
    void claude_wants_its_thoughts_back_in_an_open_tool_loop() {
        refused(
                second(CLAUDE, first(CLAUDE), List.of()),
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.");
    }

    @Test
    void claude_misses_nothing_when_it_no_longer_thinks() {
        CLIENT.accepted(
                "openrouter", second(CLAUDE, first(CLAUDE), List.of()).replace("'reasoning':{'max_tokens':2000},", ""));
    }

    @Test
    void claude_misses_nothing_in_a_closed_loop() {
        String open = second(CLAUDE, first(CLAUDE), List.of());
        CLIENT.accepted(
                "openrouter",
                open.replace(
                        "]," + TOOLS,
                        ",{'role':'assistant','content':'Sunny.'},{'role':'user','content':'And now?'}]," + TOOLS));
    }

    @Test
    void claude_misses_nothing_beside_calls_of_another_provider() {
        JsonObject message = object(SandboxClient.json(
                "{'tool_calls':[{'id':'call_1','type':'function','function':{'name':'weather','arguments':'{}'}}]}"));
        CLIENT.accepted("openrouter", second(CLAUDE, message, List.of()));
    }

    @Test
    void gemini_refuses_changed_data() {
        JsonObject message = first(GEMINI);
        List<JsonValue> details = message.elements("reasoning_details");
        JsonObject changed = ((JsonObject) details.getLast()).with("data", JsonValue.of("forged"));
        refused(second(GEMINI, message, List.of(details.getFirst(), changed)), "Corrupted thought signature.");
    }

    @Test
    void gemini_wants_its_signature_back_in_an_open_tool_loop() {
        JsonObject message = first(GEMINI);
        String expected = "Function call `weather` in the `2.` content block is missing a `thought_signature`.";
        refused(second(GEMINI, message, List.of()), expected);
        refused(
                second(
                        GEMINI,
                        message,
                        List.of(message.elements("reasoning_details").getFirst())),
                expected);
    }

    @Test
    void details_of_another_family_are_let_pass() {
        for (String family : List.of("z-ai/glm-5-turbo", "minimax/minimax-m2", "openai/gpt-5.2")) {
            JsonObject foreign = first(family);
            CLIENT.accepted("openrouter", second(CLAUDE, foreign, foreign.elements("reasoning_details")));
        }
    }

    @Test
    void a_detail_without_its_format_counts_as_changed() {
        JsonObject message = first(CLAUDE);
        JsonObject detail = (JsonObject) message.elements("reasoning_details").getFirst();
        refused(second(CLAUDE, message, List.of(detail.without("format").without("signature"))), "Invalid `signature`");
    }

    @Test
    void an_unsigned_family_takes_what_it_gets() {
        // Recorded: charmbracelet/fantasy, grok multi tool. The detail had lost its text and its encrypted part.
        CLIENT.accepted(
                "openrouter",
                second(
                        "x-ai/grok-4.1-fast",
                        first("x-ai/grok-4.1-fast"),
                        List.of(object("{\"format\":\"unknown\",\"index\":0,\"type\":\"reasoning.text\"}"))));
    }

    private static JsonObject first(String model) {
        return CLIENT.message("openrouter", body(model, USER, ""));
    }

    private static String second(String model, JsonObject message, List<JsonValue> details) {
        JsonObject call = (JsonObject) message.elements("tool_calls").getFirst();
        String assistant = "{'role':'assistant','content':'','tool_calls':" + Json.text(new JsonArray(List.of(call)))
                + (details.isEmpty() ? "" : ",'reasoning_details':" + Json.text(new JsonArray(details))) + "}";
        String result = "{'role':'tool','tool_call_id':'" + call.text("id") + "','content':'sunny'}";
        return body(model, USER + "," + assistant + "," + result, "");
    }

    private static String body(String model, String messages, String more) {
        return "{'model':'" + model + "','reasoning':{'max_tokens':2000},'messages':[" + messages + "]," + TOOLS + more
                + "}";
    }

    private static void refused(String body, String raw) {
        HttpResponse<String> response = CLIENT.chat("openrouter", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = member(object(response.body()), "error");
        assertThat(error.text("message")).isEqualTo("Provider returned error");
        assertThat(member(error, "metadata").text("provider_name")).isNotEmpty();
        assertThat(member(error, "metadata").text("raw")).contains(raw);
    }
}
