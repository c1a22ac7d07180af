package dev.parlance.sandbox;

import static dev.parlance.sandbox.AnthropicClient.accepted;
import static dev.parlance.sandbox.AnthropicClient.body;
import static dev.parlance.sandbox.AnthropicClient.hello;
import static dev.parlance.sandbox.AnthropicClient.refused;
import static dev.parlance.sandbox.AnthropicClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Anthropic refuses in headers, members, messages and blocks, in its own words. */
class AnthropicRequestTest {
    private static final String HELLO = hello("claude-sonnet-4-5", "");

    @Test
    void a_wrong_key_is_told_so() {
        refused(with("x-api-key", "bad-key"), 401, "authentication_error", "invalid x-api-key");
        refused(with("x-api-key", ""), 401, "authentication_error", "x-api-key header is required");
        refused(
                send("POST", "/v1/messages", Map.of("x-api-key", "", "authorization", "Bearer bad"), "{}"),
                401,
                "authentication_error",
                "Invalid bearer token");
    }

    @Test
    void a_bearer_token_is_as_good_as_a_key() {
        SandboxAnswer answer = send(
                "POST",
                "/v1/messages",
                Map.of("x-api-key", "", "authorization", "Bearer token"),
                SandboxClient.json(HELLO));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void the_version_header_must_be_there() {
        refused(with("anthropic-version", ""), 400, "invalid_request_error", "anthropic-version: header is required");
        refused(
                with("anthropic-version", "2020-01-01"),
                400,
                "invalid_request_error",
                "anthropic-version: \"2020-01-01\" is not a valid version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/messages"})
    void the_base_url_may_keep_its_suffix(String path) {
        assertThat(send("POST", path, Map.of(), SandboxClient.json(HELLO)).status())
                .isEqualTo(200);
    }

    @Test
    void other_paths_and_methods_do_not_exist() {
        refused(send("POST", "/v1/chat", Map.of(), "{}"), 404, "not_found_error", "Not Found");
        refused(send("GET", "/v1/messages", Map.of(), ""), 405, "invalid_request_error", "Method Not Allowed");
        refused(send("GET", "/v1/models/claude-9", Map.of(), ""), 404, "not_found_error", "model: claude-9");
    }

    @Test
    void an_unknown_model_is_named() {
        refused(
                AnthropicClient.post(hello("there-is-no-such-model", "")),
                404,
                "not_found_error",
                "model: there-is-no-such-model");
        refused(
                AnthropicClient.post(hello("claude-sonnet-4-5-20250101", "")),
                404,
                "not_found_error",
                "model: claude-sonnet-4-5-20250101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frequency_penalty",
                "presence_penalty",
                "seed",
                "n",
                "logprobs",
                "min_p",
                "response_format",
                "stop",
                "max_completion_tokens",
                "output_format",
                "parallel_tool_calls",
                "user"
            })
    void members_that_the_wire_does_not_know_are_refused(String name) {
        refused(hello("claude-sonnet-4-5", "'" + name + "':1"), name + ": Extra inputs are not permitted");
    }

    @Test
    void a_beta_brings_its_members() {
        String body = hello("claude-sonnet-4-5", """
                'output_format':{'type':'json_schema','schema':{'type':'object','properties':{'a':{'type':'integer'}}}}""");
        SandboxAnswer answer = send(
                "POST",
                "/v1/messages",
                Map.of("anthropic-beta", "structured-outputs-2025-11-13"),
                SandboxClient.json(body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'metadata':{'trace':'x'}                          | metadata.trace: Extra inputs are not permitted
                    'service_tier':'flex'                             | service_tier: Input should be ’auto’ or ’standard_only’
                    'stream':'yes'                                    | stream: Input should be a valid boolean
                    'system':[{'type':'text','text':''}]              | system: text content blocks must be non-empty
                    'system':[{'type':'text','text':'a','name':'b'}]  | system.0.text.name: Extra inputs are not permitted
                    'system':[{'type':'image'}]                       | system.0: Input tag ’image’ found using ’type’ does not match any of the expected tags: ’text’
                    'system':{'text':'a'}                             | system: Input should be a valid list
                    'output_config':{'verbosity':'low'}               | output_config.verbosity: Extra inputs are not permitted
                    """, quoteCharacter = '\0')
    void members_have_their_form(String more, String message) {
        refused(hello("claude-sonnet-4-5", more), message);
    }

    @Test
    void what_is_missing_is_named() {
        refused("{'messages':[{'role':'user','content':'a'}],'max_tokens':1}", "model: Field required");
        refused("{'model':'claude-sonnet-4-5','max_tokens':1}", "messages: Field required");
        refused(
                "{'model':'claude-sonnet-4-5','messages':[{'role':'user','content':'a'}]}",
                "max_tokens: Field required");
        refused(
                "{'model':'claude-sonnet-4-5','messages':[{'role':'user','content':'a'}],'max_tokens':0}",
                "max_tokens: Input should be greater than or equal to 1");
        refused(
                "{'model':'claude-sonnet-4-5','messages':[],'max_tokens':1}",
                "messages: at least one message is required");
        refused("[]", "Input should be a valid dictionary or object to extract fields from");
        refused("{", "The request body is not valid JSON.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    claude-3-haiku-20240307 | 4097   | 4096   | claude-3-haiku-20240307
                    claude-3-7-sonnet-20250219 | 128000 | 64000 | claude-3-7-sonnet-20250219
                    claude-opus-4-1         | 32001  | 32000  | claude-opus-4-1-20250805
                    claude-sonnet-4-0       | 64001  | 64000  | claude-sonnet-4-20250514
                    claude-haiku-4-5        | 64001  | 64000  | claude-haiku-4-5-20251001
                    claude-opus-4-6         | 128001 | 128000 | claude-opus-4-6
                    claude-sonnet-5         | 128001 | 128000 | claude-sonnet-5
                    """)
    void a_budget_beyond_the_models_output_is_refused(String model, int asked, int most, String name) {
        refused(
                "{'model':'" + model + "','max_tokens':" + asked + ",'messages':[{'role':'user','content':'a'}]}",
                "max_tokens: " + asked + " > " + most + ", which is the maximum allowed number of output tokens for "
                        + name);
    }

    @Test
    void a_prompt_beyond_the_window_is_refused() {
        refused(
                body("claude-haiku-4-5", "{'role':'user','content':'" + "ä".repeat(200_000) + "'}", ""),
                "prompt is too long: 200004 tokens > 200000 maximum");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'role':'assistant','content':'a'}                        | messages: first message must use the "user" role
                    {'role':'system','content':'a'}                           | messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.
                    {'role':'tool','content':'a'}                             | messages.0.role: Input should be ’user’ or ’assistant’
                    {'content':'a'}                                           | messages.0.role: Field required
                    {'role':'user'}                                           | messages.0.content: Field required
                    {'role':'user','content':''}                              | messages.0: all messages must have non-empty content except for the optional final assistant message
                    {'role':'user','content':[]}                              | messages.0: all messages must have non-empty content except for the optional final assistant message
                    {'role':'user','content':'a','name':'b'}                  | messages.0.name: Extra inputs are not permitted
                    {'role':'user','content':[{'type':'text','text':''}]}     | messages: text content blocks must be non-empty
                    {'role':'user','content':[{'type':'text'}]}               | messages.0.content.0.text.text: Field required
                    {'role':'user','content':[{'text':'a'}]}                  | messages.0.content.0.type: Field required
                    {'role':'user','content':[{'type':'text','text':'a','index':0}]} | messages.0.content.0.text.index: Extra inputs are not permitted
                    {'role':'user','content':[{'type':'image','image_url':'a'}]} | messages.0.content.0.image.source: Field required
                    {'role':'user','content':[{'type':'thinking','thinking':'a','signature':'b'}]} | messages.0: `thinking` blocks can only be in `assistant` messages
                    {'role':'user','content':'a'},{'role':'assistant','content':'b '} | messages: final assistant content cannot end with trailing whitespace
                    {'role':'user','content':'a'},{'role':'assistant','content':''},{'role':'user','content':'c'} | messages.1: all messages must have non-empty content except for the optional final assistant message
                    """, quoteCharacter = '\0')
    void messages_have_their_form(String messages, String message) {
        refused(body("claude-sonnet-4-5", messages, ""), message);
    }

    @Test
    void a_kind_of_block_from_another_dialect_is_refused() {
        refused(
                body(
                        "claude-sonnet-4-5",
                        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'http://127.0.0.1/a.png'}}]}",
                        ""),
                "messages.0.content.0: Input tag ’image_url’ found using ’type’ does not match any of the expected tags:"
                        + " ’document’, ’image’, ’redacted_thinking’, ’search_result’, ’text’, ’thinking’, ’tool_result’,"
                        + " ’tool_use’");
    }

    @Test
    void turns_of_one_role_side_by_side_are_one() {
        accepted(body("claude-sonnet-4-5", "{'role':'user','content':'a'},{'role':'user','content':'b'}", ""));
    }

    private static SandboxAnswer with(String header, String value) {
        return send("POST", "/v1/messages", Map.of(header, value), SandboxClient.json(HELLO));
    }
}
