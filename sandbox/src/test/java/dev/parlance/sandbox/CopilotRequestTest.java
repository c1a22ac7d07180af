package dev.parlance.sandbox;

import static dev.parlance.sandbox.HostChat.continued;
import static dev.parlance.sandbox.HostChat.looped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.copilot.CopilotHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Copilot refuses: nearly everything that was not seen there. */
class CopilotRequestTest {
    private static final HostChat HOST = new HostChat(
            new CopilotHost(),
            Map.of(
                    "authorization", "Bearer tid=session",
                    "editor-version", "vscode/1.104.1",
                    "copilot-integration-id", "vscode-chat"));
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{}}}}]";
    private static final String GEMINI = "gemini-3.1-pro-preview";

    @ParameterizedTest
    @CsvSource({"editor-version,Editor-Version", "copilot-integration-id,Copilot-Integration-Id"})
    void the_headers_of_an_editor_are_required(String header, String shown) {
        SandboxAnswer answer = HOST.with(header, "").chat(hello("gpt-4o", "'temperature':0"));
        assertThat(answer.body()).isEqualTo("bad request: missing " + shown + " header for IDE auth\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().get("content-type")).startsWith("text/plain");
        assertThat(HOST.with(header, "").send("GET", "/models", "").status()).isEqualTo(400);
    }

    @Test
    void a_token_is_required_and_may_have_expired() {
        HOST.objects(
                HOST.with("authorization", "").chat(hello("gpt-4o", "'temperature':0")),
                401,
                "unauthorized: missing Authorization header");
        HOST.objects(
                HOST.with("authorization", "Bearer bad").chat(hello("gpt-4o", "'temperature':0")),
                401,
                "token expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top_p",
                "presence_penalty",
                "frequency_penalty",
                "parallel_tool_calls",
                "seed",
                "stop",
                "n",
                "max_completion_tokens",
                "thinking",
                "logprobs",
                "user",
                "store",
                "whatever"
            })
    void fields_that_nobody_was_seen_to_send_are_refused(String name) {
        HOST.refused(
                hello("gpt-4o", "'" + name + "':1"),
                400,
                "{'error':{'message':'unknown field: " + name + "','code':'invalid_request_body'}}");
    }

    @Test
    void the_known_fields_are_taken() {
        HOST.accepted(hello(
                "gpt-4o",
                "'max_tokens':100,'temperature':0.2,'stream':false,'stream_options':null,'tool_choice':'required',"
                        + TOOLS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpt-5.4                | none low medium high xhigh | minimal max
            claude-opus-4.7        | low medium high xhigh max  | none minimal
            gemini-3.1-pro-preview | low medium high            | none xhigh
            """)
    void an_effort_is_taken_where_it_is_listed(String model, String taken, String refused) {
        for (String effort : taken.split(" ")) {
            HOST.accepted(hello(model, "'reasoning_effort':'" + effort + "'"));
        }
        for (String effort : refused.split(" ")) {
            HOST.objects(
                    HOST.chat(hello(model, "'reasoning_effort':'" + effort + "'")), 400, "invalid_reasoning_effort");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4o-mini", "claude-3.7-sonnet"})
    void an_effort_is_refused_where_none_is_listed(String model) {
        HOST.objects(HOST.chat(hello(model, "'reasoning_effort':'low'")), 400, "invalid_reasoning_effort");
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o,true", "gpt-5.4,true", "claude-opus-4.7,true", "gemini-3.1-pro-preview,false"})
    void a_response_format_needs_structured_outputs(String model, boolean taken) {
        assertThat(HOST.chat(
                                hello(
                                        model,
                                        "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'type':'object'}}}"))
                        .status())
                .isEqualTo(taken ? 200 : 400);
    }

    @Test
    void some_models_are_elsewhere() {
        HOST.refused(
                hello("gpt-5.3-codex", "'temperature':1"),
                400,
                "{'error':{'message':'model \\'gpt-5.3-codex\\' is not accessible via the /chat/completions endpoint','code':'unsupported_api_for_model'}}"
                        .replace("\\'", "\\\""));
        HOST.accepted(HOST.send("POST", "/responses", "{'model':'gpt-5.3-codex','input':'hi'}"));
        HOST.objects(
                HOST.send("POST", "/responses", "{'model':'claude-opus-4.7','input':'hi'}"),
                400,
                "is not accessible via the /responses endpoint");
        HOST.accepted(HOST.send(
                "POST",
                "/v1/messages",
                "{'model':'claude-opus-4.7','max_tokens':100,'messages':[{'role':'user','content':'hi'}]}"));
        HOST.objects(
                HOST.with("editor-version", "").send("POST", "/responses", "{'model':'gpt-5.3-codex','input':'hi'}"),
                400,
                "missing Editor-Version header");
    }

    @Test
    void a_model_may_be_left_to_copilot_but_not_made_up() {
        assertThat(HOST.answer("{'messages':[{'role':'user','content':'hi'}]}").text("model"))
                .isEqualTo("gpt-4o-2024-11-20");
        HOST.objects(HOST.chat(hello("gpt-99", "'temperature':1")), 400, "model_not_supported");
    }

    @Test
    void there_is_no_version_in_the_path() {
        SandboxAnswer answer = HOST.send("POST", "/v1/chat/completions", hello("gpt-4o", "'temperature':1"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("404 page not found\n");
    }

    @Test
    void pictures_need_a_header_of_their_own() {
        String body =
                "{'model':'gpt-4o','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]}";
        HOST.refused(
                body,
                400,
                "{'error':{'message':'missing required Copilot-Vision-Request header for vision requests','code':''}}");
        HOST.accepted(HOST.with("copilot-vision-request", "true").chat(body));
    }

    @Test
    void files_are_refused() {
        HOST.objects(
                HOST.chat(
                        "{'model':'gpt-4o','messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'x'}}]}]}"),
                400,
                "type has to be either 'image_url' or 'text'");
    }

    @Test
    void messages_have_known_members_and_roles_only() {
        HOST.accepted(
                "{'model':'claude-opus-4.7','messages':[{'role':'user','content':'hi','copilot_cache_control':{'type':'ephemeral'}}]}");
        HOST.objects(
                HOST.chat(
                        "{'model':'gpt-4o','messages':[{'role':'assistant','content':'a','reasoning_content':'b'},{'role':'user','content':'hi'}]}"),
                400,
                "unknown field: messages[0].reasoning_content");
        for (String model : List.of("gpt-4o", "claude-opus-4.7")) {
            HOST.objects(
                    HOST.chat(
                            "{'model':'" + model
                                    + "','messages':[{'role':'assistant','content':'a','reasoning_text':'b'},{'role':'user','content':'hi'}]}"),
                    400,
                    "unknown field: messages[0].reasoning_text");
        }
        HOST.objects(
                HOST.chat("{'model':'gpt-4o','messages':[{'role':'developer','content':'hi'}]}"),
                400,
                "invalid role developer");
    }

    @Test
    void gemini_wants_text_and_proof_of_its_reasoning_back() {
        String first = hello(GEMINI, TOOLS);
        JsonObject message = HOST.message(first);
        assertThat(message.text("reasoning_text")).startsWith("The user asks");
        assertThat(message.text("reasoning_opaque")).hasSize(64);
        HOST.accepted(HOST.chat(looped(first, message)));
        JsonObject silent = message.without("reasoning_text").without("reasoning_opaque");
        HOST.objects(HOST.chat(looped(first, silent)), 400, "missing a thought_signature");
        HOST.objects(HOST.chat(looped(first, message.without("reasoning_opaque"))), 400, "missing a thought_signature");
        corrupted(looped(first, message.without("reasoning_text")));
        corrupted(looped(first, message.with("reasoning_text", JsonValue.of("else"))));
        corrupted(looped(first, message.with("reasoning_opaque", JsonValue.of("AAAA"))));
    }

    @Test
    void gemini_wants_the_proof_on_the_message_with_the_calls() {
        String first = hello(GEMINI, TOOLS);
        JsonObject message = HOST.message(first);
        JsonObject calls = message.without("reasoning_text").without("reasoning_opaque");
        JsonObject thought = message.without("tool_calls").with("content", JsonValue.of("I look."));
        corrupted(continued(first, thought, calls, HostChat.results(calls).getFirst()));
    }

    @Test
    void gemini_leaves_foreign_calls_in_peace() {
        HOST.accepted("""
                {'model':'gemini-3.1-pro-preview','messages':[{'role':'user','content':'hi'},
                {'role':'assistant','tool_calls':[{'id':'call_abc','type':'function','function':{'name':'look','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'call_abc','content':'12'}]}""");
    }

    @Test
    void a_used_up_quota_is_plain_text() {
        SandboxAnswer answer =
                HOST.chat("{'model':'gpt-4o','messages':[{'role':'user','content':'[[status 429 quota]]'}]}");
        assertThat(answer.body()).isEqualTo("quota exceeded\n");
        assertThat(answer.headers().get("content-type")).startsWith("text/plain");
    }

    private static void corrupted(JsonObject body) {
        HOST.objects(HOST.chat(body), 400, "Corrupted thought signature.");
    }

    private static String hello(String model, String members) {
        return "{'model':'" + model + "'," + members + ",'messages':[{'role':'user','content':'hi'}]}";
    }
}
