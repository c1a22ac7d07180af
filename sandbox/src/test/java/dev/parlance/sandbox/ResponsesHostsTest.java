package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.copilot.CopilotHost;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.local.LmStudioHost;
import dev.parlance.sandbox.openrouter.OpenRouterHost;
import dev.parlance.sandbox.xai.XaiHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Responses API of the hosts that are not OpenAI and not Azure: what sets each apart. */
class ResponsesHostsTest {
    private static final DirectClient XAI = DirectClient.bearer(new XaiHost());
    private static final DirectClient DEEPSEEK = DirectClient.bearer(new DeepSeekHost());
    private static final DirectClient OPENROUTER = DirectClient.bearer(new OpenRouterHost());
    private static final DirectClient LM_STUDIO = DirectClient.bearer(new LmStudioHost());
    private static final DirectClient COPILOT = new DirectClient(
            new CopilotHost(),
            Map.of(
                    "authorization", "Bearer test",
                    "editor-version", "vscode/1.0",
                    "copilot-integration-id", "vscode-chat"));
    private static final String TOOLS =
            ",'tools':[{'type':'function','name':'weather','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'}},'required':['city']}}]";

    private static String ask(String model, String members) {
        return "{'model':'" + model + "','input':'hello'" + members + "}";
    }

    private static List<String> types(List<JsonObject> events) {
        return events.stream().map(event -> String.valueOf(event.text("type"))).toList();
    }

    private static JsonObject output(JsonObject response, int index) {
        return (JsonObject) response.elements("output").get(index);
    }

    private static String loop(String model, JsonObject response, String members) {
        StringBuilder items = new StringBuilder("{'role':'user','content':'hello'}");
        response.elements("output").forEach(item -> items.append(',').append(Json.text(item)));
        return "{'model':'" + model + "','input':[" + items + ",{'type':'function_call_output','call_id':'"
                + output(response, 1).text("call_id") + "','output':'fine'}]" + members + "}";
    }

    @Test
    void xai_shows_a_summary_unasked_and_sends_arguments_whole() {
        List<JsonObject> events = XAI.events("/v1/responses", ask("grok-4.3", ",'stream':true" + TOOLS));
        assertThat(types(events)).contains("response.reasoning_summary_text.delta");
        assertThat(events)
                .filteredOn(event -> "response.function_call_arguments.delta".equals(event.text("type")))
                .singleElement()
                .satisfies(event -> assertThat(event.text("delta")).isEqualTo("{\"city\":\"Zürich\"}"));
        JsonObject response = member(events.getLast(), "response");
        assertThat(output(response, 0).text("id")).isEqualTo("rs_" + response.text("id"));
        assertThat(output(response, 0).text("status")).isEqualTo("completed");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.get("obfuscation")).isNull());
        assertThat(member(response, "usage").object("context_details")).isNotNull();
    }

    @Test
    void xai_takes_its_reasoning_back_by_id_or_encrypted() {
        JsonObject kept = XAI.answer("/responses", ask("grok-4.3", TOOLS));
        XAI.answer("/responses", loop("grok-4.3", kept, TOOLS));
        String stateless = ",'store':false,'include':['reasoning.encrypted_content']" + TOOLS;
        JsonObject sealed = XAI.answer("/responses", ask("grok-4.3", stateless));
        XAI.answer("/responses", loop("grok-4.3", sealed, stateless));
        String content = String.valueOf(output(sealed, 0).text("encrypted_content"));
        SandboxAnswer altered = XAI.post(
                "/responses",
                loop("grok-4.3", sealed, stateless)
                        .replace(content, content.replace(content.substring(9, 14), "AAAAA")));
        assertThat(altered.status()).isEqualTo(400);
        assertThat(altered.body())
                .startsWith("{\"code\":\"Client specified an invalid argument\",\"error\":\"The encrypted content");
    }

    @Test
    void xai_seals_grok_4_7_unasked_and_shows_nothing_of_it() {
        JsonObject response = XAI.answer("/responses", ask("grok-4.7", ""));
        assertThat(output(response, 0).text("encrypted_content")).isNotEmpty();
        assertThat(output(response, 0).elements("summary")).isEmpty();
        assertThat(output(XAI.answer("/responses", ask("grok-4-fast-reasoning", "")), 0)
                        .text("type"))
                .isEqualTo("message");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                grok-4.3 | 'reasoning':{'summary':'auto'}  | Model grok-4.3 does not support parameter reasoningSummary.
                grok-4   | 'reasoning':{'effort':'low'}    | Model grok-4 does not support parameter reasoningEffort.
                grok-4.6 | 'presence_penalty':0            | Model grok-4.6 does not support parameter presencePenalty.
                grok-4.6 | 'stop':['a']                    | Model grok-4.6 does not support parameter stop.
                grok-4.3 | 'seed':1                        | Model grok-4.3 does not support parameter seed.
                """)
    void xai_refuses_in_its_own_words(String model, String members, String message) {
        SandboxAnswer answer = XAI.post("/responses", ask(model, "," + members));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(SandboxClient.json(
                        "{'code':'Client specified an invalid argument','error':'" + message + "'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'temperature':0.5,'top_p':0.9",
                ",'reasoning':{'effort':'none'}",
                ",'text':{'format':{'type':'json_object'}}"
            })
    void xai_takes_sampling_efforts_and_formats(String members) {
        XAI.answer("/responses", ask("grok-4.3", members));
    }

    @Test
    void deepseek_shows_reasoning_as_text_under_bare_ids_and_keeps_nothing() {
        List<JsonObject> events = DEEPSEEK.events("/responses", ask("deepseek-v4-flash", ",'stream':true" + TOOLS));
        assertThat(types(events)).contains("response.reasoning_text.delta", "response.content_part.added");
        JsonObject response = member(events.getLast(), "response");
        assertThat(output(response, 0).text("id")).matches("[0-9a-f-]{36}");
        assertThat(output(response, 0).elements("content")).hasSize(1);
        assertThat(output(response, 1).text("call_id")).startsWith("call_00_");
        assertThat(response.get("store")).isEqualTo(JsonValue.of(false));
        DEEPSEEK.answer("/responses", loop("deepseek-v4-flash", response, TOOLS));
        assertThat(DEEPSEEK.send("GET", "/responses/" + response.text("id"), "").status())
                .isEqualTo(404);
    }

    @Test
    void deepseek_stops_thinking_with_the_effort_none_and_has_only_its_fourth_generation() {
        JsonObject response = DEEPSEEK.answer("/responses", ask("deepseek-v4-pro", ",'reasoning':{'effort':'none'}"));
        assertThat(response.elements("output")).hasSize(1);
        assertThat(output(response, 0).text("phase")).isEqualTo("final_answer");
        assertThat(DEEPSEEK.post("/responses", ask("deepseek-reasoner", "")).status())
                .isEqualTo(400);
    }

    @Test
    void openrouter_has_no_event_lines_comments_first_and_ends_reasoning_last() {
        String stream = OPENROUTER
                .post("/responses", ask("openai/gpt-oss-20b", ",'stream':true"))
                .body();
        assertThat(stream).startsWith(": OPENROUTER PROCESSING\n\ndata: {").endsWith("data: [DONE]\n\n");
        assertThat(stream).doesNotContain("event: ");
        List<JsonObject> events = SandboxClient.events(stream);
        assertThat(types(events).indexOf("response.reasoning_text.done"))
                .isGreaterThan(types(events).indexOf("response.output_text.done"));
        JsonObject response = member(events.getLast(), "response");
        assertThat(response.text("id")).startsWith("gen-");
        assertThat(output(response, 0).text("id")).startsWith("rs_tmp_");
        assertThat(response.text("output_text")).isEmpty();
    }

    @Test
    void openrouter_answers_with_numbers_as_codes() {
        SandboxAnswer answer = OPENROUTER.post("/responses", ask("openai/gpt-5.2", ",'previous_response_id':'gen-1'"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":400");
        assertThat(OPENROUTER.post("/responses", ask("nobody/nothing", "")).body())
                .contains("is not a valid model ID");
    }

    @Test
    void lm_studio_sends_arguments_without_deltas_and_does_not_heed_formats() {
        List<JsonObject> events =
                LM_STUDIO.events("/v1/responses", ask("zai-org/glm-4.7-flash", ",'stream':true" + TOOLS));
        assertThat(types(events))
                .contains("response.function_call_arguments.done", "response.reasoning_text.delta")
                .doesNotContain("response.function_call_arguments.delta");
        JsonObject formatted = LM_STUDIO.answer(
                "/responses",
                ask(
                        "a-model",
                        ",'text':{'format':{'type':'json_schema','name':'a','schema':{'type':'object','properties':{}}}},"
                                + "'reasoning':{'effort':'none'},'top_k':4"));
        assertThat(((JsonObject) output(formatted, 0).elements("content").getFirst()).text("text"))
                .contains("hello");
        LM_STUDIO.answer("/responses", ask("a-model", ",'previous_response_id':'" + formatted.text("id") + "'"));
    }

    @Test
    void copilot_names_every_item_anew_and_keeps_nothing() {
        List<JsonObject> events = COPILOT.events("/responses", ask("gpt-5.3-codex", ",'stream':true"));
        List<String> ids = events.stream()
                .map(event -> event.text("item_id"))
                .filter(id -> id != null)
                .toList();
        assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.get("obfuscation")).isNull());
        assertThat(events.getLast().object("copilot_usage")).isNotNull();
        JsonObject response = member(events.getLast(), "response");
        assertThat(output(response, 0).get("encrypted_content")).isEqualTo(JsonNull.NULL);
        assertThat(COPILOT.send("GET", "/responses/" + response.text("id"), "").status())
                .isEqualTo(404);
    }

    @Test
    void copilot_takes_its_reasoning_back_under_any_id() {
        String members = ",'include':['reasoning.encrypted_content']" + TOOLS;
        List<JsonObject> events = COPILOT.events("/responses", ask("gpt-5.3-codex", ",'stream':true" + members));
        JsonObject response = member(events.getLast(), "response");
        String back = loop("gpt-5.3-codex", response, members);
        COPILOT.answer("/responses", back);
        COPILOT.answer(
                "/responses", back.replace(String.valueOf(output(response, 0).text("id")), "another-id"));
        JsonObject bare = member(
                COPILOT.events("/responses", ask("gpt-5.3-codex", ",'stream':true" + TOOLS))
                        .getLast(),
                "response");
        SandboxAnswer forgotten = COPILOT.post("/responses", loop("gpt-5.3-codex", bare, members));
        assertThat(forgotten.status()).isEqualTo(404);
        assertThat(forgotten.body()).contains("Items are not persisted when `store` is set to false.");
    }
}
