package dev.parlance.sandbox.gemini;

import static dev.parlance.sandbox.gemini.Shape.message;

import dev.parlance.sandbox.gemini.Shape.Field;
import dev.parlance.sandbox.gemini.Shape.Message;
import dev.parlance.sandbox.gemini.Shape.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The message definitions of the request, as far as they are documented (vercel/ai, packages/google, 2026-08) or were recorded. */
final class Shapes {
    private static final Shape ANY = new Shape.Anything();
    private static final Shape TEXT = new Shape.Text();
    private static final Shape BYTES = new Shape.Bytes();
    private static final Shape STRUCT = new Shape.Struct();
    private static final String PACKAGE = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    /** The OpenAPI subset: no references, no additionalProperties, no const; enums are text and a type is one word. */
    static final Message SCHEMA = schema();

    private static final Message PART = message(
            PACKAGE + "Part",
            "text",
            TEXT,
            "thought",
            ANY,
            "thoughtSignature",
            BYTES,
            "inlineData",
            message(PACKAGE + "Blob", "mimeType", TEXT, "data", BYTES, "displayName", TEXT),
            "fileData",
            message(PACKAGE + "FileData", "mimeType", TEXT, "fileUri", TEXT, "displayName", TEXT),
            "functionCall",
            message(PACKAGE + "FunctionCall", "id", TEXT, "name", TEXT, "args", STRUCT),
            "functionResponse",
            message(
                    PACKAGE + "FunctionResponse",
                    "id",
                    TEXT,
                    "name",
                    TEXT,
                    "response",
                    STRUCT,
                    "parts",
                    ANY,
                    "willContinue",
                    ANY,
                    "scheduling",
                    ANY),
            "executableCode",
            ANY,
            "codeExecutionResult",
            ANY,
            "toolCall",
            ANY,
            "toolResponse",
            ANY,
            "videoMetadata",
            ANY,
            "mediaResolution",
            ANY);

    private static final Message CONTENT = message(PACKAGE + "Content", "role", TEXT, "parts[]", PART);

    private static final Message TOOL = Shape.with(
            message(
                    PACKAGE + "Tool",
                    "functionDeclarations[]",
                    message(
                            PACKAGE + "FunctionDeclaration",
                            "name",
                            TEXT,
                            "description",
                            TEXT,
                            "behavior",
                            ANY,
                            "parameters",
                            SCHEMA,
                            "parametersJsonSchema",
                            ANY,
                            "response",
                            SCHEMA,
                            "responseJsonSchema",
                            ANY)),
            List.of(
                    "googleSearch",
                    "googleSearchRetrieval",
                    "codeExecution",
                    "urlContext",
                    "fileSearch",
                    "computerUse",
                    "googleMaps",
                    "mcpServers"));

    private static final Message TOOL_CONFIG = message(
            PACKAGE + "ToolConfig",
            "functionCallingConfig",
            message(
                    PACKAGE + "FunctionCallingConfig",
                    "mode",
                    new Word(
                            PACKAGE + "FunctionCallingConfig.Mode",
                            Set.of("MODE_UNSPECIFIED", "AUTO", "NONE", "ANY", "VALIDATED")),
                    "allowedFunctionNames[]",
                    TEXT),
            "retrievalConfig",
            ANY);

    private static final Message THINKING_CONFIG = message(
            PACKAGE + "ThinkingConfig",
            "includeThoughts",
            ANY,
            "thinkingBudget",
            ANY,
            "thinkingLevel",
            new Word(
                    PACKAGE + "ThinkingConfig.ThinkingLevel",
                    Set.of("THINKING_LEVEL_UNSPECIFIED", "MINIMAL", "LOW", "MEDIUM", "HIGH")));

    private static final Message GENERATION_CONFIG = Shape.with(
            message(
                    PACKAGE + "GenerationConfig",
                    "stopSequences[]",
                    TEXT,
                    "responseMimeType",
                    TEXT,
                    "responseSchema",
                    SCHEMA,
                    "thinkingConfig",
                    THINKING_CONFIG),
            List.of(
                    "temperature",
                    "topP",
                    "topK",
                    "maxOutputTokens",
                    "seed",
                    "candidateCount",
                    "presencePenalty",
                    "frequencyPenalty",
                    "responseJsonSchema",
                    "responseLogprobs",
                    "logprobs",
                    "responseModalities",
                    "mediaResolution",
                    "speechConfig",
                    "imageConfig"));

    /** The body of generateContent. */
    static final Message GENERATE = message(
            PACKAGE + "GenerateContentRequest",
            "model",
            TEXT,
            "contents[]",
            CONTENT,
            "systemInstruction",
            CONTENT,
            "tools[]",
            TOOL,
            "toolConfig",
            TOOL_CONFIG,
            "safetySettings[]",
            ANY,
            "cachedContent",
            TEXT,
            "serviceTier",
            ANY,
            "generationConfig",
            GENERATION_CONFIG);

    /** The body of countTokens: contents alone, or a whole request. */
    static final Message COUNT =
            message(PACKAGE + "CountTokensRequest", "contents[]", CONTENT, "generateContentRequest", GENERATE);

    private Shapes() {}

    private static Message schema() {
        Map<String, Field> fields = new LinkedHashMap<>();
        Message schema = new Message(PACKAGE + "Schema", fields);
        Word type = new Word(
                PACKAGE + "Type",
                Set.of("TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL"));
        fields.put("type", new Field(() -> type, false));
        for (String name : List.of("format", "title", "description", "pattern")) {
            fields.put(name, new Field(() -> TEXT, false));
        }
        for (String name : List.of("enum", "required", "propertyOrdering")) {
            fields.put(name, new Field(() -> TEXT, true));
        }
        for (String name : List.of(
                "nullable",
                "default",
                "example",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties",
                "minLength",
                "maxLength",
                "minimum",
                "maximum")) {
            fields.put(name, new Field(() -> ANY, false));
        }
        fields.put("properties", new Field(() -> new Shape.Named(() -> schema), false));
        fields.put("items", new Field(() -> schema, false));
        fields.put("anyOf", new Field(() -> schema, true));
        return schema;
    }
}
