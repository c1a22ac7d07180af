package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.TOOLS;
import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.blocks;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.hello;
import static dev.parlance.sandbox.AnthropicClient.number;
import static dev.parlance.sandbox.AnthropicClient.refused;
import static dev.parlance.sandbox.AnthropicClient.send;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain answers: their members, why they stop, their counts, errors that were asked for, and the other routes. */
class AnthropicAnswerTest {
    private static final String MARK =
            "{'role':'user','content':[{'type':'text','text':'hello','cache_control':" + "{'type':'ephemeral'}}]}";

    @Test
    void an_answer_has_the_members_of_the_wire() {
        JsonObject answer = accepted(hello("claude-sonnet-4-5", ""));
        assertThat(answer.members().keySet())
                .containsExactly(
                        "model",
                        "id",
                        "type",
                        "role",
                        "content",
                        "stop_reason",
                        "stop_sequence",
                        "stop_details",
                        "usage");
        assertThat(answer.text("model")).isEqualTo("claude-sonnet-4-5-20250929");
        assertThat(answer.text("id")).startsWith("msg_01");
        assertThat(answer.text("stop_reason")).isEqualTo("end_turn");
        assertThat(accepted(hello("claude-sonnet-4-5", ""))).isEqualTo(answer);
    }

    @Test
    void a_call_has_an_object_for_its_input() {
        JsonObject answer = accepted(hello("claude-opus-4-6", TOOLS));
        JsonObject call = blocks(answer).getFirst();
        assertThat(call.text("id")).startsWith("toolu_01");
        assertThat(member(call, "input").text("city")).isEqualTo("Zürich");
        assertThat(member(call, "caller").text("type")).isEqualTo("direct");
        assertThat(answer.text("stop_reason")).isEqualTo("tool_use");
    }

    @Test
    void all_tools_are_called_when_told_so() {
        JsonObject answer = accepted(body("claude-opus-4-6", "{'role':'user','content':'use all tools'}", TOOLS));
        assertThat(blocks(answer)).hasSize(2);
        assertThat(member(blocks(answer).getLast(), "input")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void a_budget_ends_an_answer() {
        JsonObject answer =
                accepted("{'model':'claude-haiku-4-5','max_tokens':3,'messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.text("stop_reason")).isEqualTo("max_tokens");
        assertThat(number(member(answer, "usage"), "output_tokens")).isEqualTo(3);
    }

    @Test
    void a_budget_that_ends_in_a_call_leaves_its_input_empty() {
        JsonObject answer = accepted("{'model':'claude-haiku-4-5','max_tokens':1," + TOOLS
                + ",'messages':[{'role':'user','content':'hello'}]}");
        assertThat(answer.text("stop_reason")).isEqualTo("max_tokens");
        assertThat(member(blocks(answer).getLast(), "input")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void a_stop_sequence_is_named() {
        JsonObject answer = accepted(hello("claude-haiku-4-5", "'stop_sequences':['never','simulated']"));
        assertThat(answer.text("stop_reason")).isEqualTo("stop_sequence");
        assertThat(answer.text("stop_sequence")).isEqualTo("simulated");
        assertThat(blocks(answer).getFirst().text("text")).endsWith("This is a ");
        assertThat(accepted(hello("claude-haiku-4-5", "'stop_sequences':['never']"))
                        .get("stop_sequence"))
                .isEqualTo(JsonNull.NULL);
    }

    @Test
    void a_refusal_has_no_content_and_says_why() {
        JsonObject answer = accepted(said("[[refusal]]"));
        assertThat(answer.text("stop_reason")).isEqualTo("refusal");
        assertThat(answer.elements("content")).isEmpty();
        assertThat(member(answer, "stop_details").members().keySet())
                .containsExactly("type", "category", "explanation");
    }

    @Test
    void a_filtered_answer_is_a_refusal_with_what_was_said() {
        JsonObject answer = accepted(said("[[content-filter]]"));
        assertThat(answer.text("stop_reason")).isEqualTo("refusal");
        assertThat(blocks(answer).getFirst().text("text")).startsWith("You said");
    }

    @Test
    void an_answer_of_thoughts_alone_ends_for_want_of_budget() {
        JsonObject answer = accepted(body(
                "claude-sonnet-4-5",
                "{'role':'user','content':'[[think-only]]'}",
                "'thinking':{'type':'enabled','budget_tokens':1024}"));
        assertThat(AnthropicClient.types(answer)).containsExactly("thinking");
        assertThat(answer.text("stop_reason")).isEqualTo("max_tokens");
    }

    @Test
    void thoughts_count_as_output() {
        JsonObject usage = member(
                accepted(hello("claude-sonnet-4-5", "'thinking':{'type':'enabled','budget_tokens':1024}")), "usage");
        assertThat(number(member(usage, "output_tokens_details"), "thinking_tokens"))
                .isPositive()
                .isLessThan(number(usage, "output_tokens"));
    }

    @Test
    void without_marks_nothing_is_cached() {
        JsonObject usage = member(accepted(hello("claude-sonnet-4-5", "")), "usage");
        assertThat(number(usage, "cache_creation_input_tokens")).isZero();
        assertThat(number(usage, "cache_read_input_tokens")).isZero();
        assertThat(number(usage, "input_tokens")).isPositive();
    }

    @Test
    void with_marks_input_is_written_first_and_read_then() {
        String system = "'system':[{'type':'text','text':'" + "be kind ".repeat(50)
                + "','cache_control':{'type':'ephemeral','ttl':'1h'}}]";
        JsonObject first = member(accepted(hello("claude-sonnet-4-5", system)), "usage");
        long written = number(first, "cache_creation_input_tokens");
        assertThat(written).isGreaterThan(100);
        assertThat(number(member(first, "cache_creation"), "ephemeral_1h_input_tokens"))
                .isEqualTo(written);
        assertThat(number(first, "input_tokens")).isEqualTo(3);
        String more =
                "{'role':'user','content':'hello'},{'role':'assistant','content':'a'},{'role':'user','content':'b'}";
        JsonObject second = member(accepted(body("claude-sonnet-4-5", more, system)), "usage");
        assertThat(number(second, "cache_read_input_tokens")).isGreaterThan(100);
        assertThat(number(second, "cache_creation_input_tokens")).isLessThan(written);
    }

    @Test
    void marks_count_wherever_they_stand() {
        JsonObject five = member(accepted(body("claude-sonnet-4-5", MARK, "")), "usage");
        assertThat(number(member(five, "cache_creation"), "ephemeral_5m_input_tokens"))
                .isPositive();
        JsonObject top = member(accepted(hello("claude-sonnet-4-5", "'cache_control':{'type':'ephemeral'}")), "usage");
        assertThat(number(top, "cache_creation_input_tokens")).isPositive();
    }

    @Test
    void tokens_are_counted_without_an_answer() {
        SandboxAnswer answer = count("{'model':'claude-sonnet-4-5','messages':[" + MARK + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(number(SandboxClient.object(answer.body()), "input_tokens")).isPositive();
        refused(
                count(hello("claude-sonnet-4-5", "")),
                400,
                "invalid_request_error",
                "max_tokens: Extra inputs are not permitted");
        SandboxAnswer thinking =
                count("{'model':'claude-sonnet-4-5','thinking':{'type':'enabled','budget_tokens':9000},"
                        + "'messages':[" + MARK + "]}");
        assertThat(thinking.status()).as(thinking.body()).isEqualTo(200);
    }

    @Test
    void models_are_listed_and_described() {
        JsonObject list =
                SandboxClient.object(send("GET", "/v1/models", Map.of(), "").body());
        assertThat(list.elements("data")).hasSameSizeAs(AnthropicClient.HOST.models());
        assertThat(list.text("first_id"))
                .isEqualTo(AnthropicClient.HOST.models().getFirst());
        assertThat(SandboxClient.object(send("GET", "/v1/models/claude-haiku-4-5", Map.of(), "")
                                .body())
                        .text("id"))
                .isEqualTo("claude-haiku-4-5-20251001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400                | 400 | invalid_request_error | the sandbox was asked for status 400
                    400 context        | 400 | invalid_request_error | prompt is too long: 201234 tokens > 200000 maximum
                    400 content-filter | 400 | invalid_request_error | Output blocked by content filtering policy
                    401                | 401 | authentication_error  | invalid x-api-key
                    402                | 402 | billing_error         | Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.
                    403                | 403 | permission_error      | Your API key does not have permission to use the specified resource.
                    404                | 404 | not_found_error       | model: claude-haiku-4-5-20251001
                    413                | 413 | request_too_large     | Request exceeds the maximum size
                    500                | 500 | api_error             | Internal server error
                    504                | 504 | timeout_error         | Request timed out
                    529                | 529 | overloaded_error      | Overloaded
                    """)
    void errors_have_their_types(String fault, int status, String type, String message) {
        refused(AnthropicClient.post(said("[[status " + fault + "]]")), status, type, message);
    }

    @Test
    void a_rate_limit_says_how_long_to_wait_and_a_spend_limit_does_not() {
        SandboxAnswer limited = AnthropicClient.post(said("[[status 429]]"));
        assertThat(limited.headers()).containsEntry("retry-after", "1").containsEntry("x-should-retry", "true");
        SandboxAnswer spent = AnthropicClient.post(said("[[status 429 quota]]"));
        assertThat(spent.status()).isEqualTo(429);
        assertThat(spent.headers()).doesNotContainKey("retry-after");
        assertThat(member(member(SandboxClient.object(spent.body()), "error"), "details")
                        .text("error_code"))
                .isEqualTo("enforced_spend_limit_reached");
    }

    @Test
    void a_wrong_request_is_refused_before_any_fault() {
        refused(
                body("claude-haiku-4-5", "{'role':'user','content':'[[status 500]]'}", "'seed':1"),
                "seed: Extra inputs are not permitted");
    }

    private static SandboxAnswer count(String body) {
        return send("POST", "/v1/messages/count_tokens", Map.of(), SandboxClient.json(body));
    }

    private static String said(String text) {
        return body("claude-haiku-4-5", "{'role':'user','content':'" + text + "'}", "");
    }
}
