package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.AzureFoundryHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Encrypted reasoning goes out on request and must come back whole, unchanged, at home and before the call it led to. */
class ResponsesRoundTripTest {
    private static final DirectClient OPENAI = DirectClient.bearer(new OpenAiHost());
    private static final String STATELESS = "'store':false,'include':['reasoning.encrypted_content'],";
    private static final String TOOLS =
            "'tools':[{'type':'function','name':'weather','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'}},'required':['city']}},{'type':'function','name':'time','parameters':{}}]";
    private static final JsonObject USER = object("{\"role\":\"user\",\"content\":\"all tools please\"}");

    private static String request(String model, String members, List<JsonValue> input) {
        return "{'model':'" + model + "'," + members + TOOLS + ",'input':" + Json.text(new JsonArray(input)) + "}";
    }

    private static JsonObject first(String model, String members) {
        return OPENAI.answer("/responses", request(model, members, List.of(USER)));
    }

    /** The user, what the model put out, and an output for each call. */
    private static List<JsonValue> continued(JsonObject response) {
        List<JsonValue> input = new ArrayList<>();
        input.add(USER);
        input.addAll(response.elements("output"));
        for (JsonValue item : response.elements("output")) {
            String call = ((JsonObject) item).text("call_id");
            if (call != null) {
                input.add(
                        object("{\"type\":\"function_call_output\",\"call_id\":\"" + call + "\",\"output\":\"fine\"}"));
            }
        }
        return input;
    }

    private static JsonObject item(List<JsonValue> input, int index) {
        return (JsonObject) input.get(index);
    }

    @Test
    void what_was_given_out_is_taken_back() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        assertThat(item(input, 1).text("type")).isEqualTo("reasoning");
        assertThat(item(input, 1).text("encrypted_content")).startsWith("gAAAAA");
        assertThat(item(input, 2).text("type")).isEqualTo("function_call");
        JsonObject answer = OPENAI.answer("/responses", request("gpt-5", STATELESS, input));
        assertThat(answer.toString()).contains("weather → fine").contains("time → fine");
    }

    @Test
    void without_the_wish_nothing_is_encrypted() {
        JsonObject response = first("gpt-5", "'store':false,");
        assertThat(response.toString()).doesNotContain("encrypted_content");
    }

    @Test
    void a_model_that_does_not_think_has_no_reasoning_item() {
        assertThat(item(first("gpt-5.1", STATELESS).elements("output"), 0).text("type"))
                .isEqualTo("function_call");
        assertThat(item(first("gpt-4o", STATELESS).elements("output"), 0).text("type"))
                .isEqualTo("function_call");
    }

    @Test
    void an_id_may_be_left_out_beside_encrypted_content() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        input.set(1, item(input, 1).without("id"));
        OPENAI.answer("/responses", request("gpt-5", STATELESS, input));
    }

    @Test
    void calls_without_their_reasoning_are_taken_as_recorded() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        input.remove(1);
        OPENAI.answer("/responses", request("gpt-5", STATELESS, input));
    }

    @Test
    void altered_content_is_refused() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        String sealed = String.valueOf(item(input, 1).text("encrypted_content"));
        char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
        input.set(
                1,
                item(input, 1)
                        .with(
                                "encrypted_content",
                                JsonValue.of(sealed.substring(0, 20) + last + sealed.substring(21))));
        refused(request("gpt-5", STATELESS, input), "could not be decrypted or parsed");
    }

    @Test
    void content_of_another_provider_is_refused() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        input.set(1, item(input, 1).with("encrypted_content", JsonValue.of("EsMFCkYIChgCKkD2JtP4RkR05PuKy31i")));
        refused(request("gpt-5", STATELESS, input), "could not be decrypted or parsed");
    }

    @Test
    void content_of_another_organisation_is_refused() {
        JsonObject azure = DirectClient.apiKey(new AzureFoundryHost())
                .answer("/openai/v1/responses", request("gpt-5", STATELESS, List.of(USER)));
        refused(request("gpt-5", STATELESS, continued(azure)), "could not be decrypted or parsed");
    }

    @Test
    void content_of_another_family_of_models_is_refused() {
        List<JsonValue> input = continued(first("o4-mini", STATELESS));
        refused(request("gpt-5", STATELESS, input), "could not be decrypted or parsed");
        OPENAI.answer("/responses", request("o3", STATELESS, input));
    }

    @Test
    void content_under_the_id_of_another_item_is_refused() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        input.set(1, item(input, 1).with("id", JsonValue.of("rs_other")));
        refused(request("gpt-5", STATELESS, input), "did not match the target item id");
    }

    @Test
    void what_the_first_event_of_an_item_holds_is_not_the_final_content() {
        List<JsonObject> events =
                OPENAI.events("/responses", request("gpt-5", STATELESS + "'stream':true,", List.of(USER)));
        JsonObject added = SandboxClient.member(event(events, "response.output_item.added"), "item");
        JsonObject done = SandboxClient.member(event(events, "response.output_item.done"), "item");
        JsonObject completed = SandboxClient.member(events.getLast(), "response");
        List<JsonValue> input = continued(completed);
        assertThat(done.text("encrypted_content")).isNotEqualTo(item(input, 1).text("encrypted_content"));
        input.set(1, done);
        OPENAI.answer("/responses", request("gpt-5", STATELESS, input));
        input.set(1, added);
        refused(request("gpt-5", STATELESS, input), "could not be decrypted or parsed");
    }

    @Test
    void reasoning_that_lost_the_call_it_led_to_is_refused() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        JsonValue thought = input.remove(1);
        List<JsonValue> late = new ArrayList<>(input);
        late.add(2, thought);
        required(late);
        List<JsonValue> last = new ArrayList<>(input);
        last.add(thought);
        required(last);
        required(List.of(USER, thought));
    }

    @Test
    void an_item_comes_once() {
        List<JsonValue> input = continued(first("gpt-5", STATELESS));
        input.add(1, input.get(1));
        JsonObject error = OPENAI.refused("/responses", request("gpt-5", STATELESS, input), 400, "null", "input");
        assertThat(error.text("message")).startsWith("Duplicate item found with id rs_");
    }

    @Test
    void reasoning_without_content_is_not_found_where_nothing_is_kept() {
        List<JsonValue> input = continued(first("gpt-5", "'store':false,"));
        JsonObject error = OPENAI.refused("/responses", request("gpt-5", STATELESS, input), 404, "null", "input");
        assertThat(error.text("message"))
                .startsWith("Item with id 'rs_")
                .endsWith(
                        "not found. Items are not persisted when `store` is set to false. Try again with `store` set to"
                                + " true, or remove this item from your input.");
    }

    @Test
    void reasoning_without_content_is_found_where_answers_are_kept() {
        List<JsonValue> input = continued(first("gpt-5", ""));
        OPENAI.answer("/responses", request("gpt-5", "", input));
        input.set(
                1,
                object("{\"type\":\"item_reference\",\"id\":\"" + item(input, 1).text("id") + "\"}"));
        OPENAI.answer("/responses", request("gpt-5", "", input));
        input.set(1, object("{\"type\":\"item_reference\",\"id\":\"rs_nobody\"}"));
        OPENAI.refused("/responses", request("gpt-5", "", input), 404, "null", "input");
    }

    @Test
    void a_thought_that_led_to_nothing_may_come_back_alone() {
        JsonObject cut = OPENAI.answer(
                "/responses", "{'model':'gpt-5'," + STATELESS + "'max_output_tokens':3,'input':'think well'}");
        assertThat(cut.elements("output")).hasSize(1);
        List<JsonValue> input = List.of(USER, cut.elements("output").getFirst(), USER);
        OPENAI.answer("/responses", request("gpt-5", STATELESS, input));
    }

    private static void required(List<JsonValue> input) {
        JsonObject error = OPENAI.refused("/responses", request("gpt-5", STATELESS, input), 400, "null", "input");
        assertThat(error.text("message"))
                .endsWith("of type 'reasoning' was provided without its required following item.");
    }

    private static void refused(String body, String reason) {
        SandboxAnswer answer = OPENAI.post("/responses", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"invalid_encrypted_content\"")
                .contains(reason);
    }

    private static JsonObject event(List<JsonObject> events, String type) {
        return events.stream()
                .filter(event -> type.equals(event.text("type")))
                .findFirst()
                .orElseThrow();
    }
}
