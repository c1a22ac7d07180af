package dev.parlance.sandbox;

import static dev.parlance.sandbox.GeminiClient.HELLO;
import static dev.parlance.sandbox.GeminiClient.TOOLS;
import static dev.parlance.sandbox.GeminiClient.accepted;
import static dev.parlance.sandbox.GeminiClient.generate;
import static dev.parlance.sandbox.GeminiClient.refused;
import static dev.parlance.sandbox.GeminiClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Gemini refuses in keys, names, contents and schemas, in its own words. */
class GeminiRequestTest {
    private static final String MODEL = "gemini-2.5-flash";
    private static final String PATH = "/v1beta/models/gemini-2.5-flash:generateContent";
    private static final String RECEIVED = "Invalid JSON payload received. ";

    @Test
    void a_wrong_key_is_an_invalid_argument() {
        SandboxAnswer answer = send("POST", PATH, "", Map.of("x-goog-api-key", "bad"), "{}");
        refused(answer, 400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
        assertThat(answer.body()).contains("API_KEY_INVALID");
        refused(
                send("POST", PATH, "key=bad", Map.of("x-goog-api-key", ""), "{}"),
                400,
                "INVALID_ARGUMENT",
                "API key not valid. Please pass a valid API key.");
    }

    @Test
    void a_caller_without_a_key_is_not_registered() {
        refused(
                send("POST", PATH, "", Map.of("x-goog-api-key", ""), "{}"),
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other"
                        + " form of API consumer identity to call this API.");
    }

    @Test
    void a_key_may_stand_in_the_query_or_the_bearer_header() {
        String body = SandboxClient.json("{" + HELLO + "}");
        assertThat(send("POST", PATH, "alt=json&key=good", Map.of("x-goog-api-key", ""), body)
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", PATH, "", Map.of("x-goog-api-key", "", "authorization", "Bearer t"), body)
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", "/models/gemini-2.5-flash:generateContent", "", Map.of(), body)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-9-pro", "gpt-4o", "gemini-2.5-ultra"})
    void an_unknown_model_is_not_found(String model) {
        refused(
                generate(model, HELLO),
                404,
                "NOT_FOUND",
                "models/" + model
                        + " is not found for API version v1beta, or is not supported for generateContent. Call"
                        + " ListModels to see the list of available models and their supported methods.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gemini-2.0-flash", "gemini-2.5-pro-preview-06-05", "gemini-2.5-flash-lite", "gemini-3-pro-preview",
                "gemini-3-flash-preview", "gemini-3.1-pro-preview", "gemini-3.5-flash", "gemini-3.6-flash",
                "gemini-3.7-flash", "gemini-flash-latest", "gemma-3-27b-it"
            })
    void recorded_and_documented_models_exist(String model) {
        accepted(model, HELLO);
    }

    @Test
    void unknown_paths_do_not_exist() {
        refused(send("POST", "/v1beta/chat", "", Map.of(), "{}"), 404, "NOT_FOUND", "Requested entity was not found.");
        refused(
                send("GET", PATH, "", Map.of(), ""),
                404,
                "NOT_FOUND",
                "models/gemini-2.5-flash:generateContent is not"
                        + " found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list"
                        + " of available models and their supported methods.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'x':1                                            | Unknown name "x": Cannot find field.
                    'messages':[]                                    | Unknown name "messages": Cannot find field.
                    'generationConfig':{'max_tokens':1}              | Unknown name "max_tokens" at ’generation_config’: Cannot find field.
                    'generationConfig':{'thinkingConfig':{'effort':1}} | Unknown name "effort" at ’generation_config.thinking_config’: Cannot find field.
                    'toolConfig':{'mode':'AUTO'}                     | Unknown name "mode" at ’tool_config’: Cannot find field.
                    'tools':[{'functionDeclarations':[{'name':'a','strict':true}]}] | Unknown name "strict" at ’tools[0].function_declarations[0]’: Cannot find field.
                    'systemInstruction':{'text':'a'}                 | Unknown name "text" at ’system_instruction’: Cannot find field.
                    """, quoteCharacter = '\0')
    void names_that_the_wire_does_not_know_are_refused(String more, String message) {
        refused(MODEL, HELLO + "," + more, RECEIVED + message);
    }

    @Test
    void all_unknown_names_are_told_at_once_with_their_places() {
        String members = "'contents':[{'role':'user','parts':[{'text':'a','type':'text'}],'name':'b'}],'n':2";
        refused(
                MODEL,
                members,
                RECEIVED + "Unknown name \"type\" at ’contents[0].parts[0]’: Cannot find field.\n"
                        + RECEIVED + "Unknown name \"name\" at ’contents[0]’: Cannot find field.\n"
                        + RECEIVED + "Unknown name \"n\": Cannot find field.");
        assertThat(generate(MODEL, members).body())
                .contains("type.googleapis.com/google.rpc.BadRequest")
                .contains("\"field\": \"contents[0].parts[0]\"");
    }

    @Test
    void names_may_be_written_with_underscores_and_nulls_are_none() {
        accepted(MODEL, """
                'contents':{'role':'user','parts':{'text':'a'}},'system_instruction':{'parts':[{'text':'b'}]},
                'generation_config':{'max_output_tokens':50,'response_mime_type':'text/plain'},
                'safetySettings':null,'toolConfig':null""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'contents':[]                                                        | * GenerateContentRequest.contents: contents is not specified\\n
                    'contents':[{'role':'user'}]                                         | * GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\\n
                    'contents':[{'role':'user','parts':[{}]}]                            | * GenerateContentRequest.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\\n
                    'contents':[{'role':'assistant','parts':[{'text':'a'}]}]             | Please use a valid role: user, model.
                    'contents':[{'parts':[{'text':'a','fileData':{'fileUri':'b'}}]}]     | Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'fileData'
                    'contents':[{'parts':[{'text':5}]}]                                  | Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 5
                    'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'%'}}]}] | Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for "%"
                    """, quoteCharacter = '\0')
    void contents_have_their_form(String contents, String message) {
        refused(MODEL, contents, message.replace("\\n", "\n"));
    }

    @Test
    void gemma_takes_no_system_instruction() {
        String system = ",'systemInstruction':{'parts':[{'text':'b'}]}";
        refused("gemma-3-27b-it", HELLO + system, "Developer instruction is not enabled for models/gemma-3-27b-it");
        accepted(MODEL, HELLO + system);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'OBJECT','additionalProperties':false}         | Unknown name "additionalProperties" at ’@’: Cannot find field.
                    {'type':'OBJECT','$schema':'a'}                        | Unknown name "$schema" at ’@’: Cannot find field.
                    {'$ref':'#/a'}                                         | Unknown name "$ref" at ’@’: Cannot find field.
                    {'type':'OBJECT','properties':{'a':{'const':'b'}}}     | Unknown name "const" at ’@.properties[0].value’: Cannot find field.
                    {'type':'OBJECT','properties':{'a':{'type':'STRING'},'b':{'$ref':'#/a'}}} | Unknown name "$ref" at ’@.properties[1].value’: Cannot find field.
                    {'type':'ARRAY','items':{'oneOf':[]}}                  | Unknown name "oneOf" at ’@.items’: Cannot find field.
                    {'type':'OBJECT','properties':{'a':{'type':['string','null']}}} | Unknown name "type" at ’@.properties[0].value’: Proto field is not repeating, cannot start list.
                    """, quoteCharacter = '\0')
    void schemas_are_a_subset(String schema, String message) {
        refused(
                MODEL,
                HELLO + ",'tools':[{'functionDeclarations':[{'name':'f','parameters':" + schema + "}]}]",
                RECEIVED + message.replace("@", "tools[0].function_declarations[0].parameters"));
        refused(
                MODEL,
                HELLO + ",'generationConfig':{'responseMimeType':'application/json','responseSchema':" + schema + "}",
                RECEIVED + message.replace("@", "generation_config.response_schema"));
    }

    @Test
    void enums_are_text_and_types_are_words() {
        refused(
                MODEL,
                HELLO + ",'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','properties':"
                        + "{'a':{'type':'INTEGER','enum':[1]}}}}]}]",
                "Invalid value at ’tools[0].function_declarations[0].parameters.properties[0].value.enum[0]’ (TYPE_STRING), 1");
        refused(
                MODEL,
                HELLO + ",'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'any'}}]}]",
                "Invalid value at ’tools[0].function_declarations[0].parameters.type’"
                        + " (type.googleapis.com/google.ai.generativelanguage.v1beta.Type), \"any\"");
        accepted(MODEL, HELLO + """
                ,'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'object','nullable':true,'properties':{
                'type':{'type':'string','enum':['a'],'title':'b'},'x':{'anyOf':[{'type':'NULL'},{'type':6}]}}}}]}]""");
    }

    @Test
    void json_schema_has_a_field_of_its_own() {
        String schema = "{'type':'object','$defs':{'a':{'const':1}},'properties':{'b':{'$ref':'#/$defs/a'},"
                + "'c':{'enum':[1,null]}},'additionalProperties':false}";
        accepted(
                MODEL,
                HELLO + ",'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':" + schema + "}]}]");
        accepted(
                MODEL,
                HELLO + ",'generationConfig':{'responseMimeType':'application/json','responseJsonSchema':" + schema
                        + "}");
        refused(
                MODEL,
                HELLO + ",'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT'},"
                        + "'parametersJsonSchema':{}}]}]",
                "* GenerateContentRequest.tools[0].function_declarations[0]: only one of parameters and"
                        + " parameters_json_schema may be set.\n");
    }

    @Test
    void there_are_at_most_five_stop_sequences() {
        accepted(MODEL, HELLO + ",'generationConfig':{'stopSequences':['1','2','3','4','5']}");
        refused(
                MODEL,
                HELLO + ",'generationConfig':{'stopSequences':['1','2','3','4','5','6']}",
                "* GenerateContentRequest.generation_config.stop_sequences: the number of stop sequences must not be more than"
                        + " 5.\n");
    }

    @Test
    void names_are_allowed_only_where_a_call_is_wanted() {
        String allowed = ",'allowedFunctionNames':['clock']}}";
        refused(
                MODEL,
                HELLO + "," + TOOLS + ",'toolConfig':{'functionCallingConfig':{'mode':'AUTO'" + allowed,
                "Allowed function names should only be set when the function calling mode is ANY or VALIDATED.");
        accepted(MODEL, HELLO + "," + TOOLS + ",'toolConfig':{'functionCallingConfig':{'mode':'ANY'" + allowed);
        refused(
                MODEL,
                HELLO + ",'toolConfig':{'functionCallingConfig':{'mode':'required'}}",
                "Invalid value at ’tool_config.function_calling_config.mode’"
                        + " (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode),"
                        + " \"required\"");
    }

    @Test
    void a_body_must_be_an_object() {
        refused(
                send("POST", PATH, "", Map.of(), "{"),
                400,
                "INVALID_ARGUMENT",
                "Invalid JSON payload received. Unexpected token.");
    }
}
