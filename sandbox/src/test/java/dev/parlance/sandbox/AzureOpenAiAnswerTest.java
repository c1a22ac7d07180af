package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.AzureOpenAiHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Azure OpenAI answers and refuses: filters, errors, retry hints, and its peculiarities on Responses. */
class AzureOpenAiAnswerTest {
    private static final DirectClient AZURE = DirectClient.apiKey(new AzureOpenAiHost());
    private static final String V1 = "/openai/v1/chat/completions";
    private static final String RESPONSES = "/openai/v1/responses";

    private static String chat(String model, String text, String members) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'" + text + "'}]" + members + "}";
    }

    private static String response(String model, String text, String members) {
        return "{'model':'" + model + "','input':'" + text + "'" + members + "}";
    }

    @Test
    void a_stream_begins_with_the_notes_of_the_prompt() {
        List<JsonObject> chunks = AZURE.events(V1, chat("gpt-4o", "hello", ",'stream':true"));
        JsonObject first = chunks.getFirst();
        assertThat(first.text("id")).isEmpty();
        assertThat(first.text("model")).isEmpty();
        assertThat(first.elements("choices")).isEmpty();
        assertThat(first.elements("prompt_filter_results")).hasSize(1);
        assertThat(SandboxClient.choice(chunks.get(2)).object("content_filter_results"))
                .isNotNull();
    }

    @Test
    void the_asynchronous_filter_reports_late_and_without_a_delta() {
        List<JsonObject> chunks = AZURE.events(V1, chat("gpt-4o", "[[async-filter]] hello", ",'stream':true"));
        JsonObject note = SandboxClient.choice(chunks.getLast());
        assertThat(note.get("delta")).isNull();
        assertThat(note.get("finish_reason")).isEqualTo(JsonNull.NULL);
        assertThat(note.object("content_filter_offsets")).isNotNull();
        assertThat(SandboxClient.finishes(chunks)).containsExactly("stop");
    }

    @Test
    void a_refusal_has_its_own_member_on_chat() {
        JsonObject message =
                member(SandboxClient.choice(AZURE.answer(V1, chat("gpt-4o", "[[refusal]] hello", ""))), "message");
        assertThat(message.get("content")).isEqualTo(JsonNull.NULL);
        assertThat(message.text("refusal")).startsWith("I'm sorry");
        List<JsonObject> chunks = AZURE.events(V1, chat("gpt-4o", "[[refusal]] hello", ",'stream':true"));
        assertThat(SandboxClient.joined(chunks, "refusal")).startsWith("I'm sorry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                o1      | ,'stream':true                                  | stream     | unsupported_value
                gpt-5   | ,'max_tokens':5                                 | max_tokens | unsupported_parameter
                gpt-5.1 | ,'reasoning_effort':'max'                       | reasoning_effort | unsupported_value
                gpt-5-codex |                                             | null       | OperationNotSupported
                gpt-4o  | ,'min_p':0.1                                    | min_p      | unknown_parameter
                """)
    void reasoning_models_refuse_on_chat(String model, String members, String param, String code) {
        AZURE.refused(V1, chat(model, "hi", members == null ? "" : members), 400, code, param);
    }

    @Test
    void a_reasoning_model_takes_one_kind_of_instruction() {
        String both = "{'model':'gpt-5','messages':[{'role':'system','content':'a'},{'role':'developer','content':'b'},"
                + "{'role':'user','content':'hi'}]}";
        AZURE.refused(V1, both, 400, "invalid_value", "messages");
        AZURE.answer(V1, both.replace("gpt-5", "gpt-4o"));
    }

    @Test
    void o3_mini_sees_no_pictures() {
        String picture = "{'model':'o3-mini','messages':[{'role':'user','content':[{'type':'image_url','image_url':"
                + "{'url':'data:image/png;base64,AAAA'}}]}]}";
        AZURE.refused(V1, picture, 400, "invalid_value", "messages");
        AZURE.answer(V1, picture.replace("o3-mini", "o4-mini"));
    }

    @Test
    void a_blocked_prompt_names_the_categories() {
        JsonObject error =
                AZURE.refused(V1, chat("gpt-4o", "[[status 400 content-filter]]", ""), 400, "content_filter", "prompt");
        JsonObject inner = member(error, "innererror");
        assertThat(inner.text("code")).isEqualTo("ResponsibleAIPolicyViolation");
        assertThat(member(member(inner, "content_filter_result"), "violence").get("filtered"))
                .isEqualTo(JsonValue.of(true));
        JsonObject brief = AZURE.refused(
                V1, chat("gpt-4o", "[[status 400 content-filter-short]]", ""), 400, "content_filter", "null");
        assertThat(brief.members()).containsOnlyKeys("code", "message");
    }

    @Test
    void a_429_names_the_operation_and_hints_in_headers_or_in_words() {
        SandboxAnswer usual = AZURE.post(V1, chat("gpt-4o", "[[status 429]]", ""));
        assertThat(usual.body())
                .contains(
                        "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version v1 have exceeded");
        assertThat(usual.headers())
                .containsEntry("retry-after-ms", "2000")
                .containsEntry("x-ratelimit-remaining-tokens", "-1");
        SandboxAnswer dated = AZURE.post(
                "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                chat("gpt-4o", "[[status 429]]", ""));
        assertThat(dated.body()).contains("API version 2024-10-21");
        assertThat(AZURE.post(RESPONSES, response("gpt-4o", "[[status 429]]", ""))
                        .body())
                .contains("Responses_Create Operation");
        SandboxAnswer words = AZURE.post(V1, chat("gpt-4o", "[[status 429 text]]", ""));
        assertThat(words.headers()).doesNotContainKey("retry-after");
        assertThat(words.body()).contains("Try again in 2 seconds.");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 429 overloaded]]", ""))
                        .headers())
                .containsEntry("x-ms-retry-after-ms", "1000");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 429 day]]", "")).body())
                .contains("Please retry after 86400 seconds.");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 429 quota]]", "")).body())
                .contains("insufficient_quota");
    }

    @Test
    void other_errors_have_their_own_forms() {
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 401 gateway]]", "")).body())
                .startsWith("{\"statusCode\":401,\"message\":\"Unauthorized.");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 401 role]]", "")).body())
                .contains("PermissionDenied");
        SandboxAnswer html = AZURE.post(V1, chat("gpt-4o", "[[status 403 html]]", ""));
        assertThat(html.headers()).containsEntry("content-type", "text/html");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 403]]", "")).body())
                .contains("resource has been temporarily blocked");
        assertThat(AZURE.post(V1, chat("gpt-4o", "[[status 404 route]]", "")).body())
                .contains("Resource not found");
        assertThat(AZURE.post(RESPONSES, response("gpt-4o", "[[status 400 context]]", ""))
                        .body())
                .contains("context_length_exceeded");
    }

    @Test
    void an_error_can_come_in_a_good_stream() {
        List<JsonObject> chunks = AZURE.events(V1, chat("gpt-4o", "[[error-in-stream]] hello", ",'stream':true"));
        assertThat(chunks.getLast().object("error")).isNotNull();
    }

    @Test
    void responses_carry_the_notes_of_the_filter_at_their_end() {
        List<JsonObject> events = AZURE.events(RESPONSES, response("gpt-5-mini", "hello", ",'stream':true"));
        assertThat(member(events.getFirst(), "response").get("content_filters")).isEqualTo(JsonNull.NULL);
        List<JsonValue> notes = member(events.getLast(), "response").elements("content_filters");
        assertThat(notes).hasSize(2);
        assertThat(((JsonObject) notes.get(0)).text("source_type")).isEqualTo("prompt");
        assertThat(((JsonObject) notes.get(1)).text("source_type")).isEqualTo("completion");
        assertThat(member(events.getLast(), "response").text("model")).isEqualTo("gpt-5-mini");
        JsonObject blocked = AZURE.answer(RESPONSES, response("gpt-4o", "[[content-filter]] hello", ""));
        assertThat(((JsonObject) blocked.elements("content_filters").get(1)).get("blocked"))
                .isEqualTo(JsonValue.of(true));
        assertThat(member(blocked, "incomplete_details").text("reason")).isEqualTo("content_filter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                gpt-5   | ,'context_management':[{'type':'compaction','compact_threshold':1000}] | unsupported_parameter | context_management
                gpt-5-pro | ,'stream':true                                 | unsupported_value     | stream
                o3-mini | ,'reasoning':{'summary':'auto'}                  | unsupported_parameter | reasoning.summary
                gpt-5   | ,'seed':1                                        | unknown_parameter     | seed
                """)
    void responses_refuse_what_azure_lacks(String model, String members, String code, String param) {
        AZURE.refused(RESPONSES, response(model, "hi", members), 400, code, param);
    }

    @Test
    void a_status_does_not_come_back_on_reasoning_and_messages() {
        String before = "{'model':'gpt-5','input':[{'role':'user','content':'hi'},";
        AZURE.refused(
                RESPONSES,
                before + "{'type':'message','role':'assistant','content':'a','status':'completed'}]}",
                400,
                "unknown_parameter",
                "input[1].status");
        AZURE.refused(
                RESPONSES,
                before + "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'a','status':'completed'}]}",
                400,
                "unknown_parameter",
                "input[1].status");
        AZURE.answer(
                RESPONSES,
                before + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}','status':'completed'},"
                        + "{'type':'function_call_output','call_id':'c','output':'a'}]}");
    }

    @Test
    void an_unknown_former_answer_is_a_404() {
        AZURE.refused(
                RESPONSES,
                response("gpt-5", "hi", ",'previous_response_id':'resp_nobody'"),
                404,
                "previous_response_not_found",
                "previous_response_id");
    }
}
