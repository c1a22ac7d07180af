package dev.parlance.dialects.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request of a client means in neutral words, and how it is told that it cannot be read. */
class InboundTest {
    private static final String USER = "'model':'a/b','messages':[{'role':'user','content':'hi'}]";

    private static ChatRequest with(String members) {
        return Messages.read("{" + USER + "," + members + "}");
    }

    private static RawJson raw(String json) {
        return RawJson.of(Json.parse(json.replace('\'', '"')));
    }

    @Test
    void parameters_have_their_neutral_names() {
        ChatRequest request = with(
                "'max_tokens':9,'temperature':0.5,'top_p':null,'stop_sequences':['a'],'metadata':{'user_id':'u'},'service_tier':'auto','stream':true");

        assertThat(request.parameters().asked().keySet())
                .containsExactly(
                        Parameter.MAX_OUTPUT_TOKENS,
                        Parameter.TEMPERATURE,
                        Parameter.STOP,
                        Parameter.SERVICE_TIER,
                        Parameter.USER);
        assertThat(request.streaming()).isEqualTo(ChatRequest.Streaming.WITH_USAGE);
        assertThat(request.dialect()).isEqualTo("anthropic-messages");
        assertThat(request.extraBody()).isEqualTo(Members.NONE);
        assertThat(with("'stream':false").streaming()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'thinking':{'type':'disabled'}|off",
                "'thinking':{'type':'enabled','budget_tokens':2048}|budget:2048",
                "'thinking':{'type':'enabled','budget_tokens':0}|off",
                "'thinking':{'type':'enabled'}|on",
                "'thinking':{'type':'enabled'},'output_config':{'effort':'max'}|max",
                "'thinking':{'type':'adaptive'}|on",
                "'thinking':{'type':'adaptive'},'output_config':{'effort':'XHigh'}|xhigh",
                "'output_config':{'effort':'low'}|default",
                "'thinking':{'type':'newest'}|default",
                "'thinking':null|default"
            },
            quoteCharacter = '~')
    void thinking_is_one_neutral_wish(String members, String word) {
        assertThat(with(members).thinking()).isEqualTo(Thinking.ofWord(word));
    }

    @Test
    void tools_choice_and_format_are_neutral() {
        ChatRequest request = with(
                "'tools':[{'name':'f','input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}},{'type':'bash_20250124','name':'bash'}],"
                        + "'tool_choice':{'type':'any','disable_parallel_tool_use':true},'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}");

        assertThat(request.tools())
                .containsExactly(
                        new Tool.Function(
                                "f",
                                null,
                                raw("{'type':'object'}"),
                                null,
                                Members.NONE,
                                Members.of("cache_control", raw("{'type':'ephemeral'}"))),
                        new Tool.Opaque("anthropic-messages", raw("{'type':'bash_20250124','name':'bash'}")));
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(request.parameters().get(Parameter.PARALLEL_TOOL_CALLS)).isEqualTo(JsonValue.of(false));
        assertThat(request.responseFormat())
                .isEqualTo(
                        new ResponseFormat.JsonSchema("response", null, raw("{'type':'object'}"), null, Members.NONE));
    }

    @Test
    void tool_results_are_messages_of_their_own_before_what_the_user_says() {
        ChatRequest request = Messages.read(
                "{'model':'a/b','system':'be brief','messages':[{'role':'user','content':'hi'},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}]},"
                        + "{'role':'user','content':[{'type':'text','text':'and'},{'type':'tool_result','tool_use_id':'t1','is_error':true,'content':[{'type':'text','text':'boom'}]}]}]}");

        assertThat(request.messages().stream().map(message -> message.getClass().getSimpleName()))
                .containsExactly("System", "User", "Assistant", "ToolResult", "User");
        assertThat(request.messages().get(3))
                .isEqualTo(new Message.ToolResult(
                        "t1",
                        List.of(new Content.Text("boom")),
                        Message.ContentForm.PARTS,
                        Members.of("is_error", raw("true"))));
    }

    @Test
    void a_document_is_a_file_and_its_title_the_name() {
        Content part = Messages.read(
                        "{'model':'a/b','messages':[{'role':'user','content':[{'type':'document','title':'a.txt','source':{'type':'text','media_type':'text/plain','data':'hi'}}]}]}")
                .messages()
                .getFirst()
                .content()
                .getFirst();

        assertThat(part)
                .isEqualTo(new Content.Media(
                        Content.Media.Kind.FILE,
                        "data:text/plain;base64,aGk=",
                        Members.of("filename", raw("'a.txt'"))));
    }

    @Test
    void only_a_signature_of_ours_is_opened() {
        String ours = CarriedReasoning.of("reasoning_content", Members.NONE, new Origin("deepseek", "openai-chat"))
                .sealed();
        ChatRequest request = Messages.read(
                "{'model':'a/b','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':["
                        + "{'type':'thinking','thinking':'a','signature':'" + ours
                        + "'},{'type':'thinking','thinking':'b','signature':'theirs'},"
                        + "{'type':'redacted_thinking','data':'" + ours
                        + "'},{'type':'redacted_thinking','data':'xyz'}]}]}");

        assertThat(request.messages().get(1).content())
                .containsExactly(
                        new Content.Reasoning("a", "deepseek", "reasoning_content", Members.NONE),
                        new Content.Reasoning("b", null, "thinking", Members.of("signature", raw("'theirs'"))),
                        new Content.Reasoning("", "deepseek", "reasoning_content", Members.NONE),
                        new Content.Reasoning("", null, "redacted_thinking", Members.of("data", raw("'xyz'"))));
    }

    @Test
    void betas_come_by_header_and_by_body() {
        RequestTarget target = new RequestTarget(null, null, true, Map.of("anthropic-beta", "b-2, c-3"));

        assertThat(Messages.read("{" + USER + ",'anthropic_beta':['a-1','b-2']}", target)
                        .extraBody()
                        .get("anthropic_beta"))
                .isEqualTo(raw("['a-1','b-2','c-3']"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|body|must be a JSON object",
                "{'model':'a/b'|body|not valid JSON",
                "{'messages':[]}|model|\"model\" is missing",
                "{'model':7,'messages':[]}|model|must be a string",
                "{'model':'a/b'}|messages|\"messages\" is missing",
                "{'model':'a/b','messages':{}}|messages|must be an array",
                "{'model':'a/b','messages':[]}|messages|at least one message",
                "{'model':'a/b','model':'c','messages':[]}|model|stands twice",
                "{'model':'a/b','messages':['x']}|messages|messages[0] must be an object",
                "{'model':'a/b','messages':[{'role':'user'}]}|messages|messages[0].content is missing",
                "{'model':'a/b','messages':[{'content':'x'}]}|messages|messages[0].role is missing",
                "{'model':'a/b','messages':[{'role':'tool','content':'x'}]}|messages|role is \"tool\"",
                "{'model':'a/b','messages':[{'role':'user','content':7}]}|messages|must be a string or an array",
                "{'model':'a/b','messages':[{'role':'user','content':['x']}]}|messages|messages[0].content[0] must be an object",
                "{'model':'a/b','messages':[{'role':'user','content':[{}]}]}|messages|messages[0].content[0].type is missing",
                "{'model':'a/b','messages':[{'role':'user','content':[{'type':'text'}]}]}|messages|.text must be a string",
                "{'model':'a/b','messages':[{'role':'user','content':[{'type':'tool_result'}]}]}|messages|tool_use_id",
                "{'model':'a/b','messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t'}]}]}|messages|.name is missing",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'max_tokens':'many'}|max-output-tokens|max_tokens must be a whole number",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'stream':'yes'}|stream|must be true or false",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'thinking':true}|thinking|must be an object",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':1.5}}|thinking|whole number",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'tools':{}}|tools|must be an array",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'tools':[{}]}|tools|tools[0].name is missing",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'tool_choice':'auto'}|tool-choice|must be an object",
                "{'model':'a/b','messages':[{'role':'user','content':'x'}],'metadata':'u'}|user|must be an object"
            })
    void what_cannot_be_read_is_told_with_its_place(String body, String parameter, String message) {
        assertThatThrownBy(() -> Messages.read(body))
                .isInstanceOfSatisfying(ParlanceException.InvalidRequest.class, fault -> {
                    assertThat(fault.failure().parameter()).isEqualTo(parameter);
                    assertThat(fault.failure().message()).contains(message);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST,,invalid_request_error,400",
        "CONTENT_FILTERED,,invalid_request_error,400",
        "UNAUTHENTICATED,,authentication_error,401",
        "QUOTA_EXHAUSTED,429,billing_error,402",
        "NOT_PERMITTED,,permission_error,403",
        "MODEL_NOT_FOUND,,not_found_error,404",
        "REQUEST_TOO_LARGE,,request_too_large,413",
        "RATE_LIMITED,,rate_limit_error,429",
        "OVERLOADED,,overloaded_error,529",
        "OVERLOADED,503,overloaded_error,503",
        "TIMED_OUT,,timeout_error,504",
        "SERVER_FAILED,500,api_error,500",
        "STREAM_TRUNCATED,,api_error,502"
    })
    void failures_have_the_words_and_the_status_of_the_dialect(
            ErrorKind kind, @Nullable Integer status, String type, int answered) {
        ParlanceException error = ParlanceException.of(
                kind, new Failure("boom", null, null, null, "req_1", status, null, null, null, null));
        byte[] body = Messages.INBOUND.encodeError(error);

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"boom\"},\"request_id\":\"req_1\"}");
        assertThat(Messages.INBOUND.status(error)).isEqualTo(answered);
    }

    @Test
    void a_conversation_that_is_too_long_is_told_in_the_words_that_agents_look_for() {
        ParlanceException error = new ParlanceException.ContextOverflow(Failure.of("maximum context length is 8"));

        assertThat(Objects.requireNonNull(((JsonValue.JsonObject) Json.parse(Messages.INBOUND.encodeError(error)))
                                .object("error"))
                        .text("message"))
                .isEqualTo("prompt is too long: maximum context length is 8");
    }
}
