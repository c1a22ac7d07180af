package dev.parlance.dialects.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to a host, byte by byte. */
class EncodeTest {
    private static final Tool WEATHER = new Tool.Function(
            "weather", "Tells the weather", RawJson.ofText("{\"type\":\"object\",\"additionalProperties\":false}"));

    private static ChatRequest.Builder asking() {
        return ChatRequest.builder("gemini-3-flash");
    }

    private static Content.Reasoning signed(String signature) {
        return new Content.Reasoning("", "gemini", null, Wire.member("thoughtSignature", "\"" + signature + "\""));
    }

    private static Content.ToolCall call(String id, String name) {
        return new Content.ToolCall(id, name, RawJson.EMPTY_OBJECT);
    }

    @Test
    void a_whole_request_has_one_order() {
        ChatRequest request = asking().system("Be short.")
                .user("Weather in Rome?")
                .tool(WEATHER)
                .toolChoice(new ToolChoice.Required())
                .temperature(0)
                .maxOutputTokens(100)
                .parameter(Parameter.STOP, JsonValue.of("END"))
                .parameter(Parameter.THINKING_SUMMARY, JsonValue.of("auto"))
                .parameter(Parameter.SERVICE_TIER, JsonValue.of("flex"))
                .thinking(new Thinking.Effort("low"))
                .extra("safetySettings", RawJson.ofText("[]"))
                .build();

        assertThat(Wire.sent(request)).isEqualTo("""
                {"contents":[{"role":"user","parts":[{"text":"Weather in Rome?"}]}],
                "systemInstruction":{"parts":[{"text":"Be short."}]},
                "tools":[{"functionDeclarations":[{"name":"weather","description":"Tells the weather",
                "parametersJsonSchema":{"type":"object","additionalProperties":false}}]}],
                "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},
                "generationConfig":{"maxOutputTokens":100,"temperature":0,"stopSequences":["END"],
                "thinkingConfig":{"thinkingLevel":"low","includeThoughts":true}},
                "serviceTier":"flex",
                "safetySettings":[]}""".replace("\n", ""));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            gemini-3-flash                       | /models/gemini-3-flash:generateContent
            models/gemini-3-flash                | /models/gemini-3-flash:generateContent
            tunedModels/mine-1                   | /tunedModels/mine-1:generateContent
            publishers/google/models/gemini-3    | /publishers/google/models/gemini-3:generateContent
            gemini-1.5-pro@001                   | /models/gemini-1.5-pro@001:generateContent
            ft:mine/x?y                          | /models/ft%3Amine%2Fx%3Fy:generateContent
            """)
    void the_path_names_the_model(String model, String path) {
        assertThat(MethodPath.of("/models/{model}:{method}", model, false)).isEqualTo(path);
    }

    @Test
    void a_full_id_takes_the_place_of_the_collection_that_the_host_has() {
        String template = "/publishers/google/models/{model}:{method}";

        assertThat(MethodPath.of(template, "gemini-3", true))
                .isEqualTo("/publishers/google/models/gemini-3:streamGenerateContent?alt=sse");
        assertThat(MethodPath.of(template, "publishers/meta/models/llama", false))
                .isEqualTo("/publishers/meta/models/llama:generateContent");
        assertThat(MethodPath.of(template, "endpoints/17", false)).isEqualTo("/endpoints/17:generateContent");
    }

    @Test
    void the_results_of_a_turn_stand_in_one_content_and_name_their_functions() {
        ChatRequest request = asking().user("hi")
                .message(Message.assistant(call("a", "read"), call("b", "write")))
                .message(Message.toolResult("b", "done"))
                .message(Message.toolResult("a", "{\"lines\":3}"))
                .user("go on")
                .build();

        assertThat(Wire.sent(request)).isEqualTo("""
                {"contents":[{"role":"user","parts":[{"text":"hi"}]},
                {"role":"model","parts":[{"functionCall":{"id":"a","name":"read","args":{}}},
                {"functionCall":{"id":"b","name":"write","args":{}}}]},
                {"role":"user","parts":[{"functionResponse":{"id":"b","name":"write","response":{"output":"done"}}},
                {"functionResponse":{"id":"a","name":"read","response":{"lines":3}}}]},
                {"role":"user","parts":[{"text":"go on"}]}]}""".replace("\n", ""));
    }

    @Test
    void ids_of_ours_are_not_sent_and_then_the_results_have_the_order_of_the_calls() {
        ChatRequest request = asking().message(
                        Message.assistant(call("call_parlance_1", "read"), call("call_parlance_2", "read")))
                .message(Message.toolResult("call_parlance_2", "second"))
                .message(Message.toolResult("call_parlance_1", "first"))
                .build();

        assertThat(Wire.sent(request)).isEqualTo("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"read","args":{}}},
                {"functionCall":{"name":"read","args":{}}}]},
                {"role":"user","parts":[{"functionResponse":{"name":"read","response":{"output":"first"}}},
                {"functionResponse":{"name":"read","response":{"output":"second"}}}]}]}""".replace("\n", ""));
    }

    @Test
    void results_without_an_id_answer_the_calls_without_one_in_order() {
        ChatRequest request = asking().message(Message.assistant(call("", "read"), call("", "write")))
                .message(Message.toolResult("", "one"))
                .message(Message.toolResult("", "two"))
                .build();

        assertThat(Wire.sent(request))
                .contains("{\"functionResponse\":{\"name\":\"read\",\"response\":{\"output\":\"one\"}}}")
                .contains("{\"functionResponse\":{\"name\":\"write\",\"response\":{\"output\":\"two\"}}}");
    }

    @Test
    void a_failed_tool_says_so() {
        Message failed = new Message.ToolResult(
                "a",
                List.of(new Content.Text("no such file")),
                Message.ContentForm.FREE,
                Wire.member("is_error", "true"));
        ChatRequest request = asking().message(Message.assistant(call("a", "read")))
                .message(failed)
                .build();

        assertThat(Wire.sent(request))
                .contains(
                        "{\"functionResponse\":{\"id\":\"a\",\"name\":\"read\",\"response\":{\"error\":\"no such file\"}}}");
    }

    @Test
    void a_signature_stands_on_the_part_that_follows_it_or_on_an_empty_text() {
        ChatRequest request = asking().message(Message.assistant(
                        new Content.Reasoning("I think.", "gemini", null, Members.NONE),
                        signed("s1"),
                        call("", "read"),
                        new Content.Text("so"),
                        signed("s2")))
                .build();

        assertThat(Wire.sent(request)).isEqualTo("""
                {"contents":[{"role":"model","parts":[{"text":"I think.","thought":true},
                {"functionCall":{"name":"read","args":{}},"thoughtSignature":"s1"},
                {"text":"so"},{"text":"","thoughtSignature":"s2"}]}]}""".replace("\n", ""));
    }

    @Test
    void a_thought_keeps_the_signature_that_is_its_own() {
        ChatRequest request = asking().message(Message.assistant(
                        new Content.Reasoning("Hm.", "gemini", null, Wire.member("thoughtSignature", "\"s\"")),
                        new Content.Text("so")))
                .build();

        assertThat(Wire.sent(request))
                .contains("{\"text\":\"Hm.\",\"thought\":true,\"thoughtSignature\":\"s\"},{\"text\":\"so\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            off         | {"thinkingBudget":0}
            on          | {"thinkingBudget":-1}
            budget:2048 | {"thinkingBudget":2048}
            high        | {"thinkingLevel":"high"}
            """)
    void thinking_has_a_level_or_a_budget(String wish, String config) {
        ChatRequest request =
                asking().user("hi").thinking(Thinking.ofWord(wish)).build();

        assertThat(Wire.sent(request)).endsWith(",\"generationConfig\":{\"thinkingConfig\":" + config + "}}");
    }

    @Test
    void the_extra_body_wins_over_parameters_and_its_word_on_thinking_stands_alone() {
        ChatRequest request = asking().user("hi")
                .temperature(1)
                .thinking(new Thinking.Effort("low"))
                .extra(
                        "generationConfig",
                        RawJson.ofText(
                                "{\"temperature\":0.5,\"thinkingConfig\":{\"thinkingBudget\":7},\"mediaResolution\":\"X\"}"))
                .build();

        assertThat(Wire.sent(request))
                .endsWith(
                        ",\"generationConfig\":{\"temperature\":0.5,\"thinkingConfig\":{\"thinkingBudget\":7},\"mediaResolution\":\"X\"}}");
        assertThat(new GeminiDialect().thinkingIn(request.extraBody())).isEqualTo(new Thinking.Budget(7));
    }

    @Test
    void a_schema_of_the_answer_is_json_schema_unless_the_client_spoke_the_dialect() {
        RawJson schema = RawJson.ofText("{\"type\":\"object\"}");
        ResponseFormat general = new ResponseFormat.JsonSchema("a", null, schema, true, Members.NONE);
        ResponseFormat own = new ResponseFormat.JsonSchema(
                "a", null, schema, null, Wire.member("responseSchema", "{\"type\":\"OBJECT\"}"));

        assertThat(Wire.sent(asking().user("hi").responseFormat(general).build()))
                .endsWith("{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"}}}");
        assertThat(Wire.sent(asking().user("hi").responseFormat(own).build()))
                .endsWith("{\"responseMimeType\":\"application/json\",\"responseSchema\":{\"type\":\"OBJECT\"}}}");
        assertThat(Wire.sent(asking().user("hi")
                        .responseFormat(new ResponseFormat.JsonObject())
                        .build()))
                .endsWith("{\"responseMimeType\":\"application/json\"}}");
    }

    @Test
    void functions_stand_together_and_a_choice_needs_one() {
        Tool search = new Tool.Opaque("gemini", RawJson.ofText("{\"googleSearch\":{}}"));

        assertThat(Wire.sent(asking().user("hi")
                        .tool(search)
                        .toolChoice(new ToolChoice.Auto())
                        .build()))
                .endsWith(",\"tools\":[{\"googleSearch\":{}}]}");
        assertThat(Wire.sent(asking().user("hi")
                        .tool(new Tool.Function("a", null, null, null, Members.NONE, Members.NONE))
                        .tool(new Tool.Function("b", null, null, null, Members.NONE, Members.NONE))
                        .tool(search)
                        .toolChoice(new ToolChoice.Named("a"))
                        .build()))
                .endsWith(
                        ",\"tools\":[{\"functionDeclarations\":[{\"name\":\"a\"},{\"name\":\"b\"}]},{\"googleSearch\":{}}],"
                                + "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"a\"]}}}");
    }

    @Test
    void media_are_bytes_or_files() {
        ChatRequest request = asking().message(Message.user("look")
                        .withContent(List.of(
                                new Media(
                                        Media.Kind.IMAGE,
                                        "data:image/png;base64,AAAA",
                                        Wire.member("detail", "\"low\"")),
                                new Media(Media.Kind.IMAGE, "https://example.com/a.png?x=1", Members.NONE),
                                new Media(
                                        Media.Kind.FILE,
                                        "gs://bucket/a",
                                        Wire.member("mimeType", "\"application/pdf\"")))))
                .build();

        assertThat(Wire.sent(request)).isEqualTo("""
                {"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}},
                {"fileData":{"mimeType":"image/png","fileUri":"https://example.com/a.png?x=1"}},
                {"fileData":{"mimeType":"application/pdf","fileUri":"gs://bucket/a"}}]}]}""".replace("\n", ""));
    }

    @Test
    void arguments_that_are_no_object_become_one() {
        Content.ToolCall broken = new Content.ToolCall("a", "f", RawJson.ofText("{\"x\":"));
        Content.ToolCall empty = new Content.ToolCall("b", "f", RawJson.ofText(""));

        assertThat(Wire.sent(asking().message(Message.assistant(broken, empty)).build()))
                .contains("\"args\":{\"INVALID_JSON\":\"{\\\"x\\\":\"}")
                .contains("{\"id\":\"b\",\"name\":\"f\",\"args\":{}}");
    }

    @Test
    void every_system_message_is_part_of_the_instruction() {
        ChatRequest request = asking().system("one").user("hi").system("two").build();

        assertThat(Wire.sent(request))
                .endsWith(",\"systemInstruction\":{\"parts\":[{\"text\":\"one\"},{\"text\":\"two\"}]}}");
    }
}
