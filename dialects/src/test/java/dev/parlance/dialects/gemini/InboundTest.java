package dev.parlance.dialects.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests of clients say. */
class InboundTest {
    private static final String HI = "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]";

    private static ChatRequest with(String members) {
        return Wire.read("{" + HI + "," + members + "}");
    }

    private static ChatRequest contents(String... contents) {
        return Wire.read("{\"contents\":[" + String.join(",", contents) + "]}");
    }

    private static Tool.Function function(ChatRequest request) {
        return (Tool.Function) request.tools().getFirst();
    }

    private static JsonValue json(@Nullable RawJson raw) {
        return Objects.requireNonNull(raw).value();
    }

    @Test
    void the_path_names_model_and_stream() {
        InboundRequest read = Wire.inbound("{" + HI + "}", Wire.EVENTS);

        assertThat(read.request().model()).isEqualTo("gemini/gemini-3-flash");
        assertThat(read.request().streaming()).isEqualTo(ChatRequest.Streaming.WITH_USAGE);
        assertThat(read.request().dialect()).isEqualTo("gemini");
        assertThat(Wire.read("{" + HI + "}").streaming()).isNull();
        assertThat(Wire.inbound("{\"model\":\"models/m\"," + HI + "}", RequestTarget.NONE)
                        .request()
                        .model())
                .isEqualTo("m");
    }

    @Test
    void the_stream_type_is_what_the_client_reads() {
        assertThat(new GeminiInbound().streamType(Wire.inbound("{" + HI + "}", Wire.EVENTS)))
                .isEqualTo("text/event-stream");
        assertThat(new GeminiInbound().streamType(Wire.inbound("{" + HI + "}", Wire.ARRAY)))
                .startsWith("application/json");
    }

    @Test
    void both_spellings_of_proto_json_are_read() {
        ChatRequest camel = with(
                "\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},\"generationConfig\":{\"maxOutputTokens\":5,"
                        + "\"topP\":0.5,\"thinkingConfig\":{\"thinkingBudget\":64,\"includeThoughts\":true}},\"cachedContent\":\"c\"");
        ChatRequest snake = with(
                "\"system_instruction\":{\"parts\":[{\"text\":\"s\"}]},\"generation_config\":{\"max_output_tokens\":\"5\","
                        + "\"top_p\":0.5,\"thinking_config\":{\"thinking_budget\":64,\"include_thoughts\":true}},\"cached_content\":\"c\"");

        assertThat(snake).isEqualTo(camel);
        assertThat(camel.thinking()).isEqualTo(new Thinking.Budget(64));
        assertThat(camel.parameters().get(Parameter.THINKING_SUMMARY)).isEqualTo(JsonValue.of("auto"));
        assertThat(camel.parameters().get(Parameter.MAX_OUTPUT_TOKENS)).isEqualTo(JsonValue.of(5));
        assertThat(camel.extraBody().get("cachedContent")).isNotNull();
        assertThat(camel.messages().getFirst()).isInstanceOf(Message.System.class);
    }

    @Test
    void every_parameter_of_the_dialect_is_read() {
        ChatRequest request = with(
                "\"serviceTier\":\"flex\",\"generationConfig\":{\"temperature\":0,\"topP\":1,\"topK\":40.0,\"maxOutputTokens\":9,"
                        + "\"stopSequences\":[\"a\"],\"seed\":7,\"candidateCount\":1,\"presencePenalty\":0.1,\"frequencyPenalty\":0.2,"
                        + "\"responseLogprobs\":true,\"logprobs\":3,\"responseModalities\":[\"TEXT\",2]}");

        assertThat(request.parameters().asked().keySet())
                .containsExactlyInAnyOrder(
                        Parameter.SERVICE_TIER,
                        Parameter.TEMPERATURE,
                        Parameter.TOP_P,
                        Parameter.TOP_K,
                        Parameter.MAX_OUTPUT_TOKENS,
                        Parameter.STOP,
                        Parameter.SEED,
                        Parameter.N,
                        Parameter.PRESENCE_PENALTY,
                        Parameter.FREQUENCY_PENALTY,
                        Parameter.LOGPROBS,
                        Parameter.TOP_LOGPROBS,
                        Parameter.MODALITIES);
        assertThat(request.parameters().get(Parameter.MODALITIES))
                .isEqualTo(JsonValue.strings(List.of("text", "image")));
        assertThat(request.extraBody().isEmpty()).isTrue();
    }

    @Test
    void what_has_no_neutral_form_stays_where_it_was() {
        ChatRequest request = with(
                "\"safetySettings\":[],\"labels\":null,\"generationConfig\":{\"mediaResolution\":\"LOW\","
                        + "\"thinkingConfig\":{\"newer\":1}},\"toolConfig\":{\"retrievalConfig\":{},\"functionCallingConfig\":{\"mode\":\"AUTO\",\"streamed\":true}}");

        assertThat(request.extraBody().byName().keySet())
                .containsExactlyInAnyOrder("safetySettings", "generationConfig", "toolConfig");
        assertThat(json(request.extraBody().get("generationConfig")))
                .isEqualTo(Wire.json("{\"mediaResolution\":\"LOW\",\"thinkingConfig\":{\"newer\":1}}"));
        assertThat(json(request.extraBody().get("toolConfig")))
                .isEqualTo(Wire.json("{\"retrievalConfig\":{},\"functionCallingConfig\":{\"streamed\":true}}"));
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Auto());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"thinkingBudget":0}                          | off
            {"thinkingBudget":-1}                         | on
            {"thinkingBudget":"512"}                      | budget:512
            {"thinkingLevel":"HIGH"}                      | high
            {"thinkingLevel":"THINKING_LEVEL_UNSPECIFIED"}| default
            {"thinkingLevel":"low","thinkingBudget":-1}   | low
            {"includeThoughts":true}                      | default
            """)
    void thinking_is_a_wish(String config, String wish) {
        ChatRequest request = with("\"generationConfig\":{\"thinkingConfig\":" + config + "}");

        assertThat(request.thinking().word()).isEqualTo(wish);
    }

    @Test
    void of_a_level_and_a_budget_the_budget_counts_and_that_is_reported() {
        InboundRequest read = Wire.inbound(
                "{" + HI
                        + ",\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"low\",\"thinkingBudget\":99}}}",
                Wire.PLAIN);

        assertThat(read.request().thinking()).isEqualTo(new Thinking.Budget(99));
        assertThat(read.adjustments())
                .singleElement()
                .extracting(Adjustment::parameter, Adjustment::kind, Adjustment::asked)
                .containsExactly("thinking", Adjustment.Kind.DROPPED, JsonValue.of("low"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mode":"AUTO"}                                     | auto
            {"mode":"none"}                                     | none
            {"mode":2}                                          | required
            {"mode":"ANY","allowedFunctionNames":["f"]}         | named
            {"mode":"ANY","allowed_function_names":["f","g"]}   | other
            {"mode":"VALIDATED"}                                | other
            """)
    void every_mode_is_a_choice_and_comes_back(String config, String choice) {
        String body =
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"},{\"name\":\"g\"}]}],\"toolConfig\":{\"functionCallingConfig\":"
                        + config + "}";
        ChatRequest request = with(body);
        JsonValue sent = Objects.requireNonNull(Wire.json(Wire.sent(request)).object("toolConfig"))
                .get("functionCallingConfig");

        assertThat(Objects.requireNonNull(request.toolChoice()).word()).isEqualTo(choice);
        assertThat(sent)
                .isEqualTo(Wire.json(config.replace("none", "NONE")
                        .replace("2", "\"ANY\"")
                        .replace("allowed_function_names", "allowedFunctionNames")));
    }

    @Test
    void schemas_of_the_dialect_become_json_schema_and_are_kept_as_they_were() {
        String own = """
                {"type":"OBJECT","properties":{"type":{"type":1,"format":"enum","enum":["a"],"nullable":true},
                "list":{"type":"ARRAY","items":{"type":"INTEGER"},"maxItems":"5"},"any_of":{"anyOf":[{"type":"STRING"}],"nullable":true}},
                "required":["type"],"propertyOrdering":["type"]}""".replace("\n", "");
        ChatRequest request =
                with("\"tools\":[{\"function_declarations\":[{\"name\":\"f\",\"parameters\":" + own + "}]}]");

        assertThat(json(function(request).parameters())).isEqualTo(Wire.json("""
                {"type":"object","properties":{"type":{"type":["string","null"],"enum":["a",null]},
                "list":{"type":"array","items":{"type":"integer"},"maxItems":5},
                "any_of":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["type"]}"""));
        assertThat(Wire.sent(request)).contains("\"parameters\":" + own);
    }

    @Test
    void one_entry_may_declare_functions_and_switch_on_tools() {
        ChatRequest request = with(
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":{\"type\":\"object\"}}],\"codeExecution\":{}}]");

        assertThat(request.tools()).hasSize(2);
        assertThat(function(request).extra().isEmpty()).isTrue();
        assertThat(request.tools().getLast())
                .isEqualTo(new Tool.Opaque("gemini", RawJson.ofText("{\"codeExecution\":{}}")));
    }

    @Test
    void the_form_of_the_answer_is_read() {
        ChatRequest own = with(
                "\"generationConfig\":{\"responseMimeType\":\"application/json\",\"responseSchema\":{\"type\":\"STRING\"}}");
        ChatRequest words = with(
                "\"generationConfig\":{\"responseMimeType\":\"text/x.enum\",\"responseSchema\":{\"enum\":[\"a\"]}}");

        assertThat(own.responseFormat())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonSchema.class,
                        format -> assertThat(json(format.schema())).isEqualTo(Wire.json("{\"type\":\"string\"}")));
        assertThat(Wire.sent(own)).contains("\"responseSchema\":{\"type\":\"STRING\"}");
        assertThat(words.responseFormat()).isInstanceOf(ResponseFormat.Opaque.class);
        assertThat(Wire.sent(words))
                .contains("{\"responseMimeType\":\"text/x.enum\",\"responseSchema\":{\"enum\":[\"a\"]}}");
        assertThat(with("\"generationConfig\":{\"responseMimeType\":\"application/json\"}")
                        .responseFormat())
                .isEqualTo(new ResponseFormat.JsonObject());
    }

    @Test
    void calls_and_results_without_ids_are_paired_by_name_and_order_with_ids_that_stay() {
        ChatRequest request = contents(
                "{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}",
                "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"a\",\"args\":{\"n\":1}}},{\"functionCall\":{\"name\":\"b\"}},"
                        + "{\"functionCall\":{\"name\":\"a\",\"id\":\"call_parlance_3\"}},{\"functionCall\":{\"name\":\"a\"}}]}",
                "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"b\",\"response\":{\"output\":\"B\"}}},"
                        + "{\"functionResponse\":{\"name\":\"a\",\"response\":{\"output\":\"A1\"}}},"
                        + "{\"functionResponse\":{\"name\":\"a\",\"id\":\"call_parlance_3\",\"response\":{\"output\":\"A2\"}}},"
                        + "{\"functionResponse\":{\"name\":\"renamed\",\"response\":{\"output\":\"A3\"}}}]}");

        assertThat(request.messages().get(1).content())
                .extracting(part -> ((Content.ToolCall) part).id())
                .containsExactly("call_parlance_1", "call_parlance_2", "call_parlance_3", "call_parlance_4");
        assertThat(request.messages().subList(2, 6))
                .extracting(message -> ((Message.ToolResult) message).callId() + " "
                        + ((Content.Text) message.content().getFirst()).text())
                .containsExactly("call_parlance_2 B", "call_parlance_1 A1", "call_parlance_3 A2", "call_parlance_4 A3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output\":\"plain\"}",
                "{\"output\":\"{\\\"looks\\\":\\\"like JSON\\\"}\"}",
                "{\"output\":\"\"}",
                "{\"output\":7}",
                "{\"error\":\"broke\"}",
                "{\"error\":{\"code\":1}}",
                "{\"error\":\"{}\"}",
                "{\"error\":[1]}",
                "{\"result\":\"40 C\"}",
                "{\"output\":\"a\",\"more\":1.50}",
                "{}"
            })
    void a_response_of_a_function_comes_back_as_it_was(String response) {
        String body = "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}}]},"
                + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":" + response
                + "}}]}]}";

        assertThat(Wire.json(Wire.through(body))).isEqualTo(Wire.json(body));
    }

    @Test
    void the_text_of_a_response_is_the_tools_own_and_a_failure_is_marked() {
        ChatRequest request = contents(
                "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}},{\"functionCall\":{\"name\":\"g\"}}]}",
                "{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{\"output\":\"line 1\\nline 2\"}}},"
                        + "{\"functionResponse\":{\"name\":\"g\",\"response\":{\"error\":\"broke\"}}}]}");

        assertThat(request.messages().get(1).content()).containsExactly(new Content.Text("line 1\nline 2"));
        assertThat(request.messages().get(1).extra().isEmpty()).isTrue();
        assertThat(request.messages().get(2).content()).containsExactly(new Content.Text("broke"));
        assertThat(request.messages().get(2).extra()).isEqualTo(Wire.member("is_error", "true"));
    }

    @Test
    void adjacent_contents_of_the_model_are_one_turn_and_come_back_as_steps() {
        String body = "{\"contents\":["
                + "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{},\"id\":\"1\"},\"thoughtSignature\":\"s\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"g\",\"args\":{},\"id\":\"2\"},\"thoughtSignature\":\"t\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"and\"},{\"functionCall\":{\"name\":\"h\",\"args\":{},\"id\":\"3\"}}]}]}";

        assertThat(Wire.read(body).messages()).hasSize(1);
        assertThat(Wire.json(Wire.through(body))).isEqualTo(Wire.json(body));
    }

    @Test
    void a_stream_that_a_client_kept_in_pieces_is_one_turn() {
        ChatRequest request = contents(
                "{\"role\":\"model\",\"parts\":[{\"text\":\"I \",\"thought\":true}]}",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"think\",\"thought\":true}]}",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"Hel\"}]}",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"lo\"}]}",
                "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"id\":\"1\"}}]}",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]}");

        assertThat(request.messages()).hasSize(1);
        assertThat(request.messages().getFirst().content())
                .containsExactly(
                        new Content.Reasoning("I think", null, null, Wire.member("thought", "true")),
                        new Content.Text("Hello"),
                        new Content.ToolCall("1", "f", RawJson.EMPTY_OBJECT, Wire.member("item", "\"begins\"")));
    }

    @Test
    void results_and_words_in_one_content_stay_in_one() {
        String body =
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{},\"id\":\"1\"}}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"id\":\"1\",\"name\":\"f\",\"response\":{\"a\":1}}},{\"text\":\"and now?\"}]}]}";

        assertThat(Wire.read(body).messages()).hasSize(3);
        assertThat(Wire.json(Wire.through(body))).isEqualTo(Wire.json(body));
    }

    @Test
    void media_in_requests_and_results_come_back() {
        String body = "{\"contents\":[{\"role\":\"user\",\"parts\":["
                + "{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"AA==\",\"displayName\":\"a.pdf\"}},"
                + "{\"fileData\":{\"fileUri\":\"https://www.youtube.com/watch?v=1\"},\"videoMetadata\":{\"fps\":1}},"
                + "{\"fileData\":{\"fileUri\":\"https://x/files/1.png\"}}]},"
                + "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{},\"id\":\"1\"}}]},"
                + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"id\":\"1\",\"name\":\"f\",\"response\":{\"a\":1},"
                + "\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}],\"scheduling\":\"SILENT\"}}]}]}";

        assertThat(Wire.read(body).messages().getFirst().content())
                .extracting(part -> ((Content.Media) part).kind())
                .containsExactly(Content.Media.Kind.FILE, Content.Media.Kind.VIDEO, Content.Media.Kind.IMAGE);
        assertThat(Wire.json(Wire.through(body))).isEqualTo(Wire.json(body));
    }

    @Test
    void bytes_in_the_alphabet_of_urls_become_those_of_data_urls() {
        ChatRequest request =
                contents("{\"parts\":[{\"inline_data\":{\"mime_type\":\"image/png\",\"data\":\"-_-_AA\"}}]}");

        assertThat(((Content.Media) request.messages().getFirst().content().getFirst()).url())
                .isEqualTo("data:image/png;base64,+/+/AA==");
    }

    @Test
    void parts_that_are_not_known_travel_whole() {
        String body =
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"executableCode\":{\"code\":\"1\"},\"thoughtSignature\":\"s\"}]}]}";

        assertThat(Wire.json(Wire.through(body))).isEqualTo(Wire.json(body));
    }

    @Test
    void one_content_and_one_part_may_stand_without_their_arrays() {
        assertThat(Wire.read("{\"contents\":{\"parts\":{\"text\":\"hi\"}}}").messages())
                .singleElement()
                .extracting(Message::content)
                .isEqualTo(List.of(new Content.Text("hi")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                          | body
            {}                                                          | contents
            {"contents":[]}                                             | contents
            {"contents":["a"]}                                          | contents
            {"contents":[{"role":"system","parts":[]}]}                 | contents
            {"contents":[{"parts":7}]}                                  | contents
            {"contents":[{"role":"model","parts":[{"functionCall":{}}]}]} | contents
            {"contents":[{"parts":[{"functionResponse":{}}]}]}          | contents
            {"contents":[{}],"tools":{}}                                | tools
            {"contents":[{}],"tools":[{"functionDeclarations":[{}]}]}   | tools
            {"contents":[{}],"toolConfig":7}                            | tool-choice
            {"contents":[{}],"generationConfig":{"temperature":"hot"}}  | temperature
            {"contents":[{}],"generationConfig":{"thinkingConfig":{"thinkingBudget":-2}}} | thinking
            {"contents":[{}],"generationConfig":{"thinkingConfig":{"includeThoughts":1}}} | thinking-summary
            {"contents":[{}],"systemInstruction":7}                     | systemInstruction
            """)
    void a_fault_names_its_member(String body, String member) {
        assertThatThrownBy(() -> Wire.read(body))
                .isInstanceOfSatisfying(
                        ParlanceException.InvalidRequest.class,
                        fault -> assertThat(fault.failure().parameter()).isEqualTo(member));
    }

    @Test
    void a_request_without_a_model_is_a_fault() {
        assertThatThrownBy(() -> Wire.inbound("{" + HI + "}", new RequestTarget(" ", null, true, Map.of())))
                .isInstanceOf(ParlanceException.InvalidRequest.class);
    }
}
