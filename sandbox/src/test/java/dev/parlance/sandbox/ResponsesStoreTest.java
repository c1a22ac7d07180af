package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiHost;
import org.junit.jupiter.api.Test;

/** Answers are kept unless the request says otherwise, and a conversation continues from their ids. */
class ResponsesStoreTest {
    private static final String TOOLS = ",'tools':[{'type':'function','name':'weather','parameters':{}}]";

    private final DirectClient openai = DirectClient.bearer(new OpenAiHost());

    private String first(String members) {
        String id = openai.answer("/responses", "{'model':'gpt-5','input':'hi'" + members + "}")
                .text("id");
        assertThat(id).startsWith("resp_");
        return String.valueOf(id);
    }

    @Test
    void a_conversation_continues_with_the_new_items_alone() {
        String id = first(TOOLS);
        JsonObject call =
                (JsonObject) object(openai.send("GET", "/responses/" + id, "").body())
                        .elements("output")
                        .get(1);
        String output = "[{'type':'function_call_output','call_id':'" + call.text("call_id") + "','output':'fine'}]";
        JsonObject answer = openai.answer("/responses", continued(id, output));
        assertThat(answer.text("previous_response_id")).isEqualTo(id);
        assertThat(answer.toString()).contains("weather → fine");
        assertThat(SandboxClient.member(SandboxClient.member(answer, "usage"), "input_tokens_details")
                        .get("cached_tokens"))
                .isNotEqualTo(JsonValue.of(0));
    }

    @Test
    void an_open_call_of_a_former_answer_needs_its_output_too() {
        JsonObject error = openai.refused("/responses", continued(first(TOOLS), "'and now?'"), 400, "null", "input");
        assertThat(error.text("message")).startsWith("No tool output found for function call call_");
    }

    @Test
    void items_that_are_kept_do_not_come_again() {
        String id = first(TOOLS);
        JsonObject kept = object(openai.send("GET", "/responses/" + id, "").body());
        JsonObject call = (JsonObject) kept.elements("output").get(1);
        String again = "[{'type':'function_call','call_id':'" + call.text("call_id")
                + "','name':'weather','arguments':'{}'},{'type':'function_call_output','call_id':'"
                + call.text("call_id") + "','output':'fine'}]";
        JsonObject error = openai.refused("/responses", continued(id, again), 400, "null", "input");
        assertThat(error.text("message")).startsWith("Duplicate item found with id call_");
    }

    @Test
    void an_unknown_answer_cannot_be_continued() {
        JsonObject error = openai.refused(
                "/responses",
                continued("resp_nobody", "'hi'"),
                400,
                "previous_response_not_found",
                "previous_response_id");
        assertThat(error.text("message")).isEqualTo("Previous response with id 'resp_nobody' not found.");
    }

    @Test
    void an_answer_that_must_not_be_kept_is_not() {
        String id = first(",'store':false");
        openai.refused("/responses", continued(id, "'hi'"), 400, "previous_response_not_found", "previous_response_id");
        assertThat(openai.send("GET", "/responses/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void answers_are_fetched_and_deleted() {
        String id = first("");
        assertThat(object(openai.send("GET", "/v1/responses/" + id, "").body()).text("status"))
                .isEqualTo("completed");
        assertThat(openai.send("GET", "/responses/" + id + "/input_items", "").body())
                .contains("\"role\":\"user\",\"content\":\"hi\"");
        assertThat(openai.send("POST", "/responses/" + id + "/cancel", "").status())
                .isEqualTo(400);
        SandboxAnswer deleted = openai.send("DELETE", "/responses/" + id, "");
        assertThat(deleted.body())
                .isEqualTo(SandboxClient.json("{'id':'" + id + "','object':'response','deleted':true}"));
        assertThat(openai.send("GET", "/responses/" + id, "").status()).isEqualTo(404);
        assertThat(openai.send("DELETE", "/responses/" + id, "").body())
                .contains("Response with id '" + id + "' not found.");
    }

    @Test
    void equal_requests_get_equal_answers() {
        String body = "{'model':'gpt-5','input':'hi','include':['reasoning.encrypted_content']}";
        assertThat(openai.post("/responses", body).body())
                .isEqualTo(openai.post("/responses", body).body());
        assertThat(openai.post("/responses", body.replace("hi", "ho")).body())
                .isNotEqualTo(openai.post("/responses", body).body());
    }

    @Test
    void an_answer_in_the_background_is_fetched() {
        JsonObject queued = openai.answer("/responses", "{'model':'gpt-5','input':'hi','background':true}");
        assertThat(queued.text("status")).isEqualTo("queued");
        assertThat(queued.elements("output")).isEmpty();
        assertThat(object(openai.send("GET", "/responses/" + queued.text("id"), "")
                                .body())
                        .text("status"))
                .isEqualTo("completed");
        assertThat(openai.send("POST", "/responses/" + queued.text("id") + "/cancel", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void only_the_latest_answers_are_kept() {
        String oldest = first("");
        for (int number = 0; number < 500; number++) {
            openai.answer("/responses", "{'model':'gpt-4o','input':'number " + number + "'}");
        }
        assertThat(openai.send("GET", "/responses/" + oldest, "").status()).isEqualTo(404);
    }

    private static String continued(String id, String input) {
        return "{'model':'gpt-5','previous_response_id':'" + id + "','input':" + input + "}";
    }
}
